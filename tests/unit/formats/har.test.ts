import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { base64, exportHar } from '../../../lib/formats/har.ts';
import { EventFlag, EventKind } from '../../../lib/protocol/events.ts';
import { Session } from '../../../lib/session/session.ts';
import { anyText } from '../support/arbitrary-text.ts';
import { batchOf } from '../support/batch-of.ts';
import type { EventSpec } from '../support/batch-of.ts';
import { fakeHandshake } from '../support/fake-handshake.ts';
import { DOCUMENT, listOf } from '../support/session-rows.ts';

interface Message {
  type: string;
  time: number;
  opcode: number;
  data: string;
}
interface Entry extends Record<string, unknown> {
  startedDateTime: string;
  request: { url: string };
  response: { status: number };
  _webSocketMessages: Message[];
}

const creator = { name: 'Sockscope "test"', version: '1' };
const { Binary } = EventFlag;

function exported(events: EventSpec[], prepare: (session: Session) => void = () => {}): Entry[] {
  const session = new Session(() => {});
  session.documentStarted(DOCUMENT);
  session.take(DOCUMENT.documentId, batchOf(events));
  prepare(session);
  const pieces = exportHar(
    session.log,
    listOf(session),
    (key) => session.connections.get(key),
    (key) => session.handshakes.of(key),
    creator,
  );
  const { log } = JSON.parse(pieces.join('')) as { log: Record<string, unknown> };
  expect(log).toMatchObject({ version: '1.2', creator, pages: [] });
  return log['entries'] as Entry[];
}

const construct = (Connection: number): EventSpec => ({
  Kind: EventKind.Construct,
  Connection,
  Time: 1_000_000,
  payload: { url: `ws://server/${Connection}`, protocols: ['a'], stack: '' },
});
const opened: EventSpec = {
  Kind: EventKind.Open,
  Time: 1_000_250,
  payload: { protocol: 'a', extensions: 'permessage-deflate' },
};

const message = fc.record({
  connection: fc.integer({ min: 1, max: 3 }),
  sent: fc.boolean(),
  data: fc.oneof(anyText, fc.uint8Array()),
});

test('one entry a connection, with each of its messages byte by byte', () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 20 }), (messages) => {
      const events = messages.map(({ connection, sent, data }, i) => ({
        Kind: sent ? EventKind.Send : EventKind.Receive,
        Connection: connection,
        Time: 1_000_000 + 1000 * i,
        Flags: typeof data === 'string' ? 0 : Binary,
        payload: typeof data === 'string' ? data : data.slice().buffer,
      }));
      const entries = exported([construct(1), construct(2), construct(3), ...events]);
      expect(entries.map(({ request }) => request.url)).toEqual(
        [1, 2, 3].map((id) => `ws://server/${id}`),
      );
      entries.forEach((entry, index) => {
        const expected = messages.flatMap(({ connection, sent, data }, i) => {
          if (connection !== index + 1) return [];
          const type = sent ? 'send' : 'receive';
          if (typeof data === 'string') return [{ type, time: 1000 + i, opcode: 1, data }];
          return [{ type, time: 1000 + i, opcode: 2, data: Buffer.from(data).toString('base64') }];
        });
        expect(entry._webSocketMessages).toEqual(expected);
      });
    }),
    { numRuns: 200 },
  );
});

test('without rows it is still a HAR', () => {
  expect(exported([])).toEqual([]);
});

test('times, status and what only Sockscope knows', () => {
  const [entry] = exported([construct(1), opened]) as [Entry];
  expect(entry).toMatchObject({
    startedDateTime: new Date(1_000_000).toISOString(),
    time: 250,
    timings: { wait: 250 },
    response: { status: 101 },
    _resourceType: 'websocket',
    _sockscope: {
      protocol: 'a',
      protocols: ['a'],
      extensions: 'permessage-deflate',
      state: 'OPEN',
    },
  });
  expect(entry).not.toHaveProperty('_webSocketClose');
  expect(exported([construct(1)])[0]?.response.status).toBe(0);
});

