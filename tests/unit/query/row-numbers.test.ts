import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowNumbers } from '../../../lib/query/row-numbers.ts';

const CHUNK = 8_192;

/** Checks a list of all rows from 0 on against a stable sort by time. */
function check(times: readonly number[]): void {
  const numbers = new RowNumbers((row) => times[row] ?? -1);
  times.forEach((_, row) => numbers.add(row));
  const model = times
    .map((_, row) => row)
    .sort((a, b) => (times[a] as number) - (times[b] as number));
  const list = numbers.snapshot();
  const found = Array.from({ length: list.length }, (_, index) => list.at(index));
  expect(found).toEqual(model);
  const step = Math.ceil(times.length / 500);
  for (let index = 0; index < model.length; index += step)
    if (list.indexOf(model[index] as number) !== index) expect.fail(`indexOf position ${index}`);
  expect(list.indexOf(times.length)).toBe(-1);
}

test('any times: in order of time, rows of the same time in order of arrival', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200 }), (times) =>
      check(times),
    ),
  );
});

test.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5])(
  '%d rows in order',
  (length) => {
    check(Array.from({ length }, (_, row) => row * 0.5));
  },
);

test.each([
  ['backwards', (row: number) => -row],
  ['two documents at once', (row: number) => (row % 2 ? row : row - 5_000)],
  ['an older document after a newer', (row: number) => (row < 12_000 ? row * 2 : row - 12_000)],
  ['all over the place', (row: number) => (row * 7_919) % 10_007],
])('several chunks, %s', (_, timeOf) => {
  check(Array.from({ length: 3 * CHUNK + 7 }, (_, row) => timeOf(row)));
});

test('holds only what was added', () => {
  const numbers = new RowNumbers((row) => row);
  for (const row of [3, 9, 20]) numbers.add(row);
  const list = numbers.snapshot();
  expect([2, 3, 4, 9, 10, 20, 21].map((row) => list.indexOf(row))).toEqual([
    -1, 0, -1, 1, -1, 2, -1,
  ]);
});

test('a row that is not there has the place of the first that is not before it', () => {
  const times = [0, 5, 5, 5, 9];
  const numbers = new RowNumbers((row) => times[row] as number);
  for (const row of [1, 3, 4]) numbers.add(row);
  const list = numbers.snapshot();
  expect([0, 1, 2, 3, 4].map((row) => list.indexFrom(row))).toEqual([0, 0, 1, 1, 2]);
});

test('a snapshot keeps its length when the list grows', () => {
  const numbers = new RowNumbers((row) => row);
  numbers.add(3);
  const before = numbers.snapshot();
  numbers.add(4);
  expect(before.length).toBe(1);
  expect(numbers.snapshot().length).toBe(2);
});

test('a page that gives every event the same time does not slow it down', () => {
  let looks = 0;
  const numbers = new RowNumbers(() => {
    looks += 1;
    return 1;
  });
  const rows = 2 * CHUNK;
  for (let row = 0; row < rows; row += 1) numbers.add(row);
  const list = numbers.snapshot();
  looks = 0;
  expect(list.indexOf(rows - 1)).toBe(rows - 1);
  expect(looks).toBeLessThan(200);
});
