import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowNumbers } from '../../../lib/query/row-numbers.ts';

const CHUNK = 8_192;

/** Checks a list of rows, added in this order, against a plain sort by time and row number. */
function check(times: readonly number[], order: readonly number[] = times.map((_, row) => row)) {
  const numbers = new RowNumbers((row) => times[row] ?? -1);
  for (const row of order) numbers.add(row);
  const compare = (a: number, b: number): number =>
    (times[a] as number) - (times[b] as number) || a - b;
  const model = [...order].sort(compare);
  const list = numbers.snapshot();
  const found = Array.from({ length: list.length }, (_, index) => list.at(index));
  expect(found).toEqual(model);
  const there = new Set(order);
  const all = times.map((_, row) => row).sort(compare);
  // The rows in their order, those that are there and those that are not.
  let index = 0;
  for (const row of all) {
    if (list.indexFrom(row) !== index) expect.fail(`indexFrom(${row}) is not ${index}`);
    const position = there.has(row) ? index : -1;
    if (list.indexOf(row) !== position) expect.fail(`indexOf(${row}) is not ${position}`);
    if (there.has(row)) index += 1;
  }
  expect(index).toBe(list.length);
  expect(list.indexOf(times.length)).toBe(-1);
}

/** A permutation that the seed determines (Fisher and Yates, over a linear congruence). */
function shuffled(rows: number[], seed: number): number[] {
  let state = seed;
  for (let i = rows.length - 1; i > 0; i -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (i + 1);
    [rows[i], rows[other]] = [rows[other] as number, rows[i] as number];
  }
  return rows;
}

test('any times: in order of time, rows of the same time in order of their numbers', () => {
  const times = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200, size: 'max' });
  fc.assert(
    fc.property(times, (given) => check(given)),
    { numRuns: 200 },
  );
});

test('any times, some of the rows, added in any order', () => {
  const rows = fc
    .array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true })), {
      minLength: 1,
      maxLength: 120,
      size: 'max',
    })
    .chain((times) =>
      fc.tuple(fc.constant(times), fc.shuffledSubarray(times.map((_, row) => row))),
    );
  fc.assert(
    fc.property(rows, ([times, order]) => check(times, order)),
    { numRuns: 500 },
  );
});

test('20,000 rows in any order, with few times and with many', () => {
  const spread = fc.constantFrom(1, 3, 1000, 20_000, 1e9);
  fc.assert(
    fc.property(fc.nat(), spread, fc.constantFrom(1, 0.9), (seed, times, part) => {
      const rows = Array.from({ length: 20_000 }, (_, row) => row);
      const timeOf = (row: number): number => Math.imul(row + seed, 2_654_435_761) >>> 0;
      check(
        rows.map((row) => timeOf(row) % times),
        shuffled([...rows], seed).slice(0, 20_000 * part),
      );
    }),
    { numRuns: 8 },
  );
});

test.each([
  ['backwards', (rows: number[]) => rows.toReversed()],
  ['odd ones after even ones', (rows: number[]) => rows.toSorted((a, b) => (a % 2) - (b % 2))],
  ['the first last', (rows: number[]) => [...rows.slice(1), 0]],
])('20,000 rows of the same few times, %s', (_, arrange) => {
  const rows = Array.from({ length: 20_000 }, (__, row) => row);
  for (const perTime of [1, 4_096, 20_000])
    check(
      rows.map((row) => Math.floor(row / perTime)),
      arrange([...rows]),
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

/** Adds `many` rows and then these, taking rows out on the way, beside a plain array. */
function checkRemoval(rows: readonly { time: number; first: number | null }[], many: number): void {
  const times = [...Array.from({ length: many }, (_, i) => i % 97), ...rows.map((r) => r.time)];
  const numbers = new RowNumbers((each) => times[each] as number);
  let model: number[] = [];
  for (let each = 0; each < times.length; each += 1) {
    numbers.add(each);
    model.push(each);
    const first = rows[each - many]?.first;
    if (first === null || first === undefined) continue;
    numbers.removeBelow(first);
    model = model.filter((other) => other >= first);
  }
  model.sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
  const list = numbers.snapshot();
  expect(Array.from({ length: list.length }, (_, at) => list.at(at))).toEqual(model);
  expect(numbers.length).toBe(model.length);
  for (const [at, each] of model.entries())
    if (list.indexOf(each) !== at) expect.fail(`indexOf(${each}) is not ${at}`);
}

test('rows below a number are taken out, and those that come later find their place', () => {
  const row = fc.record({
    time: fc.integer({ min: 0, max: 50 }),
    first: fc.option(fc.nat(3 * CHUNK), { freq: 40 }),
  });
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 300, size: 'max' }),
      fc.constantFrom(0, 100, 2 * CHUNK + 5),
      checkRemoval,
    ),
    { numRuns: 40 },
  );
});