test('how a connection was closed', () => {
  const payload = { code: 4001, reason: 'bye \ud800', wasClean: true };
  const close = { Kind: EventKind.Close, State: 3, Time: 1_002_000, payload };
  expect(exported([construct(1), opened, close])[0]).toMatchObject({
    time: 2000,
    _webSocketClose: { code: 4001, reason: 'bye \ud800', timestamp: 1002 },
    _sockscope: { wasClean: true, state: 'CLOSED' },
  });
});

const gone = (session: Session): void => session.documentGone(DOCUMENT.documentId, 1_003_000);

test('a connection that ended with its document was aborted', () => {
  expect(exported([construct(1), opened], gone)[0]).toMatchObject({ _webSocketClose: 'aborted' });
});

test('marks what the panel made, what was discarded, what is missing, and errors', () => {
  const { Injected, Discarded, Released } = EventFlag;
  const Kind = EventKind.Send;
  const [entry] = exported([
    { Kind, Flags: Injected, payload: 'a' },
    { Kind, Flags: Discarded, payload: 'b' },
    { Kind, Flags: Released, Size: 9, payload: null },
    { Kind: EventKind.Error },
  ]) as [Entry];
  expect(entry._webSocketMessages).toMatchObject([
    { data: 'a', _injected: true },
    { data: 'b', _discarded: true },
    { data: '', _missing: true, _byteLength: 9 },
    { type: 'error', opcode: -1 },
  ]);
  expect(entry._webSocketMessages[0]).not.toHaveProperty('_missing');
});

test('the opcode says how the data is written, whatever a page claims', () => {
  const bytes = Uint8Array.of(1, 2, 3).buffer;
  const [entry] = exported([
    { Kind: EventKind.Send, Flags: Binary, payload: 'no base64' },
    { Kind: EventKind.Send, Flags: 0, payload: bytes },
  ]) as [Entry];
  const read = entry._webSocketMessages.map(({ opcode, data }) =>
    opcode === 2 ? Buffer.from(data, 'base64').toString('latin1') : data,
  );
  expect(read).toEqual(['no base64', '\u0001\u0002\u0003']);
});

const PIECE = 24_573;

test.each([0, 1, 2, 3, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 2])(
  '%d bytes as base64',
  (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) % 256);
    expect(base64(bytes) === Buffer.from(bytes).toString('base64')).toBe(true);
  },
);

test('base64 of a window of a buffer', () => {
  const bytes = Uint8Array.from({ length: 10 }, (_, i) => i);
  expect(base64(bytes.subarray(2, 6))).toBe(Buffer.of(2, 3, 4, 5).toString('base64'));
});

test('a handshake that is known for sure gives status and headers, without cookies and credentials', () => {
  const [entry] = exported(
    [
      {
        Kind: EventKind.Construct,
        Time: 1000,
        payload: { url: 'ws://host/', protocols: [], stack: '' },
      },
      { Kind: EventKind.Close, Time: 1020, payload: { code: 1006, reason: '', wasClean: false } },
    ],
    (session) =>
      session.takeHandshake(
        fakeHandshake({
          startedAt: 1001,
          status: 401,
          reason: 'Go away',
          ip: '10.0.0.1',
          requestHeaders: [
            ['Cookie', 'secret'],
            ['Origin', 'http://page'],
            ['authorization', 'secret'],
          ],
          responseHeaders: [
            ['Set-Cookie', 'secret'],
            ['Server', 'x'],
          ],
        }),
      ),
  );
  expect(entry).toMatchObject({
    request: { headers: [{ name: 'Origin', value: 'http://page' }] },
    response: { status: 401, statusText: 'Go away', headers: [{ name: 'Server', value: 'x' }] },
    serverIPAddress: '10.0.0.1',
    _sockscope: { handshake: 'sure' },
  });
  expect(JSON.stringify(entry)).not.toContain('secret');
});
