import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { HarReader } from '../../../lib/session/har-reader.ts';
import { Session } from '../../../lib/session/session.ts';
import { EventFlag } from '../../../lib/protocol/events.ts';
import { ReadyState } from '../../../lib/websocket/ready-state.ts';
import { HOOK_URL, har, harEntry, harText } from '../support/har-entries.ts';
import type { HarEntrySpec } from '../support/har-entries.ts';
import { batchOf } from '../support/batch-of.ts';
import { DOCUMENT, messageRowsOf, textsOf } from '../support/session-rows.ts';

const NOW = 10_000;

function start() {
  const session = new Session(() => {});
  let pauses = 0;
  const reader = new HarReader(session, [HOOK_URL], () => {
    pauses += 1;
    return Promise.resolve();
  });
  return {
    session,
    reader,
    read: (...entries: object[]) => reader.read(har(...entries), NOW),
    pauses: () => pauses,
  };
}

test('a socket of a worker is there with its messages, each once', async () => {
  const { session, read } = start();
  const messages = [harText('send', 'one')];
  const worker: HarEntrySpec = { protocols: 'chat', protocol: 'chat', messages };
  expect(await read(harEntry(worker))).toBe(true);
  expect(await read(harEntry(worker))).toBe(false);
  messages.push(harText('receive', 'two'), harText('receive', 'three'));
  expect(await read(harEntry(worker))).toBe(true);
  expect(textsOf(session)).toEqual(['one', 'two', 'three']);
  const [connection, ...others] = session.connections.all();
  expect(others).toEqual([]);
  expect(connection).toMatchObject({
    url: 'ws://server/',
    source: 'network-log',
    worker: { scope: 'unknown', url: 'http://page/worker.js', name: '' },
    protocols: ['chat'],
    protocol: 'chat',
    state: ReadyState.Open,
    constructedAt: 1000,
    openedAt: 1020,
    sent: { messages: 1, bytes: 3 },
    received: { messages: 2, bytes: 8 },
  });
  expect(session.missing + session.malformed).toBe(0);
});

test('it opens before its first message, though the answer is noted later', async () => {
  const { session, read } = start();
  await read(harEntry({ messages: [harText('send', 'at once', 1.005)] }));
  expect(session.connections.all()[0]?.openedAt).toBeCloseTo(1005);
});

test('the script that began is the worker’s, not the library that it called', async () => {
  const { session, read } = start();
  await read(harEntry({ scripts: ['http://page/lib.js', '', 'http://page/main.js', ''] }));
  expect(session.connections.all()[0]?.worker?.url).toBe('http://page/main.js');
});

test('what the hook sees is left to it', async () => {
  const { session, read } = start();
  await read(harEntry({ scripts: [HOOK_URL], inDocument: true }));
  expect(session.connections.all()).toEqual([]);
});

test('one in doubt waits until the hook would have spoken', async () => {
  const { session, reader } = start();
  const doubtful = har(harEntry({ scripts: [], inDocument: true }));
  await reader.read(doubtful, 1500);
  expect(session.connections.all()).toHaveLength(0);
  session.documentStarted(DOCUMENT);
  const payload = { url: 'ws://server/', protocols: [], stack: '' };
  session.take('document', batchOf([{ Kind: 1, Time: 990, payload }]));
  await reader.read(doubtful, NOW);
  expect(session.connections.all()).toHaveLength(1);
  await reader.read(har(harEntry({ scripts: [], inDocument: true, key: 'other' })), NOW);
  expect(session.connections.all()).toHaveLength(1);
});

test('an escaped socket of a document is of no worker', async () => {
  const { session, read } = start();
  await read(harEntry({ inDocument: true }));
  expect(session.connections.all()[0]).toMatchObject({ worker: null, source: 'network-log' });
});

test('a refused handshake has failed, in the words of the browser', async () => {
  const { session, read } = start();
  const messages = [
    { type: 'error', time: 1.5, opcode: -1, data: 'Unexpected response code: 503' },
  ];
  await read(harEntry({ status: 0, messages }));
  expect(session.connections.all()[0]).toMatchObject({
    state: ReadyState.Closed,
    errored: true,
    openedAt: null,
    closedAt: 1500,
  });
  expect(session.log.preview(session.log.store.end - 1, 100)).toBe(
    'error: Unexpected response code: 503',
  );
});

