import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  boundHeaders,
  handshakeKey,
  isHandshake,
  isHandshakeKey,
  MAX_HANDSHAKE_URL,
  MAX_HEADERS,
} from '../../../lib/protocol/handshake.ts';
import { loggedHandshakes } from '../../../lib/protocol/network-log.ts';
import { fakeHandshake } from '../support/fake-handshake.ts';

test('a handshake is one only with each of its fields, of the right type and size', () => {
  const good = fakeHandshake({ requestHeaders: [['a', 'b']] });
  expect(isHandshake(good)).toBe(true);
  for (const name of Object.keys(good)) {
    expect(isHandshake({ ...good, [name]: undefined })).toBe(false);
    expect(isHandshake({ ...good, [name]: {} })).toBe(false);
  }
  for (const bad of [
    { url: 'x'.repeat(MAX_HANDSHAKE_URL + 1) },
    { requestHeaders: [['a']] },
    { requestHeaders: [['a', 1]] },
    { requestHeaders: Array.from({ length: MAX_HEADERS + 1 }, () => ['a', 'b']) },
    { responseHeaders: [['a', 'x'.repeat(20_000)]] },
    { startedAt: Number.NaN },
    { status: -1 },
    { error: 'x'.repeat(1000) },
  ])
    expect(isHandshake({ ...good, ...bad })).toBe(false);
});

test('nothing makes the guards throw', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(typeof isHandshake(value)).toBe('boolean');
      expect(Array.isArray(loggedHandshakes(value))).toBe(true);
      expect(Array.isArray(loggedHandshakes({ entries: [value, { _resourceType: value }] }))).toBe(
        true,
      );
    }),
  );
});

test('keys tell tabs apart', () => {
  const key = handshakeKey({ tabId: 1, id: 23 });
  expect(isHandshakeKey(key)).toBe(true);
  expect(isHandshakeKey(key, 1)).toBe(true);
  expect(isHandshakeKey(key, 12)).toBe(false);
  expect(isHandshakeKey(handshakeKey({ tabId: 12, id: 3 }), 1)).toBe(false);
  expect(isHandshakeKey('settings')).toBe(false);
});

test('headers are kept from the first on, as many as fit', () => {
  const long = 'x'.repeat(10_000);
  const { kept, leftOut } = boundHeaders([
    ['a', long],
    ['b', long],
    ['c', ''],
  ]);
  expect(kept).toEqual([['a', long]]);
  expect(leftOut).toBe(2);
});

test('the Network log gives its handshakes, and nothing else of it', () => {
  const entry = {
    _resourceType: 'websocket',
    pageref: 'page_1',
    startedDateTime: '2026-01-01T00:00:00.500Z',
    request: {
      url: 'ws://host/',
      headers: [{ name: 'a', value: 'b' }, { name: 'no value' }, null],
    },
    response: { headers: 'none' },
  };
  const har = { entries: [{ ...entry, _resourceType: 'fetch' }, entry, { ...entry, request: {} }] };
  expect(loggedHandshakes(har)).toEqual([
    {
      url: 'ws://host/',
      startedAt: Date.UTC(2026, 0, 1) + 500,
      requestHeaders: [['a', 'b']],
      responseHeaders: [],
      inDocument: true,
    },
  ]);
});
