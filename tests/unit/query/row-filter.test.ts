import { expect, test } from 'vitest';
import { EventFlag, EventKind } from '../../../lib/protocol/events.ts';
import { LogSubject } from '../../../lib/query/log-subject.ts';
import { parseFilter } from '../../../lib/query/parse-filter.ts';
import { compileRowFilter } from '../../../lib/query/row-filter.ts';
import { MessageLog } from '../../../lib/session/message-log.ts';
import type { RowValues } from '../../../lib/session/row-store.ts';
import { SessionKind } from '../../../lib/session/types.ts';

const NOW = new Date(2026, 10, 20, 12, 0).getTime();
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

const CONNECTIONS = [
  { key: 1, url: 'wss://example.com/Live?room=7', frameId: 0, frameUrl: 'https://example.com/' },
  { key: 2, url: 'ws://localhost/api/users', frameId: 4, frameUrl: 'https://ads.example/frame' },
];

/** A log of these rows, by name, a second apart and the last one second ago. */
function logOf(rows: Record<string, Partial<RowValues>>): MessageLog {
  const log = new MessageLog(() => {});
  const all = Object.values(rows);
  for (const [index, values] of all.entries()) {
    const empty = { flags: 0, seq: 0, byteLength: 0, bufferedBefore: 0, bufferedAfter: 0 };
    const time = NOW - (all.length - index) * 1000;
    log.append({
      ...empty,
      time,
      kind: 0,
      connection: 1,
      payload: null,
      detail: undefined,
      ...values,
    });
  }
  return log;
}

/** Names of the rows that pass a filter. */
function passing(text: string, connection: number | null = null, rows = ROWS): string[] {
  const log = logOf(rows);
  const subject = new LogSubject(log, (key) => CONNECTIONS.find((each) => each.key === key));
  const node = parseFilter(text);
  const matches = compileRowFilter({ connection, filters: node ? [node] : [] }, log, subject, NOW);
  const names = Object.keys(rows);
  expect(matches(names.length)).toBe(false);
  return names.filter((_, row) => matches(row));
}

const at = (hours: number, minutes: number, seconds = 0, milliseconds = 0): number =>
  new Date(2026, 10, 20, hours, minutes, seconds, milliseconds).getTime();

const receive = (payload: string | Uint8Array) => ({ kind: EventKind.Receive, payload });

const beats = (payload: string, times: number[], kind: number = EventKind.Send) =>
  times.map((time, index) => [`${payload} ${index}`, { kind, payload, time }] as const);

test('without any narrowing all rows pass, except those that were taken out', () => {
  expect(passing('')).toEqual(Object.keys(ROWS));
});

test('of one connection, with the gaps that concern it', () => {
  expect(passing('', 2)).toEqual(['other', 'gaps', 'gapOfNobody', 'gapOfOthers']);
  expect(passing('', 3)).toEqual(['gapOfNobody', 'gapOfOthers']);
  expect(passing('', 1)).not.toContain('gapOfOthers');
  expect(passing('', 1)).not.toContain('diagnostic');
});

test('by direction', () => {
  expect(passing('dir:send')).toEqual(['text', 'discarded', 'threw']);
  expect(passing('dir:receive')).toEqual(['answer', 'bytes', 'other']);
});

