import { beforeEach, expect, test } from 'vitest';
import { EventKind } from '../../../lib/protocol/events.ts';
import { Session } from '../../../lib/session/session.ts';
import { SessionKind } from '../../../lib/session/types.ts';
import { ReadyState } from '../../../lib/websocket/ready-state.ts';
import { batchOf } from '../support/batch-of.ts';
import { DOCUMENT, gapsOf, rowsOf, textsOf } from '../support/session-rows.ts';

const NEXT = { ...DOCUMENT, documentId: 'next' };

let session: Session;

/** A document with one open connection and one message, of which one before it is missing. */
function open(info: typeof DOCUMENT): void {
  session.documentStarted(info);
  session.take(
    info.documentId,
    batchOf([
      { Kind: EventKind.Construct, payload: { url: 'ws://s/', protocols: [], stack: '' } },
      { Kind: EventKind.Send, Index: 2, payload: info.documentId },
    ]),
  );
}

beforeEach(() => {
  session = new Session(() => {});
  open(DOCUMENT);
});

test('what was open in a document that ended is closed, and says so once', () => {
  session.documentGone(DOCUMENT.documentId, 5000);
  session.documentGone(DOCUMENT.documentId, 6000);
  expect(session.connections.all()[0]).toMatchObject({
    state: ReadyState.Closed,
    tornDown: true,
    closedAt: 5000,
    close: null,
  });
  const ends = rowsOf(session).filter((row) => session.log.kind(row) === SessionKind.Teardown);
  expect(ends.map((row) => session.log.time(row))).toEqual([5000]);
  expect(session.aliveDocuments()).toEqual([]);
});

test('a document that nobody knows cannot end, and its batches are not taken', () => {
  session.documentGone('unknown', 1);
  expect(session.take('unknown', batchOf([{ Kind: EventKind.Send, payload: 'x' }]))).toBe(0);
  expect(textsOf(session)).toEqual(['document']);
});

test('on leaving the page what has ended is cleared, and what lives stays', () => {
  open(NEXT);
  session.documentGone(DOCUMENT.documentId, 5000);
  const { clearings } = session;
  session.navigated();
  expect(textsOf(session)).toEqual(['next']);
  expect(session.messages).toBe(1);
  expect(session.connections.all().map(({ documentId }) => documentId)).toEqual(['next']);
  expect(session.clearings).toBeGreaterThan(clearings);
});

test('what is missing of a connection goes with it', () => {
  open(NEXT);
  expect(session.missing).toBe(2);
  session.documentGone(DOCUMENT.documentId, 5000);
  session.navigated();
  expect(gapsOf(session)).toHaveLength(1);
  expect(session.missing).toBe(1);
});

test('a gap row of several connections goes with the last of them', () => {
  session.take(
    DOCUMENT.documentId,
    batchOf([{ Kind: EventKind.Send, Index: 9, Seq: 20, payload: 'x' }], {
      after: 2,
      released: Float64Array.of(1, 8, 2, 8),
    }),
  );
  session.documentGone(DOCUMENT.documentId, 5000);
  session.navigated();
  expect(rowsOf(session)).toEqual([]);
});

test('with keepLog all stays', () => {
  session.keepLog = true;
  session.documentGone(DOCUMENT.documentId, 5000);
  const before = rowsOf(session);
  session.navigated();
  expect(rowsOf(session)).toEqual(before);
  expect(session.connections.all()).toHaveLength(1);
});

test('a document that comes back (from the back/forward cache) goes on where it was', () => {
  session.documentGone(DOCUMENT.documentId, 5000);
  expect(session.documentStarted(DOCUMENT)).toBe(3);
  expect(session.aliveDocuments()).toMatchObject([{ documentId: 'document', frameId: 0 }]);
  const event = { Kind: EventKind.Receive, Index: 3, payload: 'again' };
  session.take(DOCUMENT.documentId, batchOf([event], { after: 2 }));
  expect(textsOf(session)).toEqual(['document', 'again']);
  expect(session.connections.all()[0]?.state).toBe(ReadyState.Open);
});

test('clear() takes out all rows and what has ended; what is open goes on without a gap', () => {
  open(NEXT);
  session.documentGone(DOCUMENT.documentId, 5000);
  session.clear();
  expect(rowsOf(session)).toEqual([]);
  expect([session.messages, session.missing]).toEqual([0, 0]);
  expect(session.connections.all().map(({ documentId }) => documentId)).toEqual(['next']);
  const event = { Kind: EventKind.Send, Index: 3, payload: 'new' };
  session.take(NEXT.documentId, batchOf([event], { after: 2 }));
  expect(textsOf(session)).toEqual(['new']);
  expect(gapsOf(session)).toEqual([]);
});

test('the same number in two documents is two connections', () => {
  open(NEXT);
  expect(session.connections.all().map(({ key, id }) => [key, id])).toEqual([
    [1, 1],
    [2, 1],
  ]);
});
