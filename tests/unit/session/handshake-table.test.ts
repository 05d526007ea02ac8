import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventKind } from '../../../lib/protocol/events.ts';
import type { Handshake } from '../../../lib/protocol/handshake.ts';
import { Session } from '../../../lib/session/session.ts';
import { batchOf } from '../support/batch-of.ts';
import type { EventSpec } from '../support/batch-of.ts';
import { fakeHandshake } from '../support/fake-handshake.ts';
import { DOCUMENT } from '../support/session-rows.ts';

const URL = 'ws://host/';
const BROWSER_ID = 'the browser’s name';

/** What happened to one socket; times are milliseconds since the page began. */
interface Socket {
  constructed: number;
  /** How long it connected. */
  took: number;
  opened: boolean;
  protocol?: string;
  url?: string;
}

function sessionOf(sockets: readonly Socket[], browserId = BROWSER_ID): Session {
  const session = new Session(() => {});
  session.documentStarted({ ...DOCUMENT, browserId });
  const events: EventSpec[] = [];
  sockets.forEach(({ constructed, url = URL }, index) => {
    const payload = { url, protocols: [], stack: '' };
    const Connection = index + 1;
    events.push({ Kind: EventKind.Construct, Connection, Time: constructed, State: 0, payload });
  });
  sockets.forEach(({ constructed, took, opened, protocol = '' }, index) => {
    const settled = { Connection: index + 1, Time: constructed + took };
    events.push(
      opened
        ? { ...settled, Kind: EventKind.Open, payload: { protocol, extensions: '' } }
        : {
            ...settled,
            Kind: EventKind.Close,
            State: 3,
            payload: { code: 1006, reason: '', wasClean: false },
          },
    );
  });
  session.take(DOCUMENT.documentId, batchOf(events));
  return session;
}

function handshake(values: Partial<Handshake>): Handshake {
  return fakeHandshake({ url: URL, documentId: BROWSER_ID, ...values });
}

/** The handshake that a socket of this kind has. */
function own({ constructed, took, opened, protocol }: Socket, id: number): Handshake {
  return handshake({
    id,
    startedAt: constructed + 1,
    respondedAt: opened ? constructed + took - 1 : null,
    endedAt: constructed + took,
    status: opened ? 101 : 0,
    error: opened ? '' : 'net::ERR_FAILED',
    responseHeaders: protocol ? [['Sec-WebSocket-Protocol', protocol]] : [],
  });
}

/** Id of the handshake that a connection has for sure; null where none. */
function sureId(session: Session, connection: number): number | null {
  const match = session.handshakes.of(connection);
  return match.state === 'sure' ? match.handshake.id : null;
}

describe('one socket', () => {
  test('has the handshake of its url, document and time', () => {
    const socket: Socket = { constructed: 1000, took: 20, opened: true };
    const session = sessionOf([socket]);
    expect(session.handshakes.of(1)).toEqual({ state: 'none' });
    for (const [id, other] of [
      { url: 'ws://host/other' },
      { documentId: 'another' },
      { documentId: '' },
      { startedAt: 500, respondedAt: 510 },
      { startedAt: 1500, respondedAt: 1510 },
      { respondedAt: 1500 },
      { status: 404 },
      { responseHeaders: [['Sec-WebSocket-Protocol', 'another']] as const },
    ].entries())
      session.takeHandshake({ ...own(socket, id + 1), ...(other as Partial<Handshake>) });
    expect(session.handshakes.of(1)).toEqual({ state: 'none' });
    session.takeHandshake(own(socket, 50));
    expect(sureId(session, 1)).toBe(50);
  });

  test('whose url the browser made secure has that of the secure one', () => {
    const session = sessionOf([{ constructed: 0, took: 9, opened: true }]);
    session.takeHandshake(handshake({ id: 4, startedAt: 2, url: 'wss://host/' }));
    expect(sureId(session, 1)).toBe(4);
  });

  test('of a browser that names no documents has that of its frame', () => {
    const session = sessionOf([{ constructed: 0, took: 9, opened: true }], '');
    session.takeHandshake(handshake({ id: 4, startedAt: 2, documentId: '', frameId: 1 }));
    expect(sureId(session, 1)).toBe(null);
    session.takeHandshake(handshake({ id: 5, startedAt: 2, documentId: '', frameId: 0 }));
    expect(sureId(session, 1)).toBe(5);
  });

  test('that still connects after the only handshake ended may have had none', () => {
    const session = new Session(() => {});
    session.documentStarted({ ...DOCUMENT, browserId: BROWSER_ID });
    const payload = { url: URL, protocols: [], stack: '' };
    session.take('document', batchOf([{ Kind: EventKind.Construct, Time: 0, State: 0, payload }]));
    session.takeHandshake(handshake({ id: 1, startedAt: 1 }));
    expect(sureId(session, 1)).toBe(1);
    session.takeHandshake(handshake({ id: 1, startedAt: 1, endedAt: 9, status: 101 }));
    expect(session.handshakes.of(1)).toMatchObject({ state: 'unsure', maybeNone: true });
  });
});

