import { describe, expect, test } from 'vitest';
import type { LedgerConnection } from '../../../demo/ledger.ts';
import { compareWithLedger } from '../../../scripts/start/compare.ts';
import type { ExportedConnection } from '../../../scripts/start/har.ts';

const SERVER = 'ws://127.0.0.1:4000';

function accepted(overrides: Partial<LedgerConnection> = {}): LedgerConnection {
  return {
    path: '/echo',
    protocol: '',
    messages: [
      { direction: 'fromPage', binary: false, data: 'hé' },
      { direction: 'toPage', binary: true, data: Buffer.of(1, 2, 3) },
    ],
    close: { code: 1000, reason: 'bye' },
    ...overrides,
  };
}

function exported(overrides: Partial<ExportedConnection> = {}): ExportedConnection {
  return {
    url: `${SERVER}/echo`,
    protocol: '',
    state: 'closed',
    messages: [
      { direction: 'send', time: 1, binary: false, data: 'hé' },
      { direction: 'receive', time: 2, binary: true, data: Buffer.of(1, 2, 3) },
    ],
    close: { code: 1000, reason: 'bye' },
    ...overrides,
  };
}

function compare(mine: ExportedConnection[], truth: LedgerConnection[]): string[] {
  return compareWithLedger(mine, truth, SERVER);
}

describe('what agrees', () => {
  test('the same connection', () => {
    expect(compare([exported()], [accepted()])).toEqual([]);
  });

  test('directions that interleave differently', () => {
    const { messages } = exported();
    expect(compare([exported({ messages: messages.toReversed() })], [accepted()])).toEqual([]);
  });

  test('equal URLs that were accepted in another order', () => {
    const other = { messages: [] };
    const truth = [accepted(), accepted(other)];
    expect(compare([exported(other), exported()], truth)).toEqual([]);
  });

  test('a failed handshake', () => {
    const failed = exported({
      url: 'ws://127.0.0.1:1/closed',
      messages: [],
      close: { code: 1006, reason: '' },
    });
    expect(compare([exported(), failed], [accepted()])).toEqual([]);
  });

  test('an open connection', () => {
    const { close: _mine, ...mine } = exported();
    const { close: _theirs, ...theirs } = accepted();
    expect(compare([mine], [theirs])).toEqual([]);
  });
});

describe('what differs', () => {
  test('a connection that is missing', () => {
    expect(compare([], [accepted()])).toEqual([
      'ws://127.0.0.1:4000/echo: accepted by the server, missing in the export',
    ]);
  });

  test('a lost message', () => {
    const [first] = exported().messages;
    expect(compare([exported({ messages: [first!] })], [accepted()])).toEqual([
      'ws://127.0.0.1:4000/echo: 0 messages received, server counted 1',
    ]);
  });

  test('a message twice', () => {
    const { messages } = exported();
    expect(compare([exported({ messages: [...messages, messages[0]!] })], [accepted()])).toEqual([
      'ws://127.0.0.1:4000/echo: 2 messages sent, server counted 1',
    ]);
  });

  test('one byte', () => {
    const [first, second] = exported().messages;
    const messages = [first!, { ...second!, data: Buffer.of(1, 9, 3) }];
    expect(compare([exported({ messages })], [accepted()])).toEqual([
      'ws://127.0.0.1:4000/echo: message 1 received: 3 B, server has 3 B, first difference at byte 1: 01 09 03 against 01 02 03',
    ]);
  });

  test('a cut message', () => {
    const [first, second] = exported().messages;
    const messages = [{ ...first!, data: 'h' }, second!];
    expect(compare([exported({ messages })], [accepted()])[0]).toContain(
      'message 1 sent: 1 B, server has 3 B, first difference at byte 1',
    );
  });

  test('text for binary', () => {
    const [first, second] = exported().messages;
    const messages = [first!, { ...second!, binary: false, data: '\u0001\u0002\u0003' }];
    expect(compare([exported({ messages })], [accepted()])).toEqual([
      'ws://127.0.0.1:4000/echo: message 1 received: text, server has binary',
    ]);
  });

  test('swapped messages', () => {
    const truth = accepted({
      messages: [
        { direction: 'toPage', binary: false, data: 'a' },
        { direction: 'toPage', binary: false, data: 'b' },
      ],
    });
    const messages = ['b', 'a'].map((data) => ({
      direction: 'receive' as const,
      time: 1,
      binary: false,
      data,
    }));
    expect(compare([exported({ messages })], [truth])).toHaveLength(2);
  });

  test('the close code', () => {
    expect(compare([exported({ close: { code: 1005, reason: '' } })], [accepted()])).toEqual([
      'ws://127.0.0.1:4000/echo: closed with 1005 "", server has closed with 1000 "bye"',
    ]);
  });

  test('a close that was missed', () => {
    const { close: _close, ...open } = exported();
    expect(compare([open], [accepted()])).toEqual([
      'ws://127.0.0.1:4000/echo: open, server has closed with 1000 "bye"',
    ]);
  });

  test('the protocol', () => {
    expect(compare([exported({ protocol: 'chat' })], [accepted()])).toEqual([
      'ws://127.0.0.1:4000/echo: protocol chat, server has none',
    ]);
  });

  test('messages on a connection that no server accepted', () => {
    const url = 'ws://127.0.0.1:1/';
    expect(compare([exported({ url })], [])).toEqual([
      'ws://127.0.0.1:1/: 2 messages exported that no server knows of',
    ]);
  });

  test('more than anyone would read', () => {
    const [first] = accepted().messages;
    const truth = accepted({ messages: Array.from({ length: 9 }, () => first!) });
    const messages = Array.from({ length: 9 }, () => ({
      direction: 'send' as const,
      time: 1,
      binary: false,
      data: 'b',
    }));
    const differences = compare([exported({ messages })], [truth]);
    expect(differences).toHaveLength(6);
    expect(differences.at(-1)).toBe('ws://127.0.0.1:4000/echo: and 4 more differences');
  });
});
