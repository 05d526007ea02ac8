import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { drainOf } from '../../../lib/session/drain.ts';

const samples = (...pairs: [time: number, bytes: number][]) => ({
  buffered: pairs.map(([time, bytes]) => ({ time, bytes })),
});

test('nothing has waited', () => {
  expect(drainOf(samples())).toBeNull();
  expect(drainOf(samples([5, 0]))).toBeNull();
});

test('how long it took, or will take at the pace so far', () => {
  expect(drainOf(samples([0, 500], [10, 1000], [60, 0]))).toEqual({
    peak: 1000,
    now: 0,
    took: 50,
    left: null,
  });
  expect(drainOf(samples([0, 1000], [100, 250]))).toMatchObject({ took: null, left: 250 / 7.5 });
  expect(drainOf(samples([0, 500], [10, 1000]))).toMatchObject({ now: 1000, left: null });
});

test('any samples: no time below nothing', () => {
  const pair = fc.tuple(fc.integer({ min: -8.64e15, max: 8.64e15 }), fc.nat());
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 20 }), (pairs) => {
      const drain = drainOf(samples(...pairs));
      if (!drain) return;
      expect(drain.took ?? 0).toBeGreaterThanOrEqual(0);
      expect(drain.left ?? 0).toBeGreaterThanOrEqual(0);
    }),
  );
});
