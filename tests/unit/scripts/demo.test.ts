import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startDemo } from '../../../demo/servers.ts';
import type { Demo } from '../../../demo/servers.ts';

let demo: Demo;

beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo.close());

function connect(path: string, protocols: string[] = []): WebSocket {
  return new WebSocket(`${demo.socketUrl}${path}`, protocols);
}

function ledgerOf(path: string) {
  return demo.ledger.connections.find((connection) => connection.path === path)!;
}

test('the ledger has what went both ways, and the close', async () => {
  const socket = connect('/echo?ledger');
  await once(socket, 'open');
  for (const data of ['hé', Buffer.of(0, 255)]) {
    socket.send(data);
    await once(socket, 'message');
  }
  socket.close(4000, 'enough');
  await once(socket, 'close');
  expect(ledgerOf('/echo?ledger')).toEqual({
    path: '/echo?ledger',
    protocol: '',
    messages: [
      { direction: 'fromPage', binary: false, data: 'hé' },
      { direction: 'toPage', binary: false, data: 'hé' },
      { direction: 'fromPage', binary: true, data: Buffer.of(0, 255) },
      { direction: 'toPage', binary: true, data: Buffer.of(0, 255) },
    ],
    close: { code: 4000, reason: 'enough' },
  });
});

test.each(['text', 'binary'])('a %s flood numbers its messages', async (kind) => {
  const socket = connect(`/flood?count=500&size=64&kind=${kind}`);
  const indexes: number[] = [];
  await new Promise<void>((done) =>
    socket.on('message', (data: Buffer) => {
      indexes.push(kind === 'text' ? Number.parseInt(`${data}`, 10) : data.readUInt32BE());
      expect(data).toHaveLength(64);
      if (indexes.length === 500) done();
    }),
  );
  expect(indexes).toEqual(Array.from({ length: 500 }, (_value, index) => index));
  expect(ledgerOf(`/flood?count=500&size=64&kind=${kind}`).messages).toHaveLength(500);
  socket.terminate();
});

test('a server close has its code and reason', async () => {
  const [code, reason] = await once(connect('/close?code=4001&reason=So%20long'), 'close');
  expect([code, `${reason}`]).toEqual([4001, 'So long']);
});

test('a dropped connection has no close frame', async () => {
  const [code] = await once(connect('/drop'), 'close');
  expect(code).toBe(1006);
});

test('the last protocol asked for is negotiated', async () => {
  const socket = connect('/subprotocol', ['one', 'two']);
  await once(socket, 'open');
  expect(socket.protocol).toBe('two');
  socket.terminate();
});

test.each([
  ['/refuse?status=401', 401],
  ['/nowhere', 404],
])('%s is refused with %i', async (path, status) => {
  const [, response] = await once(connect(path), 'unexpected-response');
  expect(response.statusCode).toBe(status);
});

test('the demo page is served with its script', async () => {
  const page = await (await fetch(demo.url)).text();
  expect(page).toContain(demo.closedUrl);
  const script = await fetch(new URL('demo.js', demo.url));
  expect(script.headers.get('content-type')).toContain('javascript');
});
