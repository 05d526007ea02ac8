import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { poll } from '../../scripts/browsers/poll.ts';
import { callSource } from '../../scripts/browsers/script-source.ts';
import { requireBrowser } from '../../scripts/setup/browsers.mjs';
import { Cdp } from './cdp.ts';

const ARGS = [
  '--headless=new',
  '--no-sandbox',
  '--remote-debugging-port=0',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--window-size=1280,900',
];
const START_MS = 60_000;

interface TargetInfo {
  targetId: string;
  type: string;
  url: string;
}

/** Product and version of the Chromium that is measured. */
export async function chromiumVersion(): Promise<string> {
  const { stdout } = await promisify(execFile)(await requireBrowser('chromium'), ['--version']);
  return stdout.trim();
}

/** A document that is measured. */
export interface BenchDocument {
  /** Runs `fn` in the document; arguments and result travel as JSON, promises are awaited. */
  evaluate<T, A extends unknown[]>(fn: (...args: A) => T | Promise<T>, ...args: A): Promise<T>;
  /** CPU that the document's main thread has used for tasks, µs. */
  cpu(): Promise<number>;
  /** Bytes of the JavaScript heap in use, after a collection of garbage. */
  heap(): Promise<number>;
}

/** What DevTools of a page show in a {@link BenchBrowser}. */
export interface DevTools {
  /** The extension's panel; absent where the extension has none or none was asked for. */
  panel?: BenchDocument;
  /** Milliseconds from the choice of the panel until it is usable. */
  openedIn: number;
}

/** A Chromium that nobody but the bench looks into. */
export class BenchBrowser {
  readonly #cdp: Cdp;
  readonly #close: () => Promise<void>;

  private constructor(cdp: Cdp, close: () => Promise<void>) {
    this.#cdp = cdp;
    this.#close = close;
  }

  /** Starts Chromium, with an unpacked extension or bare. */
  static async launch(extension?: string): Promise<BenchBrowser> {
    const program = await requireBrowser('chromium');
    const profile = await mkdtemp(join(tmpdir(), 'sockscope-bench-'));
    await writePreferences(profile);
    const path = extension && resolve(extension);
    const extensionArgs = path
      ? [`--disable-extensions-except=${path}`, `--load-extension=${path}`]
      : ['--disable-extensions'];
    const child = spawn(
      program,
      [...ARGS, ...extensionArgs, `--user-data-dir=${profile}`, 'about:blank'],
      { stdio: 'ignore', detached: true },
    );
    // Should this process end first, nobody else would end Chromium.
    const end = (): void => kill(child);
    process.once('exit', end);
    const exited = new Promise<void>((done) => child.once('exit', () => done()));
    const close = async (): Promise<void> => {
      kill(child);
      await exited;
      process.off('exit', end);
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    };
    try {
      const url = await poll('Chromium to start', () => debuggerUrl(profile), START_MS);
      const cdp = await Cdp.connect(url);
      return new BenchBrowser(cdp, async () => {
        cdp.end();
        await close();
      });
    } catch (error) {
      await close();
      throw error;
    }
  }

  /** A fresh tab with `url` loaded. */
  async newPage(url: string): Promise<BenchPage> {
    const { targetId } = await this.#cdp.send<{ targetId: string }>('Target.createTarget', { url });
    const driver = await this.#attach(targetId);
    await poll('the page', () => driver.evaluate(() => document.readyState === 'complete'));
    return { ...driver, targetId };
  }

  async closePage({ targetId }: BenchPage): Promise<void> {
    await this.#cdp.send('Target.closeTarget', { targetId });
    await poll('DevTools to go with their page', async () => {
      const targets = await this.#targets();
      return !targets.some(({ url }) => url.startsWith('devtools://'));
    });
  }

