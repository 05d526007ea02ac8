import * as fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { EventFlag, EventKind } from '../../../lib/protocol/events.ts';
import type { Taken } from '../../../lib/protocol/events.ts';
import { Session } from '../../../lib/session/session.ts';
import { batchOf } from '../support/batch-of.ts';
import type { EventSpec } from '../support/batch-of.ts';
import { DOCUMENT, gapsOf, rowsOf, textsOf } from '../support/session-rows.ts';

let session: Session;

beforeEach(() => {
  session = new Session(() => {});
  session.documentStarted(DOCUMENT);
});

const send = (Index: number, Connection = 1): EventSpec => ({
  Kind: EventKind.Send,
  Index,
  Connection,
  payload: `${Connection}:${Index}`,
});
const take = (...batch: Parameters<typeof batchOf>): Taken | undefined =>
  session.take(DOCUMENT.documentId, batchOf(...batch));

const has = (seq: number): Taken => ({ type: 'has', seq });
const wants = (from: number): Taken => ({ type: 'wants', from });

test('says up to where all events are there, also where a batch brings nothing new', () => {
  expect(take([send(1), send(2), send(3)])).toEqual(has(3));
  expect(take([send(1), send(2)])).toEqual(has(3));
  expect(take([], { after: 2 })).toEqual(has(3));
  expect(take([{ ...send(9), Seq: 12 }], { after: 3 })).toEqual(has(12));
});

test('never asks twice while it waits for the answer', () => {
  const step = fc.oneof(
    { weight: 1, arbitrary: fc.constant(null) },
    {
      weight: 6,
      arbitrary: fc.record({
        after: fc.integer({ min: 0, max: 30 }),
        count: fc.integer({ min: 0, max: 4 }),
      }),
    },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
      const heard = new Session(() => {});
      heard.documentStarted(DOCUMENT);
      let last = 0;
      let asked = true;
      for (const given of steps) {
        if (given === null) {
          expect(heard.documentStarted(DOCUMENT)).toBe(last + 1);
          asked = true;
          continue;
        }
        const { after, count } = given;
        const events = Array.from({ length: count }, (_, i) => send(after + i + 1));
        const taken = heard.take(DOCUMENT.documentId, batchOf(events, { after }));
        if (after > last) {
          expect(taken).toEqual(asked ? undefined : wants(last + 1));
          asked = true;
        } else {
          last = Math.max(last, after + count);
          expect(taken).toEqual(has(last));
          asked = false;
        }
      }
      expect(textsOf(heard)).toEqual(Array.from({ length: last }, (_, i) => `1:${i + 1}`));
    }),
    { numRuns: 500 },
  );
});

test('each document is waited for alone', () => {
  const other = { ...DOCUMENT, documentId: 'other' };
  take([send(1)]);
  session.documentStarted(other);
  session.take('other', batchOf([send(1)]));
  expect(take([send(5)], { after: 4 })).toEqual(wants(2));
  expect(session.take('other', batchOf([send(5)], { after: 4 }))).toEqual(wants(2));
  expect(take([send(6)], { after: 5 })).toBeUndefined();
});

test('a new document is wanted from its first event, a known one from where it was', () => {
  take([send(1), send(2)]);
  expect(session.documentStarted(DOCUMENT)).toBe(3);
  expect(session.documentStarted({ ...DOCUMENT, documentId: 'other' })).toBe(1);
});

test('events that are there already are passed over', () => {
  take([send(1), send(2)]);
  take([send(1), send(2), send(3)]);
  expect(textsOf(session)).toEqual(['1:1', '1:2', '1:3']);
  expect(session.connections.all()[0]?.sent).toEqual({ messages: 3, bytes: 9 });
});

test('a batch that does not follow is asked for again, once', () => {
  take([send(1)]);
  expect(take([send(5)], { after: 4 })).toEqual(wants(2));
  expect(take([send(6)], { after: 5 })).toBeUndefined();
  expect(textsOf(session)).toEqual(['1:1']);
  expect(take([send(2), send(3)], { after: 1 })).toEqual(has(3));
  expect(take([send(9)], { after: 8 })).toEqual(wants(4));
});

test('leftovers from before a break are not taken for a loss', () => {
  take([send(1)]);
  session.documentStarted(DOCUMENT);
  expect(take([send(5)], { after: 4 })).toBeUndefined();
  expect(textsOf(session)).toEqual(['1:1']);
});