test('by kind', () => {
  expect(passing('kind:text')).toEqual(['text', 'answer', 'other', 'discarded', 'threw']);
  expect(passing('kind:binary')).toEqual(['bytes']);
  expect(passing('kind:lifecycle')).toEqual(Object.keys(ROWS).slice(6));
  expect(passing('kind:error')).toEqual([
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
  expect(passing('HELLO')).toEqual(['text', 'answer', 'bytes']);
  expect(passing('  "hello b" ')).toEqual(['answer']);
  expect(passing('ws://x')).toEqual(['construct']);
});

test('by a regular expression with its own flags', () => {
  expect(passing('/hello/')).toEqual(['answer', 'bytes']);
  expect(passing('/^hello$/i')).toEqual(['text', 'bytes']);
});

test('several narrowings at once', () => {
  expect(passing('hello dir:receive kind:binary')).toEqual(['bytes']);
});

test('by and, or, not and parentheses', () => {
  expect(passing('hello -back')).toEqual(['text', 'bytes']);
  expect(passing('back or late')).toEqual(['answer', 'discarded']);
  expect(passing('dir:send and (hello or late) and not is:discarded')).toEqual(['text']);
  expect(passing('dir:receive hello or code:1006')).toEqual(['answer', 'bytes', 'cut']);
});

test('by lifecycle, code and what went wrong', () => {
  expect(passing('kind:new|open')).toEqual(['construct', 'failed']);
  expect(passing('code:1000')).toEqual(['closeCall', 'closed']);
  expect(passing('code:1001..4999')).toEqual(['cut']);
  expect(passing('code<1000')).toEqual(['badCall']);
  expect(passing('code!=1006 kind:close')).toEqual(['closeCall', 'badCall', 'closed']);
  expect(passing('is:discarded')).toEqual(['discarded']);
});

test('by connection and frame', () => {
  expect(passing('conn:2')).toEqual(['other']);
  expect(passing('conn:USERS')).toEqual(['other']);
  expect(passing('url:/api/users dir:receive')).toEqual(['other']);
  expect(passing('url:/^wss:/ dir:receive')).toEqual(['answer', 'bytes']);
  expect(passing('frame:top dir:receive')).toEqual(['answer', 'bytes']);
  expect(passing('frame:4|nowhere')).toEqual(['other']);
  expect(passing('frame:ads.example')).toEqual(['other']);
  expect(passing('conn:/room=\\d/ dir:send')).toEqual(['text', 'discarded', 'threw']);
});

test('by size, of messages only', () => {
  const rows = {
    small: { kind: EventKind.Send, byteLength: 999 },
    large: { kind: EventKind.Receive, byteLength: 10_001 },
    open: { kind: EventKind.Open },
  };
  expect(passing('size<1kB', null, rows)).toEqual(['small']);
  expect(passing('size > 10kB', null, rows)).toEqual(['large']);
  expect(passing('size:0..1k', null, rows)).toEqual(['small']);
});

test('by time: of the clock, and before now', () => {
  const rows = {
    yesterday: { kind: EventKind.Open, time: at(-1, 30) },
    before: { kind: EventKind.Open, time: at(11, 29, 59, 999.9) },
    start: { kind: EventKind.Open, time: at(11, 30) },
    inside: { kind: EventKind.Open, time: at(11, 30, 20, 250.5) },
    after: { kind: EventKind.Open, time: at(11, 31) },
    late: { kind: EventKind.Open, time: at(11, 59, 30) },
  };
  expect(passing('time:11:30', null, rows)).toEqual(['start', 'inside']);
  expect(passing('time>11:30', null, rows)).toEqual(['after', 'late']);
  expect(passing('time>=11:30 time<11:31', null, rows)).toEqual(['start', 'inside']);
  expect(passing('time<=11:30', null, rows)).toEqual(['yesterday', 'before', 'start', 'inside']);
  expect(passing('time:11:30:20.250', null, rows)).toEqual(['inside']);
  expect(passing('time:11:29:59..11:30:20', null, rows)).toEqual(['before', 'start', 'inside']);
  expect(passing('time:11:31..17:00', null, rows)).toEqual(['after', 'late']);
  expect(passing('time>-1m', null, rows)).toEqual(['late']);
  expect(passing('time:23:30', null, rows)).toEqual(['yesterday']);
  expect(passing('time<12:40', null, rows)).toEqual(Object.keys(rows));
  expect(passing('time<2026-11-20T00:00', null, rows)).toEqual(['yesterday']);
});

test('by the time since the row before of the same connection', () => {
  const rows = {
    first: { kind: EventKind.Open, time: 0 },
    other: { kind: EventKind.Receive, time: 990, connection: 2 },
    soon: { kind: EventKind.Send, time: 1000 },
    late: { kind: EventKind.Receive, time: 2500 },
    close: {
      kind: EventKind.Close,
      time: 2500,
      detail: { code: 1000, reason: '', wasClean: true },
    },
  };
  expect(passing('delta>=1s', null, rows)).toEqual(['soon', 'late']);
  expect(passing('delta:0ms..1200', null, rows)).toEqual(['soon', 'close']);
});

test('by the message’s own label', () => {
  const rows = {
    type: receive('{"id":1,"type":"Price"}'),
    event: receive(' {"event":"price","data":{"type":"x"}}'),
    both: receive('{"event":"x","type":"price"}'),
    array: receive('["price",{"type":"x"}]'),
    bytes: receive(new TextEncoder().encode('{"op":10}')),
    nested: receive('{"data":{"type":"price"}}'),
    text: receive('price'),
  };
  expect(passing('event:price', null, rows)).toEqual(['type', 'event', 'both', 'array']);
  expect(passing('event:/^pr/', null, rows)).toEqual(['event', 'both', 'array']);
  expect(passing('event:10|x', null, rows)).toEqual(['bytes']);
});

test('by what a path leads to', () => {
  const rows = {
    seven: receive('{"user":{"id":7,"name":"Ann B"},"tags":["a","b"],"price":"101.5"}'),
    text: receive('{"user":{"id":"7","name":null},"tags":[]}'),
    deep: receive('{"x":[[{"y":{"a b":true}}]]}'),
    none: receive('plain 7'),
    cut: receive('{"user":{"id":7},"rest":"…'),
  };
  const where = (text: string): string[] => passing(text, null, rows);
  expect(where('json:$.user.id = 7')).toEqual(['seven', 'text', 'cut']);
  expect(where('json:user.id="7"')).toEqual(['text']);
  expect(where('json:$.user.id!=7')).toEqual([]);
  expect(where('json:$.user.name')).toEqual(['seven', 'text']);
  expect(where('json:$.user.name != null')).toEqual(['seven']);
  expect(where('json:$.user.name = "Ann B"')).toEqual(['seven']);
  expect(where('json:$["user"][\'name\'] = /^ann/i')).toEqual(['seven']);
  expect(where('json:tags[*] = b')).toEqual(['seven']);
  expect(where('json:tags[1]')).toEqual(['seven']);
  expect(where('json:price>100')).toEqual(['seven']);
  expect(where('json:price>=101.6')).toEqual([]);
  expect(where('json:x[*][0].y["a b"] = true')).toEqual(['deep']);
  expect(where('json:$ = 7')).toEqual([]);
});

test('numbers are compared by all of their digits', () => {
  const rows = {
    big: receive('{"id":9007199254740993}'),
    next: receive('{"id":9007199254740992}'),
    text: receive('{"id":"9007199254740993"}'),
    huge: receive('{"id":1e400}'),
    huger: receive('{"id":1e401}'),
    zeros: receive('{"id":9007199254740993.0}'),
  };
  const where = (text: string): string[] => passing(text, null, rows);
  expect(where('json:id = 9007199254740993')).toEqual(['big', 'text', 'zeros']);
  expect(where('json:id > 9007199254740992')).toEqual(['big', 'text', 'huge', 'huger', 'zeros']);
  expect(where('json:id <= 9007199254740992')).toEqual(['next']);
  expect(where('json:id = 1e400')).toEqual(['huge']);
  expect(where('json:id = 10e399')).toEqual(['huge']);
  expect(where('json:id > 1e400')).toEqual(['huger']);
  expect(where('json:id = /^1e/')).toEqual(['huge', 'huger']);
});

test('heartbeats say so, or come at a regular pace', () => {
  const all = [
    ...beats('ping', [0, 30_000, 60_000, 60_100]),
    ...beats('{"type":"KeepAlive"}', [1]),
    ...beats('2', [0, 25_000, 50_000, 75_100, 76_000]),
    ...beats('pong', [10], EventKind.Open),
    ...beats('shipping', [10]),
    ...beats(`{"type":"ping","data":"${'x'.repeat(300)}"}`, [10]),
  ];
  const rows = Object.fromEntries(
    all
      .map(([name, row]) => [name, { ...row, byteLength: row.payload.length }] as const)
      .sort(([, one], [, other]) => one.time - other.time),
  );
  expect(passing('is:heartbeat', null, rows).toSorted()).toEqual([
    '2 2',
    '2 3',
    'ping 0',
    'ping 1',
    'ping 2',
    '{"type":"KeepAlive"} 0',
  ]);
});
