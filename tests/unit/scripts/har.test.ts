import { expect, test } from 'vitest';
import { parseHar } from '../../../scripts/start/har.ts';

function har(...entries: object[]): string {
  return JSON.stringify({ log: { version: '1.2', entries } });
}

test('reads text, binary, close and protocol', () => {
  const text = har({
    _resourceType: 'websocket',
    request: { url: 'ws://127.0.0.1/x' },
    response: { headers: [{ name: 'sec-websocket-protocol', value: 'chat' }] },
    _webSocketMessages: [
      { type: 'send', time: 1.5, opcode: 1, data: 'ü' },
      { type: 'receive', time: 2, opcode: 2, data: 'AP8=' },
      { type: 'error', time: 3, opcode: -1, data: 'broken' },
    ],
    _webSocketClose: { code: 4001, reason: 'expired', timestamp: 4 },
  });
  const [connection] = parseHar(text);
  expect(connection).toMatchObject({
    url: 'ws://127.0.0.1/x',
    protocol: 'chat',
    state: '',
    messages: [
      { direction: 'send', time: 1.5, binary: false, data: 'ü' },
      { direction: 'receive', time: 2, binary: true, data: Buffer.of(0, 255) },
    ],
    close: { code: 4001, reason: 'expired' },
  });
});

test('prefers what Sockscope says itself', () => {
  const text = har({
    _resourceType: 'websocket',
    request: { url: 'ws://127.0.0.1/x' },
    _sockscope: { protocol: 'graphql-transport-ws', state: 'open' },
  });
  expect(parseHar(text)[0]).toMatchObject({
    protocol: 'graphql-transport-ws',
    state: 'open',
    messages: [],
  });
});

test('leaves other requests out', () => {
  expect(parseHar(har({ _resourceType: 'document', request: { url: 'http://a/' } }))).toEqual([]);
});

test('an aborted connection has no code', () => {
  const text = har({
    _resourceType: 'websocket',
    request: { url: 'ws://a/' },
    _webSocketClose: 'aborted',
  });
  expect(parseHar(text)[0]?.close).toEqual({ reason: '' });
});

test.each(['{}', '{"log":{"version":"1.1","entries":[]}}', '[]'])('rejects %s', (text) => {
  expect(() => parseHar(text)).toThrow('no HAR 1.2');
});
