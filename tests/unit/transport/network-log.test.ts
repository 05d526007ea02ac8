import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';

vi.mock('webextension-polyfill', () => ({ default: {} }));
const { paceAfter } = await import('../../../lib/transport/network-log.ts');

test('looks take a twentieth of the time at most, and are not rarer than that needs', () => {
  fc.assert(
    fc.property(fc.nat(60_000), fc.boolean(), (cost, news) => {
      const pause = paceAfter(cost, news);
      expect(cost / (cost + pause)).toBeLessThanOrEqual(0.05 + 1e-9);
      if (cost > 60) expect(cost / (cost + pause)).toBeCloseTo(0.05);
    }),
  );
});

test('while something comes it is looked at twice as often', () => {
  expect(paceAfter(5, true)).toBe(500);
  expect(paceAfter(5, false)).toBe(1000);
});
