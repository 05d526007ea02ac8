import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName } from '../../scripts/browsers/session.ts';
import type { NeutralCase } from './neutral-case.ts';
import { bundlePage } from './page.ts';
import { type Mode, type Results, runCases } from './run-cases.ts';
import { type NeutralServer, startServer } from './server.ts';
import { topics } from './topics.ts';

/**
 * The same cases in a page with the native `WebSocket` and in one with ours must give the same.
 * `NEUTRAL_BROWSER=chromium` and `NEUTRAL_TOPIC=send,close` narrow a run down.
 */
const browsers = (process.env.NEUTRAL_BROWSER?.split(',') ?? [
  'chromium',
  'firefox',
]) as BrowserName[];
const names = process.env.NEUTRAL_TOPIC?.split(',') ?? Object.keys(topics);

const modes: readonly Mode[] = ['native', 'patched', 'patched twice', 'watched'];

/** Open DevTools by themselves keep objects alive and, in Firefox, lengthen stacks. */
const NOT_WATCHED = new Set(['memory', 'errors']);

const RUN_TIMEOUT_MS = 600_000;

let server: NeutralServer;

beforeAll(async () => {
  server = await startServer(await bundlePage());
}, RUN_TIMEOUT_MS);

afterAll(() => server?.close());

for (const browser of browsers) {
  describe(browser, () => {
    const results = {} as Record<Mode, Results>;

    beforeAll(async () => {
      for (const mode of modes) {
        results[mode] = await runCases(server, browser, mode, topicsOf(mode));
      }
    }, RUN_TIMEOUT_MS);

    for (const topic of names) {
      for (const neutralCase of topics[topic] ?? []) {
        if (neutralCase.only && neutralCase.only !== browser) continue;
        test(neutralCase.name, () => {
          const compared = modes.filter((mode) => topicsOf(mode).includes(topic));
          compare(neutralCase, results, compared);
        });
      }
    }
  });
}

function topicsOf(mode: Mode): string[] {
  return mode === 'watched' ? names.filter((topic) => !NOT_WATCHED.has(topic)) : names;
}

function compare(
  { name, expect: check, knownDifference }: NeutralCase,
  results: Record<Mode, Results>,
  compared: readonly Mode[],
): void {
  const native = results.native[name];
  expect(native, 'native').toBeDefined();
  expect(JSON.stringify(native), 'native').not.toMatch(/^\{"(timeout|failed)":/);
  expect(check?.(native), 'what makes the case vacuous').toBeUndefined();
  const expected = knownDifference ? knownDifference.patched(native) : native;
  for (const mode of compared) {
    if (mode !== 'native') expect(results[mode][name], mode).toEqual(expected);
  }
}