test('what the hook let go is counted, once, and per connection', () => {
  const released = Float64Array.of(1, 4, 2, 2);
  take([{ ...send(5), Seq: 9 }], { released });
  take([{ ...send(6), Seq: 10 }], { after: 9, released });
  expect(gapsOf(session)).toEqual([
    {
      reason: 'history',
      messages: 6,
      connections: new Map([
        [1, 4],
        [2, 2],
      ]),
    },
  ]);
  expect(session.missing).toBe(6);
  expect(session.connections.all().map(({ missing }) => missing)).toEqual([4, 2]);
});

test('a hole in the messages of a connection is counted even if the hook does not say it', () => {
  take([send(1), { ...send(4), Seq: 8 }]);
  expect(gapsOf(session)).toEqual([
    { reason: 'history', messages: 2, connections: new Map([[1, 2]]) },
  ]);
});

test('what is told of no possible connection is not believed, and hides nothing', () => {
  const released = Float64Array.of(0, 3, -1, 4, 1.5, 9, Infinity, 2);
  take([{ ...send(1), Seq: 9 }], { released });
  expect(gapsOf(session)).toEqual([
    { reason: 'history', messages: 3, connections: new Map([[0, 3]]) },
  ]);
});

test('while paused nothing is added, all is counted, and the gap row comes on resuming', () => {
  take([send(1)]);
  session.recording = false;
  take([send(2), send(1, 2)], { after: 1 });
  expect(textsOf(session)).toEqual(['1:1']);
  expect(session.missedWhilePaused).toBe(2);
  session.recording = true;
  expect(session.missedWhilePaused).toBe(0);
  expect(gapsOf(session)).toEqual([
    {
      reason: 'paused',
      messages: 2,
      connections: new Map([
        [1, 1],
        [2, 1],
      ]),
    },
  ]);
  session.recording = false;
  session.recording = true;
  expect(gapsOf(session)).toHaveLength(1);
  take([send(3)], { after: 3 });
  expect(textsOf(session)).toEqual(['1:1', '1:3']);
  expect(session.missing).toBe(2);
});

test('while paused connections are still followed', () => {
  session.recording = false;
  take([
    { Kind: EventKind.Open, payload: { protocol: 'chat', extensions: '' } },
    { Kind: EventKind.Receive, Index: 1, payload: 'é' },
  ]);
  expect(session.connections.all()[0]).toMatchObject({
    protocol: 'chat',
    received: { messages: 1, bytes: 2 },
  });
  expect(rowsOf(session)).toEqual([]);
});

test('a payload that the hook let go leaves its row and its size', () => {
  take([{ ...send(1), payload: null, Flags: EventFlag.Released, Size: 77 }]);
  const [row] = rowsOf(session) as [number];
  expect(session.log.payload(row)).toMatchObject({ state: 'gone' });
  expect(session.log.byteLength(row)).toBe(77);
});

test('lengths are bytes of UTF-8, whatever carries the text', () => {
  const error = { errorName: 'InvalidStateError', errorMessage: '' };
  take([
    { ...send(1), payload: 'é😀\ud800' },
    { ...send(2), payload: new ArrayBuffer(5), Flags: EventFlag.Binary },
    { ...send(3), payload: new Blob(['é']), Flags: EventFlag.TextBlob, Size: 1 },
    { Kind: EventKind.SendThrew, payload: { data: 'é', ...error }, Size: 1 },
  ]);
  expect(rowsOf(session).map((row) => session.log.byteLength(row))).toEqual([9, 5, 2, 2]);
});

test('rows that carry no message have no length', () => {
  take([
    { Kind: EventKind.BinaryType, payload: 'arraybuffer' },
    { Kind: EventKind.Diagnostic, Connection: 0, payload: 'failed' },
    { Kind: EventKind.Error },
  ]);
  expect(rowsOf(session).map((row) => session.log.byteLength(row))).toEqual([0, 0, 0]);
});

test('discarded sends are rows, but not traffic', () => {
  take([{ ...send(1), Flags: EventFlag.Discarded, State: 3 }]);
  expect(session.messages).toBe(1);
  expect(session.connections.all()[0]?.sent).toEqual({ messages: 0, bytes: 0 });
});
