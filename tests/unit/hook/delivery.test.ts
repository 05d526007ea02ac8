import '../support/page-globals.ts';
import { beforeEach, expect, test, vi } from 'vitest';
import { createDelivery } from '../../../lib/hook/delivery.ts';
import type { Delivery } from '../../../lib/hook/delivery.ts';
import { createEventLog, newEntry } from '../../../lib/hook/event-log.ts';
import { HISTORY_BOUNDS } from '../../../lib/protocol/history.ts';
import type { EventLog } from '../../../lib/hook/event-log.ts';
import { snapshotOf } from '../../../lib/hook/snapshot.ts';
import { Column, EventKind, ROW_WIDTH } from '../../../lib/protocol/events.ts';
import type { EventBatch } from '../../../lib/protocol/events.ts';
import { unpack } from '../../../lib/session/unpack.ts';
import { isEventBatch } from '../../../lib/protocol/guards.ts';

let log: EventLog;
let posted: EventBatch[];
let delivery: Delivery;
let index: number;

beforeEach(() => {
  log = createEventLog();
  log.settle();
  posted = [];
  index = 0;
  delivery = createDelivery(
    log,
    (batch) => posted.push(batch),
    () => false,
    () => false,
  );
});

function append(count: number, weight = 0): void {
  for (let i = 0; i < count; i += 1) {
    const entry = newEntry(1, EventKind.Receive, `message ${(index += 1)}`, weight);
    entry.index = index;
    entry.size = index;
    log.append(entry);
  }
}

const seqsOf = ({ numbers, payloads }: EventBatch): number[] =>
  Array.from(payloads, (_, i) => numbers[i * ROW_WIDTH + Column.Seq] as number);

test('a new subscriber gets the history at once, each event in its row', () => {
  append(3);
  delivery.subscribe('panel', 1);
  expect(posted).toHaveLength(1);
  const [batch] = posted as [EventBatch];
  expect(batch).toMatchObject({
    type: 'batch',
    subscriber: 'panel',
    after: 0,
    longest: 3,
  });
  expect(seqsOf(batch)).toEqual([1, 2, 3]);
  expect(Array.from(batch.payloads)).toEqual(['message 1', 'message 2', 'message 3']);
  expect(batch.released).toHaveLength(0);
  expect(batch).not.toHaveProperty('batch');
  expect(batch.numbers[ROW_WIDTH + Column.Size]).toBe(2);
  expect(batch.numbers[ROW_WIDTH + Column.Index]).toBe(2);
  expect(batch.numbers[ROW_WIDTH + Column.Kind]).toBe(EventKind.Receive);
});

test('each event goes once, and `after` says where the batch before ended', () => {
  delivery.subscribe('panel', 1);
  append(2);
  delivery.flush();
  append(1);
  delivery.flush();
  delivery.flush();
  expect(posted.map((batch) => [batch.after, seqsOf(batch)])).toEqual([
    [0, [1, 2]],
    [2, [3]],
  ]);
});

test('a batch ends at 512 events, and at half a megabyte', () => {
  append(1100);
  delivery.subscribe('panel', 1);
  expect(posted.map(({ payloads }) => payloads.length)).toEqual([512, 512, 76]);
  posted = [];
  append(4, 200 * 1024);
  delivery.flush();
  expect(posted.map(({ payloads }) => payloads.length)).toEqual([2, 2]);
});

test('an event above the weight of a batch goes alone', () => {
  append(1);
  append(1, 3 * 1024 * 1024);
  append(1);
  delivery.subscribe('panel', 1);
  expect(posted.map(seqsOf)).toEqual([[1], [2], [3]]);
});

test('no more than 32 batches are on their way, and each acknowledgement makes room', () => {
  delivery.subscribe('panel', 1);
  append(40 * 512);
  delivery.flush();
  expect(posted).toHaveLength(32);
  delivery.acknowledge('panel', 3 * 512);
  expect(posted).toHaveLength(35);
  delivery.acknowledge('panel', 35 * 512);
  expect(posted).toHaveLength(40);
  expect(posted.flatMap(seqsOf)).toEqual(Array.from({ length: 40 * 512 }, (_, i) => i + 1));
});

