import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { longestSilence, silencesOf } from '../../../components/timeline/silences.ts';
import type { Bars } from '../../../lib/statistics/bars.ts';
import { Series } from '../../../lib/statistics/log-tally.ts';

/** Bars of so many received messages each; of everything else there are many in each. */
function bars(received: readonly number[], gaps: readonly number[] = []): Bars {
  const [width, start] = [100, 5000];
  return {
    width,
    start,
    count: received.length,
    sum: (bar, series) => {
      if (series === Series.Gaps) return gaps.includes(bar) ? 1 : 0;
      return series === Series.Received ? (received[bar] ?? 0) : 99;
    },
  };
}

const many = (count: number, value: number): number[] => Array.from({ length: count }, () => value);

test('nothing that came is silent, nor what came before the first message', () => {
  expect(silencesOf(bars([]), 9000)).toEqual([]);
  expect(silencesOf(bars(many(50, 0)), 10_000)).toEqual([]);
  expect(silencesOf(bars(many(50, 1)), 10_000)).toEqual([]);
  expect(silencesOf(bars([...many(100, 0), 1]), 15_100)).toEqual([]);
});

test('a pause between messages and one that lasts are told', () => {
  const received = [...many(20, 1), ...many(30, 0), ...many(20, 2), ...many(40, 0)];
  const found = silencesOf(bars(received), 16_000);
  expect(found).toEqual([
    { from: 7000, to: 10_000 },
    { from: 12_000, to: 16_000 },
  ]);
  expect(longestSilence(found)).toEqual({ from: 12_000, to: 16_000 });
  expect(longestSilence([])).toBeNull();
});

test('where messages are known to be missing it was not silent', () => {
  const received = [...many(20, 1), ...many(60, 0), ...many(20, 1)];
  expect(silencesOf(bars(received), 15_000)).toEqual([{ from: 7000, to: 13_000 }]);
  expect(silencesOf(bars(received, [79]), 15_000)).toEqual([]);
  expect(silencesOf(bars(received, [40]), 15_000)).toEqual([{ from: 9100, to: 13_000 }]);
});

test('a server that speaks every second is not silent in between', () => {
  const everySecond = Array.from({ length: 200 }, (_, bar) => (bar % 10 === 0 ? 1 : 0));
  expect(silencesOf(bars(everySecond), 24_000)).toEqual([]);
  expect(silencesOf(bars(everySecond), 30_000)).toEqual([{ from: 24_100, to: 30_000 }]);
});

test('silences are apart, in order, few, and without a message', () => {
  const anything = fc.array(fc.nat({ max: 2 }), { maxLength: 400 });
  fc.assert(
    fc.property(anything, fc.nat({ max: 90_000 }), (received, end) => {
      const found = silencesOf(bars(received), end);
      expect(found.length).toBeLessThanOrEqual(20);
      let last = -Infinity;
      for (const { from, to } of found) {
        expect(from).toBeGreaterThanOrEqual(last);
        expect(to - from).toBeGreaterThanOrEqual(1000);
        last = to;
        received.forEach((count, bar) => {
          const start = 5000 + bar * 100;
          if (count > 0) expect(start + 100 <= from || start >= to).toBe(true);
        });
      }
    }),
  );
});
