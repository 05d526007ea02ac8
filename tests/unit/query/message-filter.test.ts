import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventFlag, EventKind } from '../../../lib/protocol/events.ts';
import { compileFilter } from '../../../lib/query/message-filter.ts';
import { compileText } from '../../../lib/query/text-pattern.ts';
import type { TextPattern } from '../../../lib/query/text-pattern.ts';
import type { FilterSpec } from '../../../lib/query/message-filter.ts';
import { MessageLog } from '../../../lib/session/message-log.ts';
import type { RowValues } from '../../../lib/session/row-store.ts';
import { SessionKind } from '../../../lib/session/types.ts';

const ALL: FilterSpec = { connection: null, direction: 'all', kind: 'all', text: '' };
const { Binary, Discarded } = EventFlag;
const fine = { errorName: '', errorMessage: '' };
const thrown = { errorName: 'SyntaxError', errorMessage: 'bad' };
const gap = (keys: number[]): object => ({
  reason: 'history',
  messages: keys.length,
  connections: new Map(keys.map((key) => [key, 1])),
});

const ROWS: Record<string, Partial<RowValues>> = {
  text: { kind: EventKind.Send, payload: 'Hello' },
  answer: { kind: EventKind.Receive, payload: 'hello back' },
  bytes: { kind: EventKind.Receive, flags: Binary, payload: new TextEncoder().encode('hello') },
  other: { kind: EventKind.Receive, connection: 2, payload: 'of the other' },
  discarded: { kind: EventKind.Send, flags: Discarded, payload: 'late' },
  threw: { kind: EventKind.SendThrew, payload: 'early', detail: { data: 'early', ...thrown } },
  construct: { kind: EventKind.Construct, detail: { url: 'ws://x/', protocols: [], stack: '' } },
  failed: {
    kind: EventKind.ConstructFailed,
    detail: { url: 'ws:', protocols: [], stack: '', ...thrown },
  },
  closeCall: { kind: EventKind.CloseCall, detail: { code: 1000, reason: null, ...fine } },
  badCall: { kind: EventKind.CloseCall, detail: { code: 5, reason: null, ...thrown } },
  closed: { kind: EventKind.Close, detail: { code: 1000, reason: '', wasClean: true } },
  cut: { kind: EventKind.Close, detail: { code: 1006, reason: '', wasClean: false } },
  error: { kind: EventKind.Error },
  diagnostic: { kind: EventKind.Diagnostic, connection: 0, detail: 'oops' },
  gap: { kind: SessionKind.Gap, detail: gap([1]) },
  gaps: { kind: SessionKind.Gap, connection: 0, detail: gap([1, 2]) },
  gapOfNobody: { kind: SessionKind.Gap, connection: 0, detail: gap([0]) },
  gapOfOthers: { kind: SessionKind.Gap, connection: 0, detail: gap([2, 3]) },
};

/** Names of the rows that pass. */
function passing(change: Partial<FilterSpec>): string[] {
  const log = new MessageLog(() => {});
  const names = Object.entries(ROWS).map(([name, values]) => {
    const empty = { flags: 0, time: 0, seq: 0, byteLength: 0, bufferedBefore: 0, bufferedAfter: 0 };
    const row = { ...empty, kind: 0, connection: 1, payload: null, detail: undefined };
    log.append({ ...row, ...values });
    return name;
  });
  const matches = compileFilter({ ...ALL, ...change }, log);
  expect(matches(names.length)).toBe(false);
  return names.filter((_, row) => matches(row));
}

test('without any narrowing all rows pass, except those that were taken out', () => {
  expect(passing({})).toEqual(Object.keys(ROWS));
  const log = new MessageLog(() => {});
  expect(compileFilter(ALL, log)(0)).toBe(false);
});

test('of one connection, with the gaps that concern it', () => {
  expect(passing({ connection: 2 })).toEqual(['other', 'gaps', 'gapOfNobody', 'gapOfOthers']);
  expect(passing({ connection: 3 })).toEqual(['gapOfNobody', 'gapOfOthers']);
  expect(passing({ connection: 1 })).not.toContain('gapOfOthers');
  expect(passing({ connection: 1 })).not.toContain('diagnostic');
});

