import { describe, expect, it } from 'vitest';
import { figureOf } from '../../../bench/figures.ts';
import { resultPage, resultTable } from '../../../bench/report.ts';

const COST = figureOf(
  { row: 1, name: 'receive text', unit: 'µs', goal: { of: 'difference', most: 1 } },
  [12, 14, 13],
  [10, 10, 10],
);
const SIZE = figureOf({ row: 6, name: 'the hook', unit: 'kB' }, [1234.5]);

describe('the report', () => {
  it('tells value, reference, ratio, goal, and the ratio of the run before', () => {
    const before = figureOf(COST, [20], [10]);
    const [, , line] = resultTable([COST], [before]).split('\n');
    expect(line?.split(/ {2,}/)).toEqual([
      '',
      '1',
      'receive text',
      '10.0 µs',
      '13.0 µs',
      '12.5–13.5',
      '3',
      '× 1.30',
      '+3.00',
      '≤ +1.00 ✗',
      '× 2.00',
    ]);
  });

  it('takes figures of two rows for two, though they have one name', () => {
    const table = resultTable(
      [COST],
      [figureOf(COST, [20], [10]), figureOf({ ...COST, row: 2 }, [90], [10])],
    );
    expect(table).toMatch(/× 2\.00$/);
  });

  it('tells the value of the run before where nothing was compared', () => {
    expect(resultTable([SIZE], [{ ...SIZE, value: 1000 }])).toMatch(/1,235 kB.*1,000 kB$/);
  });

  it('is a page, too', () => {
    const page = resultPage({
      date: '2026-01-02',
      machine: 'a machine',
      versions: 'a browser',
      scope: 'All.',
      figures: [COST, SIZE],
    });
    expect(page).toContain('2026-01-02, a machine; a browser. All.');
    expect(page).toContain('| 1 | receive text | 10.0 µs | 13.0 µs |');
    expect(page).toContain('| 6 | the hook |  | 1,235 kB |');
  });
});
