import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { handshakeAsCurl, handshakeAsText } from '../../../lib/formats/handshake-text.ts';
import { fakeHandshake } from '../support/fake-handshake.ts';

const handshake = fakeHandshake({
  url: 'wss://host/path?a=1',
  status: 101,
  reason: 'Switching Protocols',
  httpVersion: 'HTTP/1.1',
  requestHeaders: [
    ['Host', 'host'],
    ['Connection', 'keep-alive'],
    ['Cookie', 'secret'],
  ],
  responseHeaders: [
    ['Set-Cookie', 'secret'],
    ['Upgrade', 'websocket'],
  ],
});

test('both heads as text, without cookies unless they are wanted', () => {
  expect(handshakeAsText(handshake, false)).toBe(
    'GET /path?a=1 HTTP/1.1\nHost: host\nConnection: keep-alive\n\nHTTP/1.1 101 Switching Protocols\nUpgrade: websocket\n',
  );
  expect(handshakeAsText(handshake, true)).toContain('Cookie: secret\n');
});

test('a command that asks for an upgrade, without cookies unless they are wanted', () => {
  const command = handshakeAsCurl(handshake, false);
  expect(command).toContain("'https://host/path?a=1'");
  expect(command).toContain("-H 'Connection: Upgrade'");
  expect(command).toContain("-H 'Upgrade: websocket'");
  expect(command).not.toContain('keep-alive');
  expect(command).not.toContain('secret');
  expect(handshakeAsCurl(handshake, true)).toContain("-H 'Cookie: secret'");
});

test('no header or url gets out of its quotes, says the shell itself', () => {
  const nasty = fc.string({
    unit: fc.constantFrom("'", '"', '\\', '$(x)', '`', '\n', ' ', '!', '&', ';', 'a', 'é'),
    maxLength: 30,
  });
  fc.assert(
    fc.property(nasty, nasty, (value, path) => {
      const command = handshakeAsCurl(
        fakeHandshake({ url: `ws://host/${path}`, requestHeaders: [['X', value]] }),
        false,
      );
      const script = command.replace(/^curl/, 'printf "%s\\n"');
      const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\n');
      expect(words).toContain(`X: ${value.replaceAll('\n', ' ')}`);
      expect(words.at(-2)).toBe(`http://host/${path.replaceAll('\n', ' ')}`);
    }),
    { numRuns: 40 },
  );
});
