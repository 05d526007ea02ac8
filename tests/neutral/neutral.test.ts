import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName } from '../../scripts/browsers/session.ts';
import { asSimulated, gateDifferences } from './gate-differences.ts';
import { knownDifferences, type KnownDifference } from './known-differences.ts';
import type { NeutralCase } from './neutral-case.ts';
import { bundlePage } from './page.ts';
import { type Mode, type Results, runCases } from './run-cases.ts';
import { type NeutralServer, startServer } from './server.ts';
import { topics } from './topics.ts';

/**
 * The same cases in a page with the native `WebSocket` and in one with ours must give the same.
 * `NEUTRAL_BROWSER=chromium`, `NEUTRAL_TOPIC=send,close` and `NEUTRAL_MODE=native,gated` narrow a run down.
 */
const browsers = (process.env.NEUTRAL_BROWSER?.split(',') ?? [
  'chromium',
  'firefox',
]) as BrowserName[];
const names = process.env.NEUTRAL_TOPIC?.split(',') ?? Object.keys(topics);

const ALL_MODES: readonly Mode[] = [
  'native',
  'patched',
  'patched twice',
  'watched',
  'gated',
  'simulated',
  'held',
];
const modes = (process.env.NEUTRAL_MODE?.split(',') ?? ALL_MODES) as Mode[];

/** Topics that a mode leaves out. */
const NOT_IN: Readonly<Record<Mode, ReadonlySet<string>>> = {
  native: new Set(),
  patched: new Set(),
  // What a hook keeps alive does not depend on how many there are.
  'patched twice': new Set(['memory']),
  // Open DevTools by themselves keep objects alive and, in Firefox, lengthen stacks.
  watched: new Set(['memory', 'errors']),
  // More of the hook is on the stack.
  gated: new Set(['memory', 'errors']),
  simulated: new Set(['memory', 'errors']),
  // What else they are about, nothing that is held could change.
  held: new Set([
    'memory',
    'errors',
    'surface',
    'functions',
    'construct',
    'protocols',
    'subclass',
    'send',
    'pageWraps',
    'environment',
  ]),
};

const RUN_TIMEOUT_MS = 600_000;

let server: NeutralServer;
/** Both browsers run at the same time, each mode by mode: most of it is waiting. */
let runs: ReadonlyMap<BrowserName, Promise<Record<Mode, Results>>>;

beforeAll(async () => {
  server = await startServer(await bundlePage());
  runs = new Map(browsers.map((browser) => [browser, runModes(browser)]));
  await Promise.allSettled(runs.values());
}, RUN_TIMEOUT_MS);

afterAll(() => server?.close());

for (const browser of browsers) {
  describe(browser, () => {
    let results: Record<Mode, Results>;

    beforeAll(async () => {
      results = await runs.get(browser)!;
    });

    for (const topic of names) {
      for (const neutralCase of topics[topic] ?? []) {
        if (neutralCase.only && neutralCase.only !== browser) continue;
        const known = knownDifferenceOf(neutralCase, browser);
        test(known ? `${neutralCase.name} (known: ${known.reason})` : neutralCase.name, () => {
          const compared = modes.filter((mode) => topicsOf(mode).includes(topic));
          compare(neutralCase, known, results, compared, browser);
        });
      }
    }
  });
}

test('every known difference is one of a case', () => {
  const all = new Set(Object.values(topics).flatMap((cases) => cases.map(({ name }) => name)));
  expect(Object.keys(knownDifferences).filter((name) => !all.has(name))).toEqual([]);
});

async function runModes(browser: BrowserName): Promise<Record<Mode, Results>> {
  const results = {} as Record<Mode, Results>;
  for (const mode of modes) results[mode] = await runCases(server, browser, mode, topicsOf(mode));
  return results;
}

function topicsOf(mode: Mode): string[] {
  return names.filter((topic) => !NOT_IN[mode].has(topic));
}

function knownDifferenceOf(
  { name }: NeutralCase,
  browser: BrowserName,
): KnownDifference | undefined {
  return knownDifferences[name]?.find(({ only }) => !only || only === browser);
}

function compare(
  { name, expect: check }: NeutralCase,
  known: KnownDifference | undefined,
  results: Record<Mode, Results>,
  compared: readonly Mode[],
  browser: BrowserName,
): void {
  const native = results.native[name];
  expect(native, 'native').toBeDefined();
  expect(JSON.stringify(native), 'native').not.toMatch(/^\{"(timeout|failed)":/);
  expect(check?.(native), 'what makes the case vacuous').toBeUndefined();
  const expected = known ? known.patched(native as never) : native;
  if (known) expect(expected, 'a known difference that states none').not.toEqual(native);
  for (const mode of compared) {
    if (mode === 'native') continue;
    const seen =
      mode === 'simulated' || mode === 'held' ? asSimulated : (result: unknown) => result;
    const result = seen(results[mode][name]);
    const different = gateDifferences[mode]?.[name];
    if (different && (different.only ?? browser) === browser) {
      expect(result, `${mode}: obsolete, as native now`).not.toEqual(seen(expected));
      continue;
    }
    if (known && mode !== 'simulated' && mode !== 'held')
      expect(result, `${mode}: obsolete, as native now`).not.toEqual(seen(native));
    expect(result, mode).toEqual(seen(expected));
  }
}
