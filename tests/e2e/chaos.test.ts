import { expect, it } from 'vitest';
import { playChaos } from '../../bench/chaos.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

/** Longer than one round of all that can happen. */
const SECONDS = 10;
/** `CHAOS_SEED=7` plays another course. */
const SEED = Number(process.env.CHAOS_SEED ?? 1);

describeInBrowsers('chaos', (browser) => {
  it(`leaves no message without account, seed ${SEED}`, async () => {
    const result = await playChaos(await openSockscope(browser), SEED, SECONDS);
    expect(result.differences).toEqual([]);
    // What nothing happened to proves nothing.
    expect(result.messages).toBeGreaterThan(1000);
    expect(Math.min(result.stops, result.reloads, result.frames, result.panels)).toBeGreaterThan(0);
  });
});