  /** CPU that all processes of the browser have used, µs. */
  async cpu(): Promise<number> {
    const { processInfo } = await this.#cdp.send<{ processInfo: { cpuTime: number }[] }>(
      'SystemInfo.getProcessInfo',
    );
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0) * 1e6;
  }

  /**
   * Opens DevTools of a page, with the panel called `title` in front, or with whatever panel of an
   * extension there is, or with a built-in panel.
   */
  async openDevTools(
    page: BenchPage,
    show: { panel: string } | 'any panel' | 'network' | 'console',
  ): Promise<DevTools> {
    const { targetId } = await this.#cdp.send<{ targetId: string }>('Target.openDevTools', {
      targetId: page.targetId,
    });
    const frontEnd = await this.#attach(targetId);
    const wanted = typeof show === 'string' ? show : show.panel;
    const started = await poll('the DevTools panel', () =>
      frontEnd.evaluate(async (wanted: string) => {
        // As a string, so that nothing tries to resolve it here.
        const legacy = 'devtools://devtools/bundled/ui/legacy/legacy.js';
        const { ViewManager } = await import(legacy);
        const views = ViewManager.ViewManager.instance();
        const id =
          wanted === 'network' || wanted === 'console'
            ? wanted
            : [...views.views.keys()].find(
                (each: string) =>
                  each.startsWith('chrome-extension://') &&
                  (wanted === 'any panel' || each.endsWith(wanted)),
              );
        if (!id || !views.hasView(id)) return 0;
        const started = performance.timeOrigin + performance.now();
        await views.showView(id);
        return started;
      }, wanted),
    );
    if (show === 'network' || show === 'console') return { openedIn: 0 };
    const target = await poll('the panel’s frame', async () => {
      const targets = await this.#targets();
      return targets.find(
        ({ type, url }) =>
          type === 'iframe' && url.startsWith('chrome-extension://') && !isDevtoolsPage(url),
      );
    });
    const panel = await this.#attach(target.targetId);
    const usable = await poll('the panel', () =>
      panel.evaluate(() => {
        const [paint] = performance.getEntriesByName('first-contentful-paint');
        return paint && performance.timeOrigin + paint.startTime;
      }),
    );
    return { panel, openedIn: usable - started };
  }

  /**
   * Private memory of the processes that run extensions, so of the panel and the background, bytes,
   * after a collection of the panel's garbage.
   *
   * @throws Error where the system has no /proc
   */
  async extensionMemory(panel: BenchDocument): Promise<number> {
    await panel.heap();
    const { processInfo } = await this.#cdp.send<{ processInfo: { id: number }[] }>(
      'SystemInfo.getProcessInfo',
    );
    const each = await Promise.all(
      processInfo.map(async ({ id }) => {
        const command = await readFile(`/proc/${id}/cmdline`, 'utf8');
        if (!command.includes('--extension-process')) return 0;
        const memory = await readFile(`/proc/${id}/smaps_rollup`, 'utf8');
        return Number(/^Private_Dirty:\s+(\d+) kB$/m.exec(memory)?.[1]) * 1024;
      }),
    );
    return each.reduce((sum, bytes) => sum + bytes, 0);
  }

  close(): Promise<void> {
    return this.#close();
  }

  async #targets(): Promise<TargetInfo[]> {
    const { targetInfos } = await this.#cdp.send<{ targetInfos: TargetInfo[] }>(
      'Target.getTargets',
      { filter: [{}] },
    );
    return targetInfos;
  }

  async #attach(targetId: string): Promise<BenchDocument> {
    const cdp = this.#cdp;
    const { sessionId } = await cdp.send<{ sessionId: string }>('Target.attachToTarget', {
      targetId,
      flatten: true,
    });
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' }, sessionId);
    return {
      evaluate: (fn, ...args) => cdp.evaluate(sessionId, callSource(fn, args)),
      cpu: async () => (await metric(cdp, sessionId, 'TaskDuration')) * 1e6,
      async heap() {
        await cdp.send('HeapProfiler.collectGarbage', {}, sessionId);
        return metric(cdp, sessionId, 'JSHeapUsedSize');
      },
    };
  }
}

/** A tab of a {@link BenchBrowser}. */
export interface BenchPage extends BenchDocument {
  readonly targetId: string;
}

/** The page that registers the panels is a frame of DevTools as they are. */
function isDevtoolsPage(url: string): boolean {
  return /devtools[^/]*\.html$|devtools\/index\.html$/.test(new URL(url).pathname);
}

async function metric(cdp: Cdp, sessionId: string, wanted: string): Promise<number> {
  const { metrics } = await cdp.send<{ metrics: { name: string; value: number }[] }>(
    'Performance.getMetrics',
    {},
    sessionId,
  );
  const found = metrics.find(({ name }) => name === wanted);
  if (!found) throw new Error(`Chromium tells no ${wanted}`);
  return found.value;
}

async function debuggerUrl(profile: string): Promise<string> {
  const [port, path] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n');
  return `ws://127.0.0.1:${port}${path}`;
}

async function writePreferences(profile: string): Promise<void> {
  await mkdir(join(profile, 'Default'));
  await writeFile(
    join(profile, 'Default/Preferences'),
    JSON.stringify({
      extensions: { ui: { developer_mode: true } },
      devtools: { preferences: { currentDockState: '"undocked"' } },
    }),
  );
}

function kill(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}
