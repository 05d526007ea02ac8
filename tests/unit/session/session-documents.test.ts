import { beforeEach, expect, test } from 'vitest';
import { EventKind } from '../../../lib/protocol/events.ts';
import { Session } from '../../../lib/session/session.ts';
import { SessionKind } from '../../../lib/session/types.ts';
import { ReadyState } from '../../../lib/websocket/ready-state.ts';
import { batchOf } from '../support/batch-of.ts';
import { DOCUMENT, gapsOf, rowsOf, textsOf } from '../support/session-rows.ts';

const CONSTRUCT = { url: 'ws://s/', protocols: [], stack: '' };
const NEXT = { ...DOCUMENT, documentId: 'next' };

let session: Session;

/** A document with one open connection and one message, of which one before it is missing. */
function open(info: typeof DOCUMENT): void {
  session.documentStarted(info);
  session.take(
    info.documentId,
    batchOf([
      { Kind: EventKind.Construct, payload: CONSTRUCT },
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
  expect(teardowns()).toEqual([5000]);
  expect(session.aliveDocuments()).toEqual([]);
});

const teardowns = (): number[] =>
  rowsOf(session)
    .filter((row) => session.log.kind(row) === SessionKind.Teardown)
    .map((row) => session.log.time(row));

test('a document that nobody knows cannot end, and its batches are not taken', () => {
  session.documentGone('unknown', 1);
  expect(
    session.take('unknown', batchOf([{ Kind: EventKind.Send, payload: 'x' }])),
  ).toBeUndefined();
  expect(textsOf(session)).toEqual(['document']);
});

test('on leaving the page what has ended is cleared, and what lives stays', () => {
  open(NEXT);
  session.documentGone(DOCUMENT.documentId, 5000);
  const { clearings } = session;
  session.navigated(null, 6000);
  expect(textsOf(session)).toEqual(['next']);
  expect(session.messages).toBe(1);
  expect(session.connections.all().map(({ documentId }) => documentId)).toEqual(['next']);
  expect(session.clearings).toBeGreaterThan(clearings);
});

const NEW_PAGE = { ...DOCUMENT, documentId: 'new page', timeOrigin: 9000.25 };
const documents = (): string[] => session.connections.all().map(({ documentId }) => documentId);

test('what lives on of an older page has ended with it, at the time that is given', () => {
  session.keepLog = true;
  open(NEW_PAGE);
  const { clearings } = session;
  session.navigated(9000.25, 9500);
  const [old, current] = session.connections.all();
  expect(old).toMatchObject({ state: ReadyState.Closed, tornDown: true, closedAt: 9500 });
  expect(current).toMatchObject({ state: ReadyState.Open, tornDown: false });
  expect(session.aliveDocuments().map(({ documentId }) => documentId)).toEqual(['new page']);
  expect(teardowns()).toEqual([9500]);
  session.documentGone(DOCUMENT.documentId, 9900);
  session.navigated(9000.25, 9950);
  expect(teardowns()).toEqual([9500]);
  expect(session.clearings).toBe(clearings);
  expect(textsOf(session)).toEqual(['document', 'new page']);
});

test('without keepLog an older page is cleared at once; its end, told later, changes nothing', () => {
  open(NEW_PAGE);
  session.navigated(9000.25, 9500);
  expect(textsOf(session)).toEqual(['new page']);
  expect(rowsOf(session)).toHaveLength(3);
  expect(session.missing).toBe(1);
  expect(session.messages).toBe(1);
  const rows = rowsOf(session);
  session.documentGone(DOCUMENT.documentId, 9900);
  const last = { Kind: EventKind.Send, Index: 3, payload: 'last words' };
  expect(session.take(DOCUMENT.documentId, batchOf([last], { after: 2 }))).toBeUndefined();
  expect(rowsOf(session)).toEqual(rows);
  expect(documents()).toEqual(['new page']);
});

test('frames of the new page stay, those of the old one go', () => {
  const frame = { ...NEW_PAGE, frameId: 3 };
  open(NEW_PAGE);
  open({ ...frame, documentId: 'new frame', timeOrigin: 9100 });
  open({ ...frame, documentId: 'frame of the same instant', timeOrigin: 9000.25 });
  open({ ...frame, documentId: 'old frame', timeOrigin: 8998.5 });
  session.navigated(9000.25, 9500);
  expect(documents()).toEqual(['new page', 'new frame', 'frame of the same instant']);
});

test('a page from the back/forward cache is older than the one that it replaces', () => {
  open(NEW_PAGE);
  session.documentStarted(DOCUMENT);
  session.navigated(DOCUMENT.timeOrigin, 9500);
  expect(documents()).toEqual(['document']);
});

test.each([9000.75, 8999.75, 9000.25])('times as coarse as %d mean the same page', (timeOrigin) => {
  open(NEW_PAGE);
  session.navigated(timeOrigin, 9500);
  expect(documents()).toEqual(['new page']);
});

test('last words of a document that has ended are taken, and open nothing', () => {
  session.documentGone(DOCUMENT.documentId, 5000);
  const last = { Kind: EventKind.Send, Index: 3, payload: 'last words' };
  expect(session.take(DOCUMENT.documentId, batchOf([last], { after: 2 }))).toEqual({
    type: 'has',
    seq: 3,
  });
  expect(textsOf(session)).toEqual(['document', 'last words']);
  expect(session.connections.all()[0]).toMatchObject({ state: ReadyState.Closed, tornDown: true });
});

test('a document that was cleared and comes back begins anew', () => {
  session.documentGone(DOCUMENT.documentId, 5000);
  session.navigated(null, 6000);
  expect(session.connections.all()).toEqual([]);
  expect(session.documentStarted(DOCUMENT)).toBe(1);
  open(DOCUMENT);
  expect(textsOf(session)).toEqual(['document']);
  expect(session.missing).toBe(1);
  expect(session.connections.all()).toMatchObject([{ key: 2, missing: 1 }]);
});

test('what is missing of a connection goes with it', () => {
  open(NEXT);
  expect(session.missing).toBe(2);
  session.documentGone(DOCUMENT.documentId, 5000);
  session.navigated(null, 6000);
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
  session.navigated(null, 6000);
  expect(rowsOf(session)).toEqual([]);
});

test('with keepLog all stays', () => {
  session.keepLog = true;
  session.documentGone(DOCUMENT.documentId, 5000);
  const before = rowsOf(session);
  session.navigated(null, 6000);
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

test('what was open when a document went is open again when it is back, until its end is told', () => {
  const openEvent = { Kind: EventKind.Open, payload: { protocol: '', extensions: '' } };
  session.take(DOCUMENT.documentId, batchOf([openEvent], { after: 2 }));
  session.take(
    DOCUMENT.documentId,
    batchOf([{ Kind: EventKind.Construct, Connection: 2, State: 0, payload: CONSTRUCT }], {
      after: 3,
    }),
  );
  const states = (): object[] =>
    session.connections
      .all()
      .map(({ state, tornDown, closedAt }) => ({ state, tornDown, closedAt }));
  const before = states();
  session.documentGone(DOCUMENT.documentId, 5000);
  session.documentStarted(DOCUMENT);
  expect(states()).toEqual(before);
  const close = { code: 1006, reason: '', wasClean: false };
  session.take(
    DOCUMENT.documentId,
    batchOf([{ Kind: EventKind.Close, State: 3, Time: 7000, payload: close }], { after: 4 }),
  );
  expect(session.connections.all()[0]).toMatchObject({
    state: ReadyState.Closed,
    tornDown: false,
    close,
    closedAt: 7000,
  });
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

test('what was cleared of a document comes back with it, where it was open in it', () => {
  const close = { code: 1000, reason: '', wasClean: true };
  session.take(
    DOCUMENT.documentId,
    batchOf(
      [
        { Kind: EventKind.Construct, Connection: 2, payload: CONSTRUCT },
        { Kind: EventKind.Close, Connection: 2, State: 3, payload: close },
      ],
      { after: 2 },
    ),
  );
  session.documentGone(DOCUMENT.documentId, 5000);
  session.clear();
  expect(session.connections.all()).toEqual([]);
  open(NEXT);
  session.documentStarted(DOCUMENT);
  expect(session.connections.all()).toMatchObject([
    { documentId: 'document', id: 1, tornDown: false, closedAt: null },
    { documentId: 'next' },
  ]);
  expect(session.connections.totals.alive).toBe(2);
  expect(session.lineages.attempt(1)).toMatchObject({ previous: null });
  session.undoClear();
  expect(session.connections.all().map(({ key, tornDown }) => [key, tornDown])).toEqual([
    [1, false],
    [2, false],
    [3, false],
  ]);
});

test('the same number in two documents is two connections', () => {
  open(NEXT);
  expect(session.connections.all().map(({ key, id }) => [key, id])).toEqual([
    [1, 1],
    [2, 1],
  ]);
});

test('a frame of the new page that has already gone stays in its log', () => {
  const session = new Session(() => {});
  const top = { documentId: 'top', frameId: 0, url: 'http://page/', timeOrigin: 9000 };
  const frame = { documentId: 'frame', frameId: 5, url: 'http://page/frame', timeOrigin: 9100 };
  for (const info of [top, frame]) {
    session.documentStarted(info);
    session.take(info.documentId, batchOf([{ Kind: EventKind.Send, Index: 1, payload: 'x' }]));
  }
  session.documentGone('frame', 9200);
  session.navigated(9000.25, 9300);
  expect(session.messages).toBe(2);
  session.navigated(null, 9400);
  expect(session.messages).toBe(1);
});