test('bytes that the Network log does not tell are said to be unknown', async () => {
  const { session, read } = start();
  const blob = { type: 'send', time: 2, opcode: 2, data: '' };
  await read(harEntry({ messages: [blob, { ...blob, type: 'receive' }] }));
  const [sent, received] = messageRowsOf(session) as [number, number];
  expect(session.log.flags(sent)).toBe(EventFlag.Binary | EventFlag.Unread);
  expect(session.log.payload(sent)).toMatchObject({ state: 'gone' });
  expect(session.log.payload(received)).toEqual({ state: 'ready', data: new Uint8Array(0) });
});

test('the end of a socket closes it after its last message', async () => {
  const { session, reader, read } = start();
  const messages = [harText('receive', 'one')];
  await read(harEntry({ messages }));
  messages.push(harText('receive', 'last'));
  await reader.finished(harEntry({ messages }));
  await reader.finished(harEntry({ messages }));
  expect(textsOf(session)).toEqual(['one', 'last']);
  expect(session.connections.all()[0]).toMatchObject({
    state: ReadyState.Closed,
    closedAt: 6000,
    tornDown: false,
  });
  await read();
  expect(session.connections.all()[0]).toMatchObject({ tornDown: false });
  await reader.finished(harEntry({ scripts: [HOOK_URL] }));
  expect(session.connections.all()).toHaveLength(1);
});

test('one that left the Network log is out of sight', async () => {
  const { session, read } = start();
  await read(harEntry());
  await read();
  expect(session.connections.all()[0]).toMatchObject({ tornDown: true, closedAt: NOW });
});

test('one that outlives the navigation which cleared it is there again, without what was', async () => {
  const { session, read } = start();
  const messages = [harText('send', 'before')];
  await read(harEntry({ messages }));
  session.navigated(5000, NOW);
  expect(session.connections.all()).toEqual([]);
  expect(await read(harEntry({ messages }))).toBe(false);
  messages.push(harText('send', 'after'));
  await read(harEntry({ messages }));
  expect(textsOf(session)).toEqual(['after']);
  expect(session.connections.all()[0]).toMatchObject({ url: 'ws://server/', tornDown: false });
});

test('with the log kept it goes on where it was', async () => {
  const { session, read } = start();
  session.keepLog = true;
  const messages = [harText('send', 'before')];
  await read(harEntry({ messages }));
  session.navigated(5000, NOW);
  messages.push(harText('send', 'after'));
  await read(harEntry({ messages }));
  expect(textsOf(session)).toEqual(['before', 'after']);
  const [only, ...others] = session.connections.all();
  expect(others).toEqual([]);
  expect(only).toMatchObject({ state: ReadyState.Open, tornDown: false });
});

test('the background is not asked after sockets of the Network log', async () => {
  const { session, read } = start();
  session.documentStarted(DOCUMENT);
  await read(harEntry());
  expect(session.aliveDocuments()).toEqual([DOCUMENT]);
});

test('a long log is taken in slices', async () => {
  const { session, read, pauses } = start();
  const messages = Array.from({ length: 1300 }, (_, index) => harText('send', `${index}`));
  await read(harEntry({ messages }));
  expect(session.messages).toBe(1300);
  expect(pauses()).toBe(2);
});

test('however it grows, all is taken once and in order; what is damaged is counted', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(2), fc.oneof(fc.string(), fc.constant(null))), { maxLength: 60 }),
      fc.nat(8),
      async (steps, every) => {
        const { session, read } = start();
        const lists: object[][] = [[], [], []];
        const entries = () =>
          lists.map((messages, index) => harEntry({ key: `${index}`, messages }));
        for (const [index, [which, data]] of steps.entries()) {
          lists[which]!.push(data === null ? { type: 'send' } : harText('send', data));
          if (index % (every + 1) === 0) await read(...entries());
        }
        await read(...entries());
        const expected = lists.map((list) =>
          list.flatMap((each) => ('data' in each ? [each.data] : [])),
        );
        const taken = new Map<string, unknown[]>();
        for (const row of messageRowsOf(session)) {
          const { documentId } = session.connections.get(session.log.connection(row))!;
          const payload = session.log.payload(row);
          const data = payload.state === 'ready' ? payload.data : payload.state;
          taken.set(documentId, [...(taken.get(documentId) ?? []), data]);
        }
        expect([1, 2, 3].map((id) => taken.get(`network-log:${id}`) ?? [])).toEqual(expected);
        expect(session.malformed).toBe(steps.filter(([, data]) => data === null).length);
        expect(session.missing).toBe(0);
      },
    ),
    { numRuns: 100 },
  );
});