test('no more than the weight in flight is on its way, but always one batch', () => {
  delivery.subscribe('panel', 1);
  append(12, 3 * 1024 * 1024);
  delivery.flush();
  expect(posted).toHaveLength(3);
  delivery.acknowledge('panel', 1);
  expect(posted).toHaveLength(4);
  delivery.subscribe('other', 13);
  append(2, 50 * 1024 * 1024);
  posted = [];
  delivery.flush();
  expect(posted.map(({ subscriber }) => subscriber)).toEqual(['other']);
});

const by = (name: string): number[] =>
  posted.filter((batch) => batch.subscriber === name).flatMap(seqsOf);

test('subscribers are served each at its own pace', () => {
  append(2);
  delivery.subscribe('first', 1);
  delivery.subscribe('second', 2);
  append(1);
  delivery.flush();
  expect(by('first')).toEqual([1, 2, 3]);
  expect(by('second')).toEqual([2, 3]);
});

const acknowledged = (): number | undefined => log.readers.look('panel')?.acknowledged;

test('what was not sent cannot be acknowledged', () => {
  delivery.subscribe('panel', 1);
  append(3, HISTORY_BOUNDS.usual.bytes / 2);
  delivery.flush();
  expect(posted.flatMap(seqsOf)).toEqual([1, 2]);
  delivery.acknowledge('nobody', 1);
  expect(acknowledged()).toBe(0);
  delivery.acknowledge('panel', 99);
  expect(acknowledged()).toBe(2);
  expect(posted.flatMap(seqsOf)).toEqual([1, 2, 3]);
  delivery.acknowledge('panel', 2);
  expect(acknowledged()).toBe(2);
});

test('a part of a batch is not acknowledged, and makes no room', () => {
  delivery.subscribe('panel', 1);
  append(40 * 512);
  delivery.flush();
  for (const seq of [0, 1, 511]) delivery.acknowledge('panel', seq);
  expect(acknowledged()).toBe(0);
  expect(posted).toHaveLength(32);
  delivery.acknowledge('panel', 1023);
  expect(acknowledged()).toBe(512);
  expect(posted).toHaveLength(33);
});

test('an acknowledgement from before a new subscription counts by what it names', () => {
  delivery.subscribe('panel', 1);
  append(40 * 512);
  delivery.flush();
  posted = [];
  delivery.subscribe('panel', 513);
  expect(posted).toHaveLength(32);
  expect(acknowledged()).toBe(512);
  delivery.acknowledge('panel', 512);
  expect(acknowledged()).toBe(512);
  expect(posted).toHaveLength(32);
  delivery.acknowledge('panel', 2 * 512);
  expect(acknowledged()).toBe(1024);
  expect(posted).toHaveLength(33);
});

test('who is suspended acknowledges nothing', () => {
  delivery.subscribe('panel', 1);
  append(2);
  delivery.flush();
  delivery.suspend('panel');
  delivery.acknowledge('panel', 2);
  expect(acknowledged()).toBe(0);
});

