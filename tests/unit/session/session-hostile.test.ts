import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportHar } from '../../../lib/formats/har.ts';
import { Column, EventKind, ROW_WIDTH } from '../../../lib/protocol/events.ts';
import type { EventPayload, Taken } from '../../../lib/protocol/events.ts';
import { isEventBatch } from '../../../lib/protocol/guards.ts';
import { Session } from '../../../lib/session/session.ts';
import { batchOf } from '../support/batch-of.ts';
import type { EventSpec } from '../support/batch-of.ts';
import { DOCUMENT, listOf, messageRowsOf, rowsOf, textsOf } from '../support/session-rows.ts';

const MAX = Number.MAX_SAFE_INTEGER;

function newSession(): Session {
  const session = new Session(() => {});
  session.documentStarted(DOCUMENT);
  return session;
}

const take = (session: Session, events: EventSpec[], frame = {}): Taken | undefined =>
  session.take(DOCUMENT.documentId, batchOf(events, frame));

const number = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 12 }) },
  { weight: 2, arbitrary: fc.double() },
  {
    weight: 1,
    arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, -1, -0, 1.5, 2 ** 32, MAX, MAX + 1, 1e300),
  },
);
const payload = fc.oneof(
  fc.anything({ withNullPrototype: true, withTypedArray: true }),
  fc.constantFrom<unknown>(
    'text',
    null,
    new ArrayBuffer(3),
    { url: 'ws://s/', protocols: [], stack: '', errorName: '', errorMessage: '' },
    { protocol: '', extensions: '' },
    { data: 'x', errorName: '', errorMessage: '' },
    { code: 1000, reason: '', wasClean: true, errorName: '', errorMessage: '' },
  ),
);
const forged = fc
  .record({
    rows: fc.array(
      fc.tuple(fc.array(number, { minLength: ROW_WIDTH, maxLength: ROW_WIDTH }), payload),
      {
        maxLength: 8,
      },
    ),
    after: fc.constantFrom(0, 0, 0, 1, 5, MAX),
    released: fc.array(fc.tuple(number, number), { maxLength: 4 }),
  })
  .map(({ rows, after, released }) =>
    batchOf([], {
      after,
      numbers: Float64Array.from(rows.flatMap(([numbers]) => numbers)),
      payloads: rows.map((row) => row[1] as EventPayload),
      released: Float64Array.from(released.flat()),
    }),
  );

const origin = fc.oneof(fc.constantFrom(null, 0, 1, 2, 9), fc.double());

test('no forged batch throws, and the counts stay those of the rows', () => {
  fc.assert(
    fc.property(
      fc.array(forged, { maxLength: 6 }),
      fc.boolean(),
      origin,
      (batches, clears, timeOrigin) => {
        const session = newSession();
        for (const batch of batches) {
          expect(isEventBatch(batch)).toBe(true);
          const taken = session.take(DOCUMENT.documentId, batch);
          if (taken?.type === 'has') {
            expect(Number.isSafeInteger(taken.seq)).toBe(true);
            expect(taken.seq).toBeGreaterThanOrEqual(batch.after);
          } else if (taken) expect(taken.from).toBeLessThanOrEqual(batch.after);
          if (clears) session.documentGone(DOCUMENT.documentId, 1);
          if (clears) session.navigated(timeOrigin, 1);
          if (clears) session.documentStarted(DOCUMENT);
        }
        expect(session.messages).toBe(messageRowsOf(session).length);
        expect(session.missing).toBeGreaterThanOrEqual(0);
        for (const row of rowsOf(session))
          expect(session.log.preview(row, 100)).toBeTypeOf('string');
      },
    ),
    { numRuns: 1000 },
  );
});

const good = { Kind: EventKind.Send, Index: 1, payload: 'x' };
const COLUMNS = Object.keys(Column) as (keyof typeof Column)[];

test.each(COLUMNS.filter((name) => name !== 'Kind'))('a wrong %s is no event', (name) => {
  for (const bad of [NaN, Infinity, -Infinity, ...(name === 'Time' ? [] : [-1, 0.5, MAX + 1])]) {
    const session = newSession();
    take(session, [{ ...good, [name]: bad }]);
    if (bad !== -1 || name !== 'Seq')
      expect(session.malformed).toBe(bad < 0 && name === 'Seq' ? 0 : 1);
    expect(rowsOf(session)).toEqual([]);
  }
});