describe('many sockets to one url', () => {
  test('fifty in one tick have theirs by order, whatever became of them', () => {
    const sockets = Array.from({ length: 50 }, (_, index) => ({
      constructed: 1000,
      took: 30 + ((index * 7) % 20),
      opened: index % 3 !== 0,
    }));
    const session = sessionOf(sockets);
    // News come in any order.
    const news = sockets.map((socket, index) => own(socket, index + 100));
    for (const each of news.sort((a, b) => ((a.id * 31) % 17) - ((b.id * 31) % 17)))
      session.takeHandshake(each);
    expect(sockets.map((_, index) => sureId(session, index + 1))).toEqual(
      sockets.map((_, index) => index + 100),
    );
  });

  test('one more handshake than sockets, as by a worker: one of two', () => {
    const sockets = [0, 1].map(() => ({ constructed: 0, took: 20, opened: true }));
    const session = sessionOf(sockets);
    for (const id of [1, 2, 3]) session.takeHandshake(own(sockets[0]!, id));
    expect(session.handshakes.of(1)).toMatchObject({
      state: 'unsure',
      candidates: [{ id: 1 }, { id: 2 }],
      maybeNone: false,
    });
  });

  test('a connection that is forgotten takes its own handshake along', () => {
    const sockets = [
      { constructed: 0, took: 20, opened: false },
      { constructed: 0, took: 20, opened: true },
    ];
    const session = sessionOf(sockets);
    sockets.forEach((socket, index) =>
      session.takeHandshake({ ...own(socket, index + 1), status: 0 }),
    );
    expect(sureId(session, 2)).toBe(2);
    session.clear();
    expect(session.connections.get(1)).toBeUndefined();
    expect(sureId(session, 2)).toBe(2);
  });

  const sockets = fc.array(
    fc.record({
      constructed: fc.integer({ min: 0, max: 2000 }),
      took: fc.integer({ min: 3, max: 400 }),
      opened: fc.boolean(),
      protocol: fc.constantFrom('', 'a', 'b'),
    }),
    { maxLength: 14 },
  );

  test('nothing that is sure is wrong, where others come between them', () => {
    fc.assert(
      fc.property(sockets, sockets, (ours, foreign) => {
        check(
          ours.map((socket) => ({ socket, isOurs: true })),
          foreign.map((socket) => ({ socket, isOurs: false })),
          () => true,
        );
      }),
    );
  });

  test('nothing that is sure is wrong, where some have none', () => {
    fc.assert(
      fc.property(sockets, fc.infiniteStream(fc.boolean()), (ours, kept) => {
        check(
          ours.map((socket) => ({ socket, isOurs: true })),
          [],
          () => kept.next().value as boolean,
        );
      }),
    );
  });

  type Actor = { socket: Socket; isOurs: boolean };

  function check(ours: Actor[], foreign: Actor[], isKept: () => boolean): void {
    const all = [...ours, ...foreign].sort((a, b) => a.socket.constructed - b.socket.constructed);
    const own_ = all.filter(({ isOurs }) => isOurs);
    const session = sessionOf(own_.map(({ socket }) => socket));
    all.forEach(({ socket }, index) => {
      if (isKept()) session.takeHandshake(own(socket, index + 1));
    });
    own_.forEach((actor, index) => {
      const sure = sureId(session, index + 1);
      if (sure !== null) expect(sure).toBe(all.indexOf(actor) + 1);
    });
  }
});

