import { describe, expect, it } from 'vitest';
import { parseBenchOptions } from '../../../bench/options.ts';

describe('the options of the bench', () => {
  it('are all rows unless told otherwise', () => {
    const all = { rows: [1, 2, 3, 4, 5, 6, 7], rounds: 5, quick: false, save: false };
    expect(parseBenchOptions([])).toEqual(all);
    expect(parseBenchOptions(['--rows', '2,6', '--rounds', '9'])).toEqual({
      ...all,
      rows: [2, 6],
      rounds: 9,
    });
    expect(parseBenchOptions(['--save'])).toEqual({ ...all, save: true });
    expect(parseBenchOptions(['--against', 'other'])).toEqual({ ...all, against: 'other' });
    expect(parseBenchOptions(['--quick'])).toMatchObject({ rows: [1, 3, 6], quick: true });
  });

  it.each([
    [['--rows', '0'], /--rows/],
    [['--rows', '8'], /--rows/],
    [['--rows', 'x'], /--rows/],
    [['--rounds', '0'], /--rounds/],
    [['--rounds', '1.5'], /--rounds/],
    [['--rounds', 'many'], /--rounds/],
    [['--quick', '--save'], /--save/],
    [['--rows', '1', '--save'], /--save/],
    [['--fast'], /--fast/],
  ])('%j is told what is wrong', (args, message) => {
    expect(() => parseBenchOptions(args)).toThrow(message);
  });
});