test.each([0, 14, 64, 65, 255, 260, -4, 4.5, NaN])('kind %d is no event of a page', (Kind) => {
  for (const given of ['x', null, {}]) {
    const session = newSession();
    take(session, [{ ...good, Kind, payload: given }]);
    expect(session.malformed).toBe(1);
    expect(rowsOf(session)).toEqual([]);
  }
});

test('after a malformed event the next is taken', () => {
  const session = newSession();
  take(session, [
    { ...good, payload: 5 },
    { ...good, payload: 'after' },
  ]);
  expect(take(session, [{ ...good, Index: 2, payload: 'next' }], { after: 2 })).toEqual({
    type: 'has',
    seq: 3,
  });
  expect(session.malformed).toBe(1);
  expect(textsOf(session)).toEqual(['after', 'next']);
});

test('a malformed event at the end of a batch leaves no hole before the next', () => {
  for (const bad of [{ payload: 5 }, { Time: NaN }, { State: 9 }, { Kind: 99 }]) {
    const session = newSession();
    take(session, [good, { ...good, ...bad }]);
    expect(take(session, [{ ...good, Index: 2, payload: 'next' }], { after: 2 })).toEqual({
      type: 'has',
      seq: 3,
    });
    expect(textsOf(session)).toEqual(['x', 'next']);
  }
});

test('a sequence number at the end of all numbers ends the document’s events, no more', () => {
  const session = newSession();
  take(session, [
    { ...good, Seq: MAX },
    { ...good, Seq: MAX + 1 },
    { ...good, Seq: 2 },
  ]);
  expect(take(session, [good], { after: MAX })).toEqual({ type: 'has', seq: MAX });
  expect(session.messages).toBe(1);
  const other = { ...DOCUMENT, documentId: 'other' };
  session.documentStarted(other);
  session.take('other', batchOf([{ ...good, payload: 'of another document' }]));
  expect(textsOf(session)).toEqual(['x', 'of another document']);
});

test('a connection may be unknown: its first event makes it', () => {
  const session = newSession();
  take(session, [{ ...good, Connection: 77 }]);
  expect(session.connections.all()).toMatchObject([{ id: 77, url: '', constructedAt: null }]);
});

test('60,000 forged connections: the bound holds, what is beyond counts as malformed', () => {
  const session = newSession();
  for (let first = 0; first < 60_000; first += 1000)
    take(
      session,
      Array.from({ length: 1000 }, (_, i) => ({ ...good, Connection: first + i + 1 })),
      { after: first },
    );
  expect(session.connections.all()).toHaveLength(50_000);
  expect(session.messages).toBe(50_000);
  expect(session.malformed).toBe(10_000);
});

test('messages that were let go of connections beyond the bound are all counted', () => {
  const session = newSession();
  for (let first = 0; first < 50_000; first += 1000)
    take(
      session,
      Array.from({ length: 1000 }, (_, i) => ({ ...good, Connection: first + i + 1 })),
      { after: first },
    );
  take(session, [{ ...good, Index: 2 }], {
    after: 50_000,
    released: Float64Array.of(60_001, 5, 60_002, 7),
  });
  expect(session.missing).toBe(12);
});

test('no time breaks the export', () => {
  for (const Time of [1e300, -1e300, 8.64e15 + 2, MAX, 0, -1]) {
    const session = newSession();
    const construct = { url: 'ws://s/', protocols: [], stack: '' };
    take(session, [
      { Kind: EventKind.Construct, payload: construct, Time },
      { ...good, Time },
    ]);
    const connectionOf = session.connections.get.bind(session.connections);
    const handshakeOf = session.handshakes.of.bind(session.handshakes);
    const creator = { name: 'n', version: 'v' };
    const har = exportHar(session.log, listOf(session), connectionOf, handshakeOf, creator);
    expect(() => JSON.parse(har.join('')) as unknown).not.toThrow();
  }
});
