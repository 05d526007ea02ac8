import '../support/page-globals.ts';
import { expect, test } from 'vitest';
import {
  BACKLOG_MESSAGES,
  BACKLOG_WEIGHT,
  createEventLog,
  KEPT_LIFECYCLES,
  newEntry,
} from '../../../lib/hook/event-log.ts';
import { HISTORY_BOUNDS } from '../../../lib/protocol/history.ts';
import type { EventLog, LogEntry } from '../../../lib/hook/event-log.ts';
import { EventFlag, EventKind } from '../../../lib/protocol/events.ts';

function message(index: number, weight = 0, connection = 1): LogEntry {
  const entry = newEntry(connection, EventKind.Send, `message ${index}`, weight);
  entry.index = index;
  return entry;
}

/** A log of which is known that nobody reads it. */
function settledLog(): EventLog {
  const log = createEventLog();
  log.settle();
  return log;
}

const construct = (connection: number): LogEntry =>
  newEntry(connection, EventKind.Construct, { url: '', protocols: [], stack: '' }, 0);

/** What a new panel would be served. */
function kept(log: EventLog): LogEntry[] {
  const entries: LogEntry[] = [];
  for (let { later } = log.read('reader', 1); later; { later } = later) entries.push(later);
  log.readers.drop('reader');
  return entries;
}

