import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, percentile, quartiles } from '../../../bench/statistics.ts';

const VALUES = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 });

describe('statistics', () => {
  it('of known values', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
    expect(percentile([10, 20, 30, 40, 50], 95)).toBeCloseTo(48);
    expect(quartiles([1, 2, 3, 4, 5])).toEqual([2, 4]);
  });

  it('lie within the values, in order, whatever order they come in', () => {
    fc.assert(
      fc.property(VALUES, (values) => {
        const [low, high] = quartiles(values);
        const all = [Math.min(...values), low, median(values), high, Math.max(...values)];
        expect(all).toEqual(all.toSorted((a, b) => a - b));
        expect(median(values.toReversed())).toBe(median(values));
      }),
    );
  });
});