test('a suspended subscriber gets nothing, and loses nothing', () => {
  delivery.subscribe('panel', 1);
  append(3, HISTORY_BOUNDS.usual.bytes / 2);
  delivery.flush();
  delivery.suspend('panel');
  expect(delivery.watched).toBe(false);
  const before = posted.length;
  append(5, HISTORY_BOUNDS.usual.bytes / 2);
  delivery.flush();
  expect(posted).toHaveLength(before);
  posted = [];
  delivery.subscribe('panel', 1);
  for (let seq = 1; seq <= 8; seq += 1) delivery.acknowledge('panel', seq);
  expect(posted.flatMap(seqsOf)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('who unsubscribes holds nothing back any more', () => {
  delivery.subscribe('panel', 1);
  append(3, HISTORY_BOUNDS.usual.bytes / 2);
  delivery.unsubscribe('panel');
  expect(log.readers.size).toBe(0);
  expect(log.read('late', 1).later?.seq).toBe(3);
});

test('what was let go shows as a hole, with the messages that are in it', () => {
  append(10, HISTORY_BOUNDS.usual.bytes / 4);
  delivery.subscribe('panel', 1);
  const [batch] = posted as [EventBatch];
  expect(batch.after).toBe(0);
  expect(seqsOf(batch)[0]).toBe(8);
  expect([...batch.released]).toEqual([1, 7]);
});

test('however many connections a page has had, its batches are taken', () => {
  const entry = newEntry(1, EventKind.Receive, 'x', 0);
  for (let connection = 1; connection <= 70_000; connection += 1)
    log.append({ ...entry, connection, index: 1 });
  expect(log.released.size).toBe(60_000);
  for (let connection = 1; connection <= 10_000; connection += 1)
    log.append({ ...entry, connection, index: 2 });
  expect(log.released.size).toBe(70_000);
  delivery.subscribe('panel', 1);
  const [batch] = posted as [EventBatch];
  expect(isEventBatch(batch)).toBe(true);
  expect(batch.released).toHaveLength(2 * 65_536);
  expect([...batch.released.subarray(-2)]).toEqual([65_536, 1]);
});

test('when the document goes, all goes out, credit or not', () => {
  delivery.subscribe('panel', 1);
  append(50 * 512);
  delivery.flushAll();
  expect(posted.flatMap(seqsOf)).toHaveLength(50 * 512);
});

test('once the document is leaving nothing waits for a later task', () => {
  delivery.subscribe('panel', 1);
  delivery.leaving = true;
  append(1);
  delivery.appended();
  expect(posted.flatMap(seqsOf)).toEqual([1]);
});

test('once the document is leaving the credit counts no more; when it is back it does', () => {
  delivery.subscribe('panel', 1);
  append(40 * 512);
  delivery.flush();
  expect(posted).toHaveLength(32);
  delivery.leaving = true;
  append(1);
  delivery.appended();
  expect(posted.flatMap(seqsOf)).toHaveLength(40 * 512 + 1);
  const sent = posted.length;
  delivery.leaving = false;
  append(1);
  delivery.flush();
  expect(posted).toHaveLength(sent);
  delivery.acknowledge('panel', 40 * 512 + 1);
  expect(posted.flatMap(seqsOf).at(-1)).toBe(40 * 512 + 2);
});

test('what does not fit the credit at the end is not taken for acknowledged', () => {
  delivery.subscribe('panel', 1);
  append(40 * 512);
  delivery.flushAll();
  delivery.acknowledge('panel', 512);
  expect(acknowledged()).toBe(512);
  delivery.acknowledge('panel', 40 * 512 - 1);
  expect(acknowledged()).toBe(39 * 512);
});

test('a full batch leaves at once, fewer events soon', async () => {
  delivery.subscribe('panel', 1);
  for (let i = 0; i < 511; i += 1) {
    append(1);
    delivery.appended();
  }
  expect(posted).toHaveLength(0);
  append(1);
  delivery.appended();
  expect(posted).toHaveLength(1);
  append(1);
  delivery.appended();
  await vi.waitUntil(() => posted.length === 2);
  expect(posted.flatMap(seqsOf)).toHaveLength(513);
});

test('while nobody reads, nothing happens', () => {
  append(5);
  delivery.appended();
  delivery.flush();
  expect(posted).toEqual([]);
  expect(delivery.watched).toBe(false);
});

test('binary messages arrive with their own bytes, also after the history has turned over', () => {
  const count = HISTORY_BOUNDS.usual.events + 2000;
  for (let i = 0; i < count; i += 1) {
    const { buffer } = Uint32Array.of(i, i * 2);
    const { payload, chunk, size, weight } = snapshotOf(buffer, log.arena);
    const entry = newEntry(1, EventKind.Receive, payload, weight);
    entry.index = i + 1;
    entry.size = size;
    entry.chunk = chunk;
    if (chunk) entry.offset = chunk.used - size;
    log.append(entry);
  }
  delivery.subscribe('panel', 1);
  for (const { end } of [...posted].map(({ numbers }) => ({ end: numbers.at(-ROW_WIDTH)! })))
    delivery.acknowledge('panel', end);
  const received = posted
    .flatMap((batch) => unpack(structuredClone(batch)))
    .map((payload) => Array.from(new Uint32Array(payload as ArrayBuffer)));
  expect(received).toHaveLength(HISTORY_BOUNDS.usual.events);
  expect(received[0]).toEqual([2000, 4000]);
  expect(received.every(([value, double]) => double === value! * 2)).toBe(true);
  expect(received.at(-1)).toEqual([count - 1, (count - 1) * 2]);
});