test('what the Network log has is filled in where the answer names it', () => {
  const socket: Socket = { constructed: 0, took: 20, opened: true };
  const session = sessionOf([socket]);
  const accept = ['Sec-WebSocket-Accept', 'number'] as const;
  session.takeHandshake({ ...own(socket, 1), responseHeaders: [accept] });
  const log = {
    url: URL,
    startedAt: 5,
    inDocument: true,
    requestHeaders: [['Sec-WebSocket-Key', 'k']] as const,
  };
  session.takeNetworkLog([
    { ...log, requestHeaders: [...log.requestHeaders], responseHeaders: [['x', 'y']] },
    { ...log, requestHeaders: [...log.requestHeaders], responseHeaders: [accept] },
  ]);
  const filled = { filled: true, requestHeaders: [['Sec-WebSocket-Key', 'k']] };
  expect(session.handshakes.of(1)).toMatchObject({ handshake: filled });
  // News from the browser know less.
  session.takeHandshake({ ...own(socket, 1), responseHeaders: [accept], ip: '::1' });
  expect(session.handshakes.of(1)).toMatchObject({ handshake: { ...filled, ip: '::1' } });
});

test('a failed one is filled in by its time, and not where another was at that time', () => {
  const failed: Socket = { constructed: 1000, took: 20, opened: false };
  const logged = [
    {
      url: URL,
      startedAt: 1010,
      inDocument: true,
      requestHeaders: [['Host', 'host'] as const],
      responseHeaders: [],
    },
  ];
  const alone = sessionOf([failed]);
  alone.takeHandshake(own(failed, 1));
  alone.takeNetworkLog(logged);
  expect(alone.handshakes.of(1)).toMatchObject({ handshake: { filled: true } });
  const two = sessionOf([failed, failed]);
  two.takeHandshake(own(failed, 1));
  two.takeHandshake(own(failed, 2));
  two.takeNetworkLog(logged);
  expect(JSON.stringify([two.handshakes.of(1), two.handshakes.of(2)])).not.toContain('filled');
});

test('what the Network log says to be a worker’s is no page’s own', () => {
  const socket: Socket = { constructed: 0, took: 20, opened: true };
  const session = sessionOf([socket]);
  const newsOf = (id: number): Handshake =>
    Object.assign(own(socket, id), { responseHeaders: [['Sec-WebSocket-Accept', `number ${id}`]] });
  const news = [newsOf(1), newsOf(2)];
  for (const each of news) session.takeHandshake(each);
  expect(sureId(session, 1)).toBe(null);
  session.takeNetworkLog(
    news.map(({ id, responseHeaders }) => ({
      url: URL,
      startedAt: 5,
      requestHeaders: [['Sec-WebSocket-Key', `key ${id}`]],
      responseHeaders,
      inDocument: id === 2,
    })),
  );
  expect(sureId(session, 1)).toBe(2);
  // Later news of the worker's do not bring it back.
  session.takeHandshake(news[0]!);
  expect(sureId(session, 1)).toBe(2);
});

/** A handshake that counts how often it is looked at. */
function counted(values: Handshake, looked: () => void): Handshake {
  return new Proxy(values, {
    get(target, name) {
      looked();
      return target[name as keyof Handshake];
    },
  });
}

test('many connections of one url are forgotten without matching the others anew', () => {
  const sockets = Array.from({ length: 500 }, (_, at): Socket => ({
    constructed: 1000 + at,
    took: 900,
    opened: true,
  }));
  const session = sessionOf(sockets);
  let looks = 0;
  const looked = () => (looks += 1);
  for (const [at, socket] of sockets.entries())
    session.handshakes.add(counted(own(socket, at + 1), looked));
  expect(sureId(session, 1)).toBe(1);
  const toMatch = looks;
  for (let key = 1; key <= 400; key += 1) session.handshakes.forget(key);
  expect(looks - toMatch).toBeLessThan(10 * 400);
  // What is known of the others stays, also when something is new.
  expect(sureId(session, 401)).toBe(401);
  session.takeHandshake(handshake({ id: 900, startedAt: 9_000 }));
  expect(sureId(session, 401)).toBe(401);
  expect(session.handshakes.of(1)).toEqual({ state: 'none' });
});
