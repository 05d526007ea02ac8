import * as fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { EventFlag, EventKind } from '../../../lib/protocol/events.ts';
import { FilteredRows } from '../../../lib/query/filtered-rows.ts';
import { LogSubject } from '../../../lib/query/log-subject.ts';
import { parseFilter } from '../../../lib/query/parse-filter.ts';
import { compileRowFilter } from '../../../lib/query/row-filter.ts';
import { MessageLog } from '../../../lib/session/message-log.ts';
import type { RowList } from '../../../lib/session/types.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const KINDS = [EventKind.Send, EventKind.Receive, EventKind.SendThrew, EventKind.Close];

function append(log: MessageLog, n: number, byteLength = 0): void {
  log.append({
    kind: KINDS[n % KINDS.length] as number,
    flags: 0,
    time: n,
    seq: n,
    connection: 1,
    byteLength,
    bufferedBefore: 0,
    bufferedAfter: 0,
    payload: null,
    detail: undefined,
  });
}

const fromFirst = ({ first }: { first: number }): number => first;
const fromEnd = ({ end }: { end: number }): number => end;

const listOf = (rows: RowList): number[] =>
  Array.from({ length: rows.length }, (_, i) => rows.at(i));

/** Makes each look at the clock end the slice. */
function slowClock(): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 10));
}

test('finds slice by slice what a look at all rows finds, while the log grows', () => {
  slowClock();
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 2, max: 9 }),
      fc.integer({ min: -10, max: 4010 }),
      (growth, modulus, begin) => {
        const log = new MessageLog(() => {});
        const matches = (row: number): boolean => log.seq(row) % modulus < 2;
        const filtered = new FilteredRows(log, matches, () => begin);
        let appended = 0;
        for (const more of growth) {
          for (let i = 0; i < more; i += 1) append(log, (appended += 1));
          const left = filtered.advance(log.store.end);
          expect(left).toBe(filtered.searched < log.store.end);
        }
        while (filtered.advance(log.store.end));
        const expected = Array.from({ length: appended }, (_, row) => row).filter(matches);
        expect(listOf(filtered.rows)).toEqual(expected);
        const isMessage = (row: number): boolean =>
          ([EventKind.Send, EventKind.Receive] as number[]).includes(log.kind(row));
        expect(filtered.messages).toBe(expected.filter(isMessage).length);
      },
    ),
    { numRuns: 25 },
  );
});

function appendPayload(log: MessageLog, payload: string | Blob): void {
  log.append({
    kind: EventKind.Receive,
    flags: payload instanceof Blob ? EventFlag.TextBlob : 0,
    time: 5,
    seq: 1,
    connection: 1,
    byteLength: 0,
    bufferedBefore: 0,
    bufferedAfter: 0,
    payload,
    detail: undefined,
  });
}

test('looks again at rows whose data came late, and puts them where they belong', async () => {
  const log = new MessageLog(() => {});
  const subject = new LogSubject(log, () => undefined);
  const matching = (text: string): FilteredRows => {
    const spec = { connection: null, filters: [parseFilter(text)!] };
    return new FilteredRows(log, compileRowFilter(spec, log, subject, 0), fromEnd);
  };
  for (const payload of [new Blob(['needle']), 'a needle', new Blob(['hay']), 'needle'])
    appendPayload(log, payload);
  const needles = matching('needle');
  const reading = matching('reading');
  const without = matching('/^[^n]*$/');
  const all = [needles, reading, without];
  for (const filtered of all) filtered.advance(4);
  expect(all.map(({ rows }) => listOf(rows))).toEqual([[1, 3], [], []]);
  await vi.waitUntil(() => [0, 2].every((row) => log.payload(row).state === 'ready'));
  for (const filtered of all) for (let i = 0; i < 3; i += 1) filtered.advance(4);
  expect(all.map(({ rows }) => listOf(rows))).toEqual([[0, 1, 3], [], [2]]);
  expect(all.map(({ messages }) => messages)).toEqual([3, 0, 1]);
  const { rows } = needles;
  expect([0, 1, 2, 3].map((row) => rows.indexOf(row))).toEqual([0, 1, -1, 2]);
});

