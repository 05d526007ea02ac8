import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { harMessage, harSocket, harSockets } from '../../../lib/session/har-entry.ts';
import { har, harEntry } from '../support/har-entries.ts';

test('an entry of a WebSocket is read', () => {
  const entry = harEntry({ protocols: 'a, b', protocol: 'b', messages: [{}], startedAt: 1234 });
  expect(harSocket(entry, 0)).toEqual({
    id: '1234 key ws://server/',
    url: 'ws://server/',
    startedAt: 1234,
    wait: 20,
    status: 101,
    protocols: ['a', 'b'],
    protocol: 'b',
    extensions: '',
    scripts: ['http://page/worker.js'],
    inDocument: false,
    messages: [{}],
  });
});

const inDocument = (answer: object) => harSockets(answer, 1)[0]?.inDocument;

test('whether a socket is a worker’s is known only where DevTools saw the page begin', () => {
  expect(inDocument(har(harEntry()))).toBe(false);
  expect(inDocument(har(harEntry({ inDocument: true })))).toBe(true);
  expect(inDocument(har(harEntry({ startedAt: 400 })))).toBe(true);
  expect(inDocument({ ...har(harEntry()), pages: [] })).toBe(true);
});

test('what is no WebSocket, or not yet on its way, is passed over', () => {
  const page = { ...harEntry(), _resourceType: 'document' };
  const early = harEntry({ key: '' });
  const timeless = { ...harEntry(), startedDateTime: 'soon' };
  expect(harSockets(har(page, null, early, 7, timeless, harEntry()), 10)).toHaveLength(1);
});

test('no more are read than asked for', () => {
  expect(harSockets(har(harEntry(), harEntry(), harEntry()), 2)).toHaveLength(2);
});

test('bytes are read from Base64, and damaged ones are none', () => {
  const binary = { type: 'receive', time: 1.5, opcode: 2, data: 'AP+A' };
  expect(harMessage(binary)).toEqual({
    type: 'receive',
    time: 1500,
    data: new Uint8Array([0, 255, 128]).buffer,
  });
  expect(harMessage({ ...binary, data: '?' })).toMatchObject({ data: null });
});

test('bytes of any kind survive', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const data = Buffer.from(bytes).toString('base64');
      const message = harMessage({ type: 'send', time: 1, opcode: 2, data });
      expect(new Uint8Array(message?.data as ArrayBuffer)).toEqual(bytes);
    }),
  );
});

/** Anything, or the real thing with a member or all of them replaced by anything. */
function anyOf(real: object): fc.Arbitrary<unknown> {
  const names = Object.keys(real);
  const others = Object.fromEntries(names.map((name) => [name, fc.anything()]));
  return fc.oneof(
    fc.anything(),
    fc.record(others, { requiredKeys: [] }),
    fc
      .tuple(fc.constantFrom(...names), fc.anything())
      .map(([name, value]) => Object.assign({}, real, { [name]: value })),
  );
}

test('nothing that comes instead of an answer throws', () => {
  fc.assert(
    fc.property(anyOf(harEntry()), (entry) => {
      const socket = harSocket(entry, 0);
      if (socket) {
        expect(typeof socket.url).toBe('string');
        expect(Number.isFinite(socket.startedAt + socket.wait)).toBe(true);
      }
      expect(harSockets(entry, 10)).toEqual([]);
      expect(harSockets({ ...har(), entries: [entry] }, 10)).toEqual(socket ? [socket] : []);
    }),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(anyOf({ type: 'send', time: 1, opcode: 2, data: '' }), (value) => {
      const message = harMessage(value);
      if (message) expect(Number.isFinite(message.time)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
