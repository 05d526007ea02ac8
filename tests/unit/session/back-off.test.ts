import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { recogniseBackOff } from '../../../lib/session/back-off.ts';

const runs = (make: (n: number) => number, count: number): number[] =>
  Array.from({ length: count }, (_, n) => make(n));

test('two delays say nothing', () => {
  expect(recogniseBackOff([])).toBeNull();
  expect(recogniseBackOff([1000, 2000])).toBeNull();
});

test('what cannot be a delay says nothing', () => {
  expect(recogniseBackOff([Number.NaN, 1, 2, 3])).toBeNull();
  expect(recogniseBackOff([-1000, -1000, -1000])).toBeNull();
  expect(recogniseBackOff([1000, Infinity, 1000])).toBeNull();
});

test.each([
  [[0, 3, 20], { kind: 'immediate' }],
  [[1000, 1010, 1004], { kind: 'constant', delay: 1004, jitter: false }],
  [[1000, 2005, 3001, 4010], { kind: 'linear', first: 1000, cap: null }],
  [[500, 1000, 1500, 2000, 2004], { kind: 'linear', first: 500, cap: 2002 }],
  [[1000, 2003, 4001, 8010], { kind: 'exponential', first: 1000, cap: null, jitter: false }],
  [[1000, 2000, 4000, 5000, 5002, 5001], { kind: 'exponential', first: 1000, cap: 5001 }],
  [[800, 1210, 900, 1100, 1000, 950, 1300], { kind: 'constant', delay: 1000, jitter: true }],
  [[900, 2300, 3500, 9000, 14_000, 38_000], { kind: 'exponential', jitter: true }],
])('%j', (delays, expected) => {
  expect(recogniseBackOff(delays)).toMatchObject(expected);
});

test('delays without a rule are given none', () => {
  expect(recogniseBackOff([100, 9000, 300, 4000, 70, 20_000])).toBeNull();
  expect(recogniseBackOff([8000, 4000, 2000, 1000])).toBeNull();
  expect(recogniseBackOff([1000, 5000, 2000])).toBeNull();
});

const base = fc.integer({ min: 200, max: 5000 });
const count = fc.integer({ min: 3, max: 9 });
const late = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 12, maxLength: 12 });

test('each rule is found in delays that timers make a little late', () => {
  fc.assert(
    fc.property(base, count, late, (delay, n, by) => {
      expect(recogniseBackOff(runs((i) => delay + by[i]!, n))?.kind).toBe('constant');
      expect(recogniseBackOff(runs((i) => delay * (i + 1) + by[i]!, n))?.kind).toBe('linear');
      expect(recogniseBackOff(runs((i) => delay * 2 ** i + by[i]!, n))).toMatchObject({
        kind: 'exponential',
        jitter: false,
      });
    }),
  );
});

test('chance in the delays never makes one rule look like another', () => {
  const chances = fc.array(fc.double({ min: 0.5, max: 1.5, noNaN: true }), {
    minLength: 8,
    maxLength: 8,
  });
  fc.assert(
    fc.property(base, chances, (delay, by) => {
      const exponential = recogniseBackOff(by.map((chance, i) => delay * 3 ** i * chance));
      expect(exponential === null || exponential.kind === 'exponential').toBe(true);
      const constant = recogniseBackOff(by.map((chance) => delay * chance));
      expect(constant?.kind).not.toBe('linear');
    }),
  );
});

test('any numbers at all: an answer or none, never an error', () => {
  fc.assert(
    fc.property(fc.array(fc.double(), { maxLength: 60 }), (delays) => {
      const found = recogniseBackOff(delays);
      if (found && 'factor' in found) expect(found.factor).toBeGreaterThanOrEqual(1.2);
    }),
  );
});