test('numbers all events from 1, without holes', () => {
  const log = settledLog();
  for (let i = 1; i <= 5; i += 1) log.append(message(i));
  expect(kept(log).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
});

test('without readers the newest messages stay, as many as the history holds', () => {
  const log = settledLog();
  const total = HISTORY_BOUNDS.usual.events + 50;
  for (let i = 1; i <= total; i += 1) log.append(message(i));
  const entries = kept(log);
  expect(entries).toHaveLength(HISTORY_BOUNDS.usual.events);
  expect(entries[0]?.index).toBe(51);
  expect(entries.at(-1)?.index).toBe(total);
  expect(log.released.look(1)).toBe(50);
});

test('the weight of the history is bounded, too', () => {
  const log = settledLog();
  for (let i = 1; i <= 100; i += 1) log.append(message(i, HISTORY_BOUNDS.usual.bytes / 10));
  const weight = kept(log).reduce((sum, entry) => sum + entry.weight, 0);
  expect(weight).toBeLessThanOrEqual(HISTORY_BOUNDS.usual.bytes);
  expect(weight).toBeGreaterThan(HISTORY_BOUNDS.usual.bytes * 0.8);
});

test('the newest message keeps its row when its payload is too heavy', () => {
  const log = settledLog();
  log.append(message(1));
  log.append(message(2, HISTORY_BOUNDS.usual.bytes + 1));
  const entries = kept(log);
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({ index: 2, payload: null, flags: EventFlag.Released });
  expect(log.released.look(1)).toBe(1);
  log.append(message(3));
  expect(kept(log).map(({ index }) => index)).toEqual([2, 3]);
});

test('connections are known from their construction however many messages followed', () => {
  const log = settledLog();
  log.append(construct(1));
  for (let i = 1; i <= HISTORY_BOUNDS.usual.events; i += 1) log.append(message(i));
  log.append(construct(2));
  for (let i = 1; i <= HISTORY_BOUNDS.usual.events; i += 1) log.append(message(i, 0, 2));
  const lifecycles = kept(log).filter(({ kind }) => kind === EventKind.Construct);
  expect(lifecycles.map(({ connection }) => connection)).toEqual([1, 2]);
});

test('lifecycle events have a bound of their own; the oldest go first', () => {
  const log = settledLog();
  for (let i = 1; i <= KEPT_LIFECYCLES + 10; i += 1) log.append(construct(i));
  for (let i = 1; i <= HISTORY_BOUNDS.usual.events; i += 1) log.append(message(i, 0, 1));
  const entries = kept(log);
  expect(entries).toHaveLength(KEPT_LIFECYCLES + HISTORY_BOUNDS.usual.events);
  expect(entries[0]?.connection).toBe(11);
});

test('nothing that a reader has not acknowledged goes before the backlog is full', () => {
  const log = settledLog();
  const reader = log.read('panel', 1);
  for (let i = 1; i <= HISTORY_BOUNDS.usual.events * 3; i += 1) log.append(message(i));
  expect(kept(log)).toHaveLength(HISTORY_BOUNDS.usual.events * 3);
  log.acknowledge(reader, HISTORY_BOUNDS.usual.events);
  expect(kept(log)).toHaveLength(HISTORY_BOUNDS.usual.events * 2);
  log.stopReading('panel');
  expect(kept(log)).toHaveLength(HISTORY_BOUNDS.usual.events);
});

test('until it is known whether anybody reads, it keeps as much as for a reader', () => {
  const log = createEventLog();
  for (let i = 1; i <= HISTORY_BOUNDS.usual.events + 5; i += 1) log.append(message(i));
  expect(log.released.size).toBe(0);
  log.settle();
  expect(log.released.look(1)).toBe(5);
});

test('with the first reader it is known: only what is read is kept', () => {
  const log = createEventLog();
  const total = HISTORY_BOUNDS.usual.events + 5;
  for (let i = 1; i <= total; i += 1) log.append(message(i));
  const reader = log.read('panel', 1);
  expect(reader.later?.index).toBe(1);
  expect(log.undecided).toBe(false);
  log.append(message(total + 1));
  expect(log.released.size).toBe(0);
  log.acknowledge(reader, total + 1);
  expect(log.released.look(1)).toBe(6);
});

test('until it is known whether anybody reads, the bounds of the backlog hold', () => {
  const log = createEventLog();
  for (let i = 1; i <= BACKLOG_MESSAGES + 1000; i += 1) log.append(message(i));
  expect(log.released.look(1)).toBe(1000);
  const heavy = createEventLog();
  for (let i = 1; i <= 70; i += 1) heavy.append(message(i, BACKLOG_WEIGHT / 64));
  expect(heavy.released.look(1)).toBe(7);
});

test('counts what was let go for each connection, however many there are', () => {
  const log = settledLog();
  for (let i = 1; i <= HISTORY_BOUNDS.usual.events + 5_000; i += 1) log.append(message(7, 0, i));
  expect(log.released.size).toBe(5_000);
  expect(log.released.look(5_000)).toBe(7);
  expect(log.released.look(0)).toBeUndefined();
});

test('the slowest of several readers counts', () => {
  const log = settledLog();
  const quick = log.read('quick', 1);
  const slow = log.read('slow', 1);
  for (let i = 1; i <= HISTORY_BOUNDS.usual.events + 500; i += 1) log.append(message(i));
  log.acknowledge(quick, HISTORY_BOUNDS.usual.events + 500);
  log.acknowledge(slow, 100);
  expect(kept(log)[0]?.index).toBe(101);
});

test('a reader that never acknowledges does not fill the page beyond the backlog', () => {
  const log = settledLog();
  const reader = log.read('panel', 1);
  for (let i = 1; i <= BACKLOG_MESSAGES + 1000; i += 1) log.append(message(i));
  expect(reader.later?.index).toBe(1001);
  expect(log.released.look(1)).toBe(1000);
});

test('an acknowledgement cannot be taken back', () => {
  const log = settledLog();
  const reader = log.read('panel', 1);
  log.acknowledge(reader, 5);
  log.acknowledge(reader, 3);
  expect(reader.acknowledged).toBe(5);
});

test('a reader may begin anywhere', () => {
  const log = settledLog();
  for (let i = 1; i <= 5; i += 1) log.append(message(i));
  expect(log.read('middle', 3).later?.seq).toBe(3);
  const end = log.read('end', 6);
  expect(end.later).toBeUndefined();
  log.append(message(6));
  expect(end.later?.seq).toBe(6);
});

test('the history can be off, smaller or larger; the newest row always stays', () => {
  const log = createEventLog();
  log.settle();
  log.append(construct(1));
  for (let index = 1; index <= 20; index += 1) log.append(message(index));
  log.bound(5, 1e6);
  expect(kept(log).map(({ index }) => index)).toEqual([0, 16, 17, 18, 19, 20]);
  expect(log.released.look(1)).toBe(15);
  log.bound(0, 0);
  expect(kept(log).map(({ index, payload }) => [index, typeof payload])).toEqual([
    [0, 'object'],
    [20, 'object'],
  ]);
  log.bound(50_000, 1e9);
  for (let index = 21; index <= 20_000; index += 1) log.append(message(index));
  expect(kept(log)).toHaveLength(2 + 20_000 - 20);
});
