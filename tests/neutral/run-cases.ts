import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPanel } from '../../scripts/start/panel.ts';
import { launchBrowser } from '../../scripts/browsers/launch.ts';
import type { BrowserName, BrowserSession, PageDriver } from '../../scripts/browsers/session.ts';
import { bundleEngine } from './page.ts';
import type { NeutralServer } from './server.ts';
import { topics } from './topics.ts';

/**
 * What runs in the page's realm beside the page. `watched` is `patched` with the panel open, `gated`
 * with rules of which none matches, `simulated` with each socket simulated over a native one, `held` with
 * each message and end held for a moment.
 */
export type Mode =
  'native' | 'patched' | 'patched twice' | 'watched' | 'gated' | 'simulated' | 'held';

/** Its cases send and receive: a panel that watches must tell of them. */
const BUSY_TOPIC = 'order';

/** Results by case name. */
export type Results = Readonly<Record<string, unknown>>;

/** How many hooks a page must find in its realm. */
const HOOKS = {
  native: 0,
  patched: 1,
  'patched twice': 2,
  watched: 1,
  gated: 1,
  simulated: 1,
  held: 1,
} as const;

const PAGE_TIMEOUT_MS = 120_000;

const FIREFOX_PREFERENCES = {
  'dom.disable_open_during_load': false,
  // Milliseconds; see `collectGarbage` in `cases/memory.ts`.
  'javascript.options.gc_delay': 50,
  'javascript.options.gc_delay.first': 50,
  'javascript.options.gc_delay.full': 50,
  'javascript.options.gc_delay.interslice': 10,
};

const builds = { chromium: '.output/chrome-mv3', firefox: '.output/firefox-mv3' } as const;

/** Runs all cases, or those of `only` topics, in one browser that is started and ended here. */
export async function runCases(
  server: NeutralServer,
  browser: BrowserName,
  mode: Mode,
  only?: readonly string[],
): Promise<Results> {
  await using extension = await prepareExtension(browser, mode);
  const session = await launchBrowser(browser, {
    ...(extension.path && { extension: extension.path }),
    ...(browser === 'chromium' && { args: ['--js-flags=--expose-gc'] }),
    ...(browser === 'firefox' && { prefs: FIREFOX_PREFERENCES }),
  });
  try {
    if (mode !== 'native') await hookIsIn(session, server, hasEngine(mode));
    const tab = await session.newPage(`${server.origin}/frame`);
    // DevTools stay open on the tab, which loads page after page.
    const panel = mode === 'watched' ? await openPanel(session, tab) : undefined;
    const run = (page: CasePage) => runPage(tab, server, page, browser, mode);
    const isSeen = async () => {
      if (!panel) return;
      await run({ topic: BUSY_TOPIC });
      await panel.waitFor(showsMessages);
    };
    await isSeen();
    const results: Record<string, unknown> = {};
    for (const topic of only ?? Object.keys(topics)) {
      for (const page of pagesOf(topic, browser)) Object.assign(results, await run(page));
    }
    await isSeen();
    return results;
  } finally {
    await session.close();
  }
}

/** An extension that was just installed may miss the first page: waits until a page is patched. */
async function hookIsIn(
  session: BrowserSession,
  server: NeutralServer,
  isGated: boolean,
): Promise<void> {
  const until = Date.now() + 15_000;
  for (;;) {
    const page = await session.newPage(`${server.origin}/frame`);
    // The one thing that tells a stand-in from a native, see `knownDifference` in `cases/realms.ts`.
    const patched = await page.evaluate((gated: boolean) => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const { toString } = (frame.contentWindow as Window & typeof globalThis).Function.prototype;
      // While the gate is on, it stands in for more of them.
      const looked = gated
        ? Object.getOwnPropertyDescriptor(WebSocket.prototype, 'readyState')?.get
        : WebSocket;
      return !/WebSocket|readyState/.test(toString.call(looked));
    }, isGated);
    await page.close();
    if (patched) return;
    if (Date.now() > until) throw new Error('The extension did not patch WebSocket: is it built?');
  }
}

interface CasePage {
  readonly topic: string;
  /** The one case of a page of its own; else all others of the topic. */
  readonly name?: string;
}

function pagesOf(topic: string, browser: BrowserName): CasePage[] {
  const cases = (topics[topic] ?? []).filter(({ only }) => !only || only === browser);
  const own = cases.filter(({ ownPage }) => ownPage).map(({ name }) => ({ topic, name }));
  return own.length < cases.length ? [{ topic }, ...own] : own;
}

let pages = 0;

async function runPage(
  tab: PageDriver,
  server: NeutralServer,
  page: CasePage,
  browser: BrowserName,
  mode: Mode,
): Promise<Results> {
  const token = `${browser}-${mode}-${pages++}`.replaceAll(' ', '-');
  const query = new URLSearchParams({
    topic: page.topic,
    ...(page.name && { case: page.name }),
  });
  const report = server.result(token, PAGE_TIMEOUT_MS);
  const [{ results, hooks }] = await Promise.all([
    report,
    tab.goto(`${server.origin}/page?${query}#${token}`),
  ]);
  if (hooks !== HOOKS[mode])
    throw new Error(`${hooks} instead of ${HOOKS[mode]} hooks in ${page.name ?? page.topic}`);
  return results;
}

/** Whether the panel has messages of the page that is in the tab, as it counts from anew in each. */
function showsMessages(): boolean {
  const total = document.querySelector('[role=status][aria-label=Status] b:nth-of-type(2)');
  return !/^0?$/.test(total?.textContent ?? '');
}

interface PreparedExtension extends AsyncDisposable {
  readonly path?: string;
}

/** A copy of the build, which another build may replace meanwhile; for `patched twice` its hook is listed, and so runs, twice. */
async function prepareExtension(browser: BrowserName, mode: Mode): Promise<PreparedExtension> {
  if (mode === 'native') return { [Symbol.asyncDispose]: async () => {} };
  const path = await mkdtemp(join(tmpdir(), 'sockscope-neutral-'));
  await cp(builds[browser], path, { recursive: true });
  if (mode === 'patched twice') await listHookTwice(path);
  if (hasEngine(mode)) await listEngine(path, mode);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function listHookTwice(path: string): Promise<void> {
  const file = join(path, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest;
  const scripts = manifest.content_scripts;
  const hook = scripts.find(({ world }) => world === 'MAIN');
  if (!hook) throw new Error('The build has no MAIN-world content script.');
  const again = hook.js.map((name) => name.replace(/\.js$/, '-again.js'));
  await Promise.all(
    hook.js.map((name, index) => cp(join(path, name), join(path, again[index] as string))),
  );
  scripts.splice(scripts.indexOf(hook) + 1, 0, { ...hook, js: again });
  await writeFile(file, JSON.stringify(manifest));
}

/** Whether an engine turns the gate on. */
const hasEngine = (mode: Mode): boolean =>
  mode === 'gated' || mode === 'simulated' || mode === 'held';

async function listEngine(path: string, mode: Mode): Promise<void> {
  const file = join(path, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest;
  manifest.content_scripts.find(({ world }) => !world)?.js.push('engine.js');
  const engine = `{ const mode = '${mode}';\n${await bundleEngine()}\n}`;
  await Promise.all([
    writeFile(join(path, 'engine.js'), engine),
    writeFile(file, JSON.stringify(manifest)),
  ]);
}

interface Manifest {
  readonly content_scripts: { readonly js: string[]; readonly world?: string }[];
}