test('rows whose data is late are looked at again when data has come, in slices', async () => {
  const log = new MessageLog(() => {});
  const rows = 1000;
  for (let n = 0; n < rows; n += 1) appendPayload(log, new Blob([`${n}`]));
  const looked: number[] = [];
  const filtered = new FilteredRows(
    log,
    (row) => {
      looked.push(row);
      return log.payload(row).state === 'ready' ? true : undefined;
    },
    fromFirst,
  );
  while (filtered.advance(rows));
  expect(looked.splice(0)).toHaveLength(rows);
  // Nothing has come: nothing is looked at.
  expect(filtered.advance(rows)).toBe(false);
  expect(looked).toEqual([]);
  await vi.waitUntil(() => log.payload(rows - 1).state === 'ready');
  slowClock();
  expect(filtered.advance(rows)).toBe(true);
  expect(looked.length).toBeLessThan(300);
  while (filtered.advance(rows));
  expect(listOf(filtered.rows)).toEqual(Array.from({ length: rows }, (_, row) => row));
});

test('a row whose data never comes is not looked for once it was taken out', async () => {
  const log = new MessageLog(() => {});
  appendPayload(log, new Blob(['needle']));
  appendPayload(log, new Blob(['other']));
  const looked: number[] = [];
  const filtered = new FilteredRows(
    log,
    (row) => {
      looked.push(row);
      return log.kind(row) === (0 as number) ? false : undefined;
    },
    fromFirst,
  );
  filtered.advance(2);
  log.store.remove(0);
  log.store.remove(1);
  const advanced = async (arrivals: number): Promise<void> => {
    await vi.waitUntil(() => log.arrivals() >= arrivals);
    filtered.advance(2);
  };
  await advanced(1);
  await advanced(2);
  expect(looked).toEqual([0, 1, 0, 1]);
});

test('begins where it is told to and goes on in both directions', () => {
  slowClock();
  const log = new MessageLog(() => {});
  for (let n = 0; n < 2000; n += 1) append(log, n);
  const filtered = new FilteredRows(
    log,
    () => true,
    () => 1000,
  );
  const spans: number[][] = [];
  for (let slice = 0; slice < 3; slice += 1) {
    filtered.advance(2000);
    const { rows } = filtered;
    spans.push([rows.at(0), rows.at(rows.length - 1)]);
  }
  expect(spans).toEqual([
    [744, 999],
    [744, 1255],
    [488, 1255],
  ]);
});

test('with the newest rows first, what comes meanwhile does not wait for the oldest', () => {
  slowClock();
  const log = new MessageLog(() => {});
  for (let n = 0; n < 5000; n += 1) append(log, n);
  const filtered = new FilteredRows(log, () => true, fromEnd);
  filtered.advance(5000);
  expect(filtered.rows.at(0)).toBe(5000 - 256);
  append(log, 5000);
  filtered.advance(5001);
  filtered.advance(5001);
  const { rows } = filtered;
  expect(rows.at(rows.length - 1)).toBe(5000);
  expect(filtered.searched).toBeLessThan(1000);
});

test('looks at each row once and in order', () => {
  slowClock();
  const log = new MessageLog(() => {});
  for (let n = 0; n < 1000; n += 1) append(log, n);
  const looked: number[] = [];
  const filtered = new FilteredRows(log, (row) => looked.push(row) > 0, fromFirst);
  while (filtered.advance(log.store.end));
  expect(looked).toEqual(Array.from({ length: 1000 }, (_, row) => row));
});

test('a slice ends when its time is over', () => {
  slowClock();
  const log = new MessageLog(() => {});
  for (let n = 0; n < 1000; n += 1) append(log, n);
  const filtered = new FilteredRows(log, () => true, fromEnd);
  expect(filtered.advance(log.store.end)).toBe(true);
  expect(filtered.searched).toBe(256);
  expect(filtered.rows.length).toBe(256);
});

test('long messages make a slice of fewer rows', () => {
  slowClock();
  const log = new MessageLog(() => {});
  for (let n = 0; n < 100; n += 1) append(log, n, 100_000);
  const filtered = new FilteredRows(log, () => true, fromEnd);
  expect(filtered.advance(log.store.end)).toBe(true);
  expect(filtered.searched).toBe(6);
});

test('begins at the first row that is left after clear()', () => {
  const log = new MessageLog(() => {});
  append(log, 1);
  log.setAside();
  append(log, 2);
  const filtered = new FilteredRows(log, (row) => log.kind(row) !== (0 as number), fromFirst);
  expect(filtered.advance(log.store.end)).toBe(false);
  expect(listOf(filtered.rows).map((row) => log.seq(row))).toEqual([2]);
});