test('by direction', () => {
  expect(passing({ direction: 'send' })).toEqual(['text', 'discarded', 'threw']);
  expect(passing({ direction: 'receive' })).toEqual(['answer', 'bytes', 'other']);
});

test('by kind', () => {
  expect(passing({ kind: 'text' })).toEqual(['text', 'answer', 'other', 'discarded', 'threw']);
  expect(passing({ kind: 'binary' })).toEqual(['bytes']);
  expect(passing({ kind: 'lifecycle' })).toEqual(Object.keys(ROWS).slice(6));
  expect(passing({ kind: 'error' })).toEqual([
    'discarded',
    'threw',
    'failed',
    'badCall',
    'cut',
    'error',
    'diagnostic',
    'gap',
    'gaps',
    'gapOfNobody',
    'gapOfOthers',
  ]);
});

test('by words, in any case, in text and in bytes', () => {
  expect(passing({ text: 'HELLO' })).toEqual(['text', 'answer', 'bytes']);
  expect(passing({ text: '  hello b ' })).toEqual(['answer']);
  expect(passing({ text: 'ws://x' })).toEqual(['construct']);
});

test('by a regular expression with its own flags', () => {
  expect(passing({ text: '/hello/' })).toEqual(['answer', 'bytes']);
  expect(passing({ text: '/^hello$/i' })).toEqual(['text', 'bytes']);
});

test('several narrowings at once', () => {
  expect(passing({ text: 'hello', direction: 'receive', kind: 'binary' })).toEqual(['bytes']);
});

test('words are found as they are written', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => {
    const trimmed = value.trim();
    return trimmed !== '' && !/^\/.+\//s.test(trimmed);
  });
  fc.assert(
    fc.property(text, fc.string(), fc.string(), (value, before, after) => {
      const pattern = compileText(value);
      expect(pattern?.test(before + value.trim() + after)).toBe(true);
      expect(pattern?.test('')).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test.each(['', ' ', '\t\n'])('%j matches all', (text) => {
  expect(compileText(text)).toBeNull();
});

test('global and sticky expressions remember nothing', () => {
  for (const text of ['/a/g', '/a/y', '/a/gy']) {
    const pattern = compileText(text) as TextPattern;
    expect([pattern.test('a'), pattern.test('a'), pattern.test('a')]).toEqual([true, true, true]);
  }
});

test('what a page sends cannot make an expression last for ever', () => {
  const pattern = compileText('/^(a+)+$/');
  expect(pattern?.test(`${'a'.repeat(50_000)}!`)).toBe(false);
  expect(pattern?.test('a'.repeat(50_000))).toBe(true);
});

test.each([
  ['/caf\\u00e9/', 'un café', true],
  ['/^b$/m', 'a\nb\nc', true],
  ['/^b$/', 'a\nb\nc', false],
  ['/a.c/s', 'a\nc', true],
  ['/A\\d{2,3}/i', 'xa123', true],
  ['/(?<year>\\d{4})-/', '2026-11', true],
  ['/[^\\x00-\\x7f]/', 'plain', false],
  ['/\\bword\\b/', 'a word.', true],
])('%s in %j', (text, subject, found) => {
  expect(compileText(text)?.test(subject)).toBe(found);
});

test.each(['/(?=a)b/', '/(a)\\1/', '/(/', '/a/uv', '/[/', '/a/ii', '/(?<n>a)(?<n>b)/'])(
  '%s is an error for the user',
  (text) => {
    expect(() => compileFilter({ ...ALL, text }, new MessageLog(() => {}))).toThrow(SyntaxError);
  },
);

test.each(['/api/users', '/topic/news', '/', '//'])(
  'the path %s is looked for as it is',
  (text) => {
    expect(compileText(text)?.test(`GET ${text} HTTP`)).toBe(true);
  },
);
