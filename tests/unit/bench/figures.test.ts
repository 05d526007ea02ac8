import { describe, expect, it } from 'vitest';
import { figureOf, reachesGoal } from '../../../bench/figures.ts';
import type { Goal } from '../../../bench/figures.ts';

const NAMING = { row: 1, name: 'a cost', unit: 'µs' };

describe('a figure', () => {
  it('compares round with round, not middle with middle', () => {
    const figure = figureOf(NAMING, [2, 30, 5], [1, 10, 20]);
    expect(figure).toMatchObject({ value: 5, reference: 10, ratio: 2, difference: 1 });
  });

  it('has no ratio where there is nothing to compare with', () => {
    expect(figureOf(NAMING, [2])).toEqual({ ...NAMING, value: 2, rounds: 1, spread: [2, 2] });
  });

  it.each<[Goal, boolean]>([
    [{ of: 'value', most: 3 }, true],
    [{ of: 'value', most: 2.9 }, false],
    [{ of: 'ratio', least: 1.5 }, true],
    [{ of: 'ratio', least: 1.6 }, false],
    [{ of: 'difference', most: 1 }, true],
    [{ of: 'difference', most: 0.5 }, false],
  ])('reaches %j: %s', (goal, reached) => {
    expect(reachesGoal(figureOf({ ...NAMING, goal }, [3], [2]))).toBe(reached);
  });

  it('without a goal reaches and misses none; one without a reference misses a ratio', () => {
    expect(reachesGoal(figureOf(NAMING, [3]))).toBeUndefined();
    const goal = { of: 'ratio', most: 9 } as const;
    expect(reachesGoal(figureOf({ ...NAMING, goal }, [3]))).toBe(false);
  });
});
