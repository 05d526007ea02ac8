import * as fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { EventKind } from '../../../lib/protocol/events.ts';
import { Session } from '../../../lib/session/session.ts';
import type { GapDetail } from '../../../lib/session/types.ts';
import { batchOf } from '../support/batch-of.ts';
import type { EventSpec } from '../support/batch-of.ts';
import { DOCUMENT, gapsOf, messageRowsOf, rowsOf, textsOf } from '../support/session-rows.ts';

let session: Session;
let taken: number;

beforeEach(() => {
  session = new Session(() => {});
  session.documentStarted(DOCUMENT);
  taken = 0;
});

function take(events: EventSpec[]): void {
  session.take(DOCUMENT.documentId, batchOf(events, { after: taken }));
  taken += events.length;
}

/** Messages of one connection, numbered by index. */
function messages(count: number, payload: unknown, Connection = 1, from = 1): EventSpec[] {
  return Array.from({ length: count }, (_, i) => ({
    Kind: EventKind.Receive,
    Index: from + i,
    Time: 1000 + taken + i,
    Connection,
    payload,
  }));
}

const onlyGap = (): GapDetail => {
  const gaps = gapsOf(session);
  expect(gaps).toHaveLength(1);
  return gaps[0]!;
};

test('the oldest payloads go first, and their rows stay with their sizes', () => {
  session.memoryBound = 60_000;
  take(messages(100, 'x'.repeat(1000)));
  const texts = textsOf(session);
  // 100 rows of 120 bytes leave room for 48 payloads.
  expect(texts.slice(0, 52)).toEqual(Array.from({ length: 52 }, () => 'gone'));
  expect(texts.slice(52)).toEqual(Array.from({ length: 48 }, () => 'x'.repeat(1000)));
  const rows = messageRowsOf(session);
  expect(rows.map((row) => session.log.byteLength(row))).toEqual(rows.map(() => 1000));
  expect(session.log.payload(rows[0]!)).toEqual({ state: 'gone', why: 'memory' });
  expect(session.missing).toBe(0);
  expect(session.log.store.weight).toBe(60_000);
});

test('the newest payload stays, however long; bytes, wide text and refused data count as well', () => {
  session.memoryBound = 1000;
  const long = 'é€'.repeat(5000);
  take([
    ...messages(1, new ArrayBuffer(5000)),
    { Kind: EventKind.SendThrew, payload: { data: long, errorName: 'E', errorMessage: 'm' } },
  ]);
  take(messages(1, long, 1, 2));
  const [, threw] = rowsOf(session);
  expect(textsOf(session)).toEqual(['gone', long]);
  expect(session.log.payload(threw!).state).toBe('gone');
  expect(session.log.detail(threw!)).toEqual({ data: null, errorName: 'E', errorMessage: 'm' });
  expect(session.log.store.weight).toBe(3 * 120 + 2 + 20_000);
});

test('a Blob that was let go before it was read is not kept after all', async () => {
  session.memoryBound = 1000;
  take(messages(1, new Blob(['y'.repeat(5000)])));
  take(messages(2, 'z'.repeat(900), 1, 2));
  await expect.poll(() => textsOf(session)).toEqual(['gone', 'gone', 'z'.repeat(900)]);
});

test('then the oldest rows go, with one gap row that says how many and whose', () => {
  session.memoryBound = 3_000_000;
  take([{ Kind: EventKind.Construct, payload: { url: 'ws://a', protocols: [], stack: '' } }]);
  for (let i = 0; i < 20; i += 1) take(messages(1000, 'ab', 1, 1 + i * 1000));
  take(messages(20_000, 'cd', 2));
  const gap = onlyGap();
  const ofSecond = gap.messages - 20_000;
  expect(ofSecond).toBeGreaterThan(0);
  expect(gap).toEqual({
    reason: 'memory',
    messages: gap.messages,
    others: 1,
    connections: new Map([
      [1, 20_000],
      [2, ofSecond],
    ]),
  });
  expect(session.messages).toBe(40_000 - gap.messages);
  expect(messageRowsOf(session)).toHaveLength(session.messages);
  expect(session.missing).toBe(gap.messages);
  expect(session.connections.all().map(({ missing }) => missing)).toEqual([20_000, ofSecond]);
  const [line] = rowsOf(session)
    .filter((row) => session.log.detail(row) === gap)
    .map((row) => session.log.preview(row, 200));
  expect(line).toBe(
    `${gap.messages.toLocaleString('en-US')} messages and 1 other row left out here: ` +
      'the log had reached its bound of memory',
  );
});

test('rows that weigh much without a payload are bounded, too', () => {
  session.memoryBound = 10_000_000;
  const payload = {
    url: 'x'.repeat(100_000),
    protocols: [],
    stack: '',
    errorName: 'SyntaxError',
    errorMessage: '',
  };
  for (let i = 1; i <= 500; i += 1)
    take([
      { Kind: EventKind.ConstructFailed, Connection: i, payload: structuredClone(payload) },
      ...messages(1, 'kept', 1000),
    ]);
  expect(session.log.store.weight).toBeLessThanOrEqual(10_000_000);
  const gap = onlyGap();
  expect(rowsOf(session)).toHaveLength(1001 - gap.messages - gap.others!);
  // What is left has its data.
  expect(new Set(textsOf(session))).toEqual(new Set(['kept']));
});

test('the lists of connections in gap rows are bounded, too', () => {
  session.memoryBound = 2_000_000;
  const count = 10_000;
  for (let index = 1; index <= 50; index += 1) {
    const released = Float64Array.from({ length: count * 2 }, (_, i) =>
      i % 2 ? index : 1 + (i >> 1),
    );
    session.take(DOCUMENT.documentId, batchOf([], { after: taken, released }));
  }
  expect(rowsOf(session).length).toBeLessThan(5);
  expect(session.missing).toBe(count * 50);
});

test('a forged detail keeps nothing that its kind has not, and breaks nothing', () => {
  let nested: unknown[] = ['xx'];
  for (let level = 0; level < 40; level += 1) nested = [nested, nested];
  const closed = { code: 1000, reason: '', wasClean: true };
  const forged = [
    { ...closed, x: [{ toString: null, valueOf: null }] },
    { ...closed, x: [nested] },
    { ...closed, data: 'y'.repeat(1000), more: { deep: new ArrayBuffer(1000) } },
  ];
  session.memoryBound = 3_000_000;
  take(messages(900, 'ab'));
  take(forged.map((payload) => ({ Kind: EventKind.Close, Connection: 2, payload })));
  const details = rowsOf(session).map((row) => session.log.detail(row));
  expect(details.slice(-3)).toEqual([closed, closed, closed]);
  take(messages(40_000, 'ab', 1, 901));
  expect(session.messages + session.missing).toBe(40_900);
  expect(onlyGap().others).toBe(3);
});

test('rows that were no messages are told of, whose they were, also after a navigation', () => {
  session.memoryBound = 100_000;
  const payload = { code: 1000, reason: '', wasClean: true };
  take(Array.from({ length: 2000 }, () => ({ Kind: EventKind.Close, payload })));
  expect(onlyGap()).toMatchObject({ messages: 0, connections: new Map([[1, 0]]) });
  session.navigated(DOCUMENT.timeOrigin, 2000);
  expect(rowsOf(session)).toHaveLength(2001 - onlyGap().others!);
});

test('a list of what was let go counts once, however often it is forged', () => {
  const released = Float64Array.from({ length: 131_072 }, (_, i) => (i % 2 ? 2 ** 32 : 1 + i));
  const more = released.map((value, i) => (i % 2 ? value : value + 200_000));
  for (let i = 0; i < 5; i += 1)
    for (const list of [released, more])
      session.take(DOCUMENT.documentId, batchOf([], { after: 0, released: list }));
  expect(session.missing).toBeLessThanOrEqual(100_000 * 2 ** 32);
});

test('what was missing before for another reason still says so', () => {
  session.memoryBound = 3_000_000;
  take(messages(10, 'ab', 1, 6));
  take(messages(40_000, 'ab', 1, 16));
  const gaps = gapsOf(session);
  expect(gaps.map(({ reason }) => reason).sort()).toEqual(['history', 'memory']);
  expect(gaps.find(({ reason }) => reason === 'history')).toMatchObject({ messages: 5 });
  expect(session.messages + session.missing).toBe(40_015);
  expect(session.connections.all()[0]?.missing).toBe(session.missing);
});

test('a lower bound takes effect at once, and Clear begins anew', () => {
  take(messages(100, 'x'.repeat(1000)));
  expect(textsOf(session)).not.toContain('gone');
  session.memoryBound = 30_000;
  expect(textsOf(session).filter((text) => text === 'gone')).toHaveLength(82);
  session.clear();
  expect(session.log.store.weight).toBe(0);
  take(messages(10, 'x'.repeat(1000), 1, 101));
  expect(textsOf(session)).not.toContain('gone');
});

test('whatever comes, nothing is lost unaccounted, and the bound holds', () => {
  const burst = fc.record({
    count: fc.integer({ min: 0, max: 6000 }),
    size: fc.integer({ min: 0, max: 300 }),
    connection: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(
      fc.array(burst, { maxLength: 20, size: 'max' }),
      fc.integer({ min: 0, max: 5_000_000 }),
      (bursts, bound) => {
        session = new Session(() => {});
        session.documentStarted(DOCUMENT);
        session.memoryBound = bound;
        taken = 0;
        const sent = [0, 0, 0, 0];
        for (const { count, size, connection } of bursts) {
          take(messages(count, 'x'.repeat(size), connection, sent[connection]! + 1));
          sent[connection]! += count;
        }
        expect(session.messages + session.missing).toBe(taken);
        expect(messageRowsOf(session)).toHaveLength(session.messages);
        for (const { id, key, missing } of session.connections.all()) {
          const own = messageRowsOf(session).filter((row) => session.log.connection(row) === key);
          expect(own.length + missing).toBe(sent[id]);
        }
        const { store } = session.log;
        expect(store.count).toBe(rowsOf(session).length);
        // The last row stays with its payload, and the gap row tells of three connections.
        expect(store.weight).toBeLessThanOrEqual(Math.max(bound, 2 * 120 + 3 * 40 + 300 + 6));
      },
    ),
    { numRuns: 30 },
  );
});
