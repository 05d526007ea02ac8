import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventKind } from '../../../lib/protocol/events.ts';
import {
  isCommandReply,
  isEventBatch,
  isHookReport,
  isPanelMessage,
  isPayloadOf,
  isPong,
  isRelayMessage,
  isToPanel,
  isToRelay,
} from '../../../lib/protocol/guards.ts';
import { batchOf } from '../support/batch-of.ts';

const GUARDS = {
  isCommandReply,
  isEventBatch,
  isHookReport,
  isPanelMessage,
  isPong,
  isRelayMessage,
  isToPanel,
  isToRelay,
} satisfies Record<string, (value: unknown) => boolean>;

const batch = batchOf([{ Kind: EventKind.Send, payload: 'x' }]);
const reply = { type: 'reply', subscriber: 's', id: 1, error: '' };
const info = { documentId: 'd', frameId: 0, url: 'http://page/', timeOrigin: 1.5 };
const commands = [
  { type: 'subscribe', subscriber: 's', from: 1 },
  { type: 'suspend', subscriber: 's' },
  { type: 'unsubscribe', subscriber: 's' },
  { type: 'acknowledge', subscriber: 's', seq: 1 },
  { type: 'send', subscriber: 's', id: 1, connection: 1, data: 'text' },
  { type: 'deliver', subscriber: 's', id: 1, connection: 1, data: new ArrayBuffer(1) },
  { type: 'close', subscriber: 's', id: 1, connection: 1, code: 1000, reason: 'r' },
  { type: 'end', subscriber: 's', id: 1, connection: 1, code: 1006, reason: 'r', failed: false },
  { type: 'open', subscriber: 's', id: 1, url: 'ws://page/', protocols: ['p'] },
];
const unsigned = [{ type: 'settle' }, { type: 'remove' }, { type: 'bound', events: 0, bytes: 1 }];
const attach = { type: 'attach', tabId: 1, subscriber: 's', documents: [] };

/** Good messages of each guard; each listed field is needed and has one of few types. */
const GOOD: Record<keyof typeof GUARDS, object[]> = {
  isCommandReply: [reply],
  isEventBatch: [batch],
  isHookReport: [{ type: 'batch' }, { type: 'reply' }, { type: 'activity' }],
  isPanelMessage: [
    attach,
    { type: 'navigated' },
    { type: 'wake' },
    ...[...commands, ...unsigned].map((command) => ({ type: 'command', documentId: 'd', command })),
  ],
  isPong: [{ documentId: 'd', timeOrigin: 1.5 }],
  isRelayMessage: [
    { type: 'hello', documentId: 'd', url: 'http://page/', timeOrigin: 1.5 },
    { type: 'batch', subscriber: 's' },
    { type: 'reply', subscriber: 's' },
  ],
  isToPanel: [
    { type: 'document', document: info },
    { type: 'gone', documentId: 'd' },
    { type: 'navigated', timeOrigin: 1.5 },
    { type: 'navigated', timeOrigin: null },
    { type: 'observed', observed: false },
    { type: 'report', documentId: 'd', report: {} },
  ],
  isToRelay: [
    { type: 'idle' },
    ...[...commands, ...unsigned].map((command) => ({ type: 'command', command })),
  ],
};

/** Fields of a batch that no reader relies on. */
const UNCHECKED = new Set(['longest']);
const CASES = Object.entries(GOOD).flatMap(([name, values]) =>
  values.map((value) => [name as keyof typeof GUARDS, value as Record<string, unknown>] as const),
);

/** Anything that a structured clone can bring. */
const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withSparseArray: true,
  withTypedArray: true,
});

/** Whether the other value is of the same type, so that it may be good, too. */
const isAlike = (value: unknown, good: unknown): boolean =>
  (typeof value === 'boolean' && typeof good === 'boolean') ||
  (Array.isArray(value) && Array.isArray(good));

test.each(CASES)('%s takes what is meant for it', (name, value) => {
  expect(GUARDS[name](value)).toBe(true);
  expect(GUARDS[name](Object.assign(Object.create(null), value))).toBe(true);
});

test.each(CASES)('%s rejects it with any field of another type, or without it', (name, value) => {
  for (const field of Object.keys(value)) {
    if (UNCHECKED.has(field)) continue;
    for (const bad of [undefined, true, NaN, Infinity, -Infinity, Symbol('x'), () => {}])
      if (!isAlike(bad, value[field]) && GUARDS[name]({ ...value, [field]: bad }))
        expect.fail(`${field}: ${String(bad)}`);
  }
});

test.each([...commands, ...unsigned])(
  'a command %o is rejected with any field of another type',
  (command) => {
    for (const field of Object.keys(command))
      for (const bad of [undefined, true, NaN, Infinity, {}, [], 5n]) {
        if (isAlike(bad, command[field as keyof typeof command])) continue;
        const forged = { ...command, [field]: bad };
        if (isToRelay({ type: 'command', command: forged }))
          expect.fail(`${field}: ${String(bad)}`);
        if (isPanelMessage({ type: 'command', documentId: 'd', command: forged }))
          expect.fail(`${field}: ${String(bad)}`);
      }
  },
);

test.each([-1, 1.5, 2 ** 53, NaN, '1', null])('%o is no count', (bad) => {
  expect(isEventBatch({ ...batch, after: bad })).toBe(false);
  for (const command of [
    { type: 'acknowledge', subscriber: 's', seq: bad },
    { type: 'subscribe', subscriber: 's', from: bad },
  ])
    expect(isToRelay({ type: 'command', command })).toBe(false);
  expect(isCommandReply({ ...reply, id: bad })).toBe(false);
  expect(isPanelMessage({ ...attach, tabId: bad })).toBe(false);
  expect(isPanelMessage({ ...attach, documents: [{ documentId: 'd', frameId: bad }] })).toBe(false);
  expect(isToPanel({ type: 'document', document: { ...info, frameId: bad } })).toBe(false);
});

const accepted = (value: unknown): string[] =>
  Object.entries(GUARDS).flatMap(([name, guard]) => (guard(value) ? [name] : []));

test('no guard throws, and none takes what is not for it', () => {
  fc.assert(
    fc.property(anything, (value) => {
      expect(accepted(value)).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('no guard throws on a known type with anything in its fields', () => {
  const types = ['batch', 'reply', 'activity', 'hello', 'idle', 'command', 'attach', 'document'];
  const fields = Object.fromEntries(
    Object.values(GOOD)
      .flatMap((values) => values.flatMap((value) => Object.keys(value)))
      .map((field) => [field, anything]),
  );
  const command = fc.record(
    {
      ...Object.fromEntries(commands.flatMap(Object.keys).map((field) => [field, anything])),
      type: fc.constantFrom(...commands.map(({ type }) => type), 'remove', 'suspend', 'other'),
    },
    { requiredKeys: ['type'] },
  );
  const message = fc.record(
    {
      ...fields,
      command: fc.oneof(command, anything),
      documents: fc.oneof(fc.array(anything), anything),
      type: fc.constantFrom(...types, 'gone', 'report', 'navigated', 'unknown'),
    },
    { requiredKeys: ['type'], noNullPrototype: false },
  );
  fc.assert(
    fc.property(message, (value) => {
      for (const guard of Object.values(GUARDS)) expect(guard(value)).toBeTypeOf('boolean');
    }),
    { numRuns: 1000 },
  );
});

test.each<[string, object]>([
  ['fewer numbers than payloads', { numbers: batch.numbers.subarray(1) }],
  ['more numbers than payloads', { payloads: [] }],
  ['numbers in a plain array', { numbers: [...batch.numbers] }],
  ['numbers of another width', { numbers: new Float32Array(batch.numbers) }],
  ['payloads that only look like an array', { payloads: { length: 1, 0: 'x' } }],
  ['an odd list of released messages', { released: new Float64Array(3) }],
  ['a huge list of released messages', { released: new Float64Array(2 * 65_537) }],
  ['no list of released messages', { released: undefined }],
])('a batch with %s is none', (_, change) => {
  expect(isEventBatch({ ...batch, ...change })).toBe(false);
});

const events = (count: number): object[] => Array.from({ length: count }, () => ({}));

test('a batch has a bound', () => {
  expect(isEventBatch(batchOf(events(512)))).toBe(true);
  expect(isEventBatch(batchOf(events(1025)))).toBe(false);
  expect(isEventBatch(batchOf([]))).toBe(true);
  expect(isEventBatch({ ...batch, released: new Float64Array(2 * 65_536) })).toBe(true);
});

const error = { errorName: 'n', errorMessage: 'm' };
const construct = { url: 'u', protocols: ['p'], stack: '' };
const PAYLOADS: Record<keyof typeof EventKind, unknown[]> = {
  Construct: [construct],
  ConstructFailed: [{ ...construct, ...error }],
  Open: [{ protocol: '', extensions: '' }],
  Send: ['text', new ArrayBuffer(1), new Blob(['x']), null],
  Receive: ['text', new ArrayBuffer(1), new Blob(['x']), null],
  SendThrew: [
    { data: null, ...error },
    { data: 'x', ...error },
    { data: new Blob([]), ...error },
  ],
  CloseCall: [
    { code: null, reason: null, ...error },
    { code: 1000, reason: 'r', ...error },
  ],
  Close: [{ code: 1006, reason: '', wasClean: false }],
  Error: [null],
  State: [null],
  BinaryType: ['blob'],
  Buffered: [null],
  Diagnostic: ['what went wrong'],
  Settled: [{ message: 1, fate: 'forwarded' }],
};
const KINDS = Object.entries(EventKind);

test.each(KINDS)('%s takes its own payloads', (name, kind) => {
  for (const payload of PAYLOADS[name as keyof typeof EventKind])
    expect(isPayloadOf(kind, payload)).toBe(true);
});

const DETAILED = KINDS.filter(
  ([name]) =>
    'errorName' in Object(PAYLOADS[name as keyof typeof EventKind][0]) ||
    ['Construct', 'Open', 'Close'].includes(name),
);

test.each(DETAILED)('%s rejects a payload with any field of another type', (name, kind) => {
  for (const payload of PAYLOADS[name as keyof typeof EventKind]) {
    for (const field of Object.keys(payload as object))
      for (const bad of [undefined, {}, [1], new Uint8Array(1), 5n, true].slice(
        0,
        field === 'wasClean' ? 5 : 6,
      ))
        if (isPayloadOf(kind, { ...(payload as object), [field]: bad }))
          expect.fail(`${field}: ${String(bad)}`);
  }
});

test.each(KINDS)('%s rejects undefined, numbers, lists and views', (_, kind) => {
  for (const bad of [undefined, 5, true, [], new Uint8Array(2), new Date(0), new Map(), {}])
    expect(isPayloadOf(kind, bad)).toBe(false);
});

test('a list of protocols has a bound', () => {
  const protocols = Array.from({ length: 1001 }, () => 'p');
  expect(isPayloadOf(EventKind.Construct, { ...construct, protocols })).toBe(false);
});

test('no kind but the known has a payload, and nothing throws', () => {
  const known = new Set<number>(Object.values(EventKind));
  const kind = fc.oneof(fc.double(), fc.integer({ min: -1, max: 70 }), fc.constant(NaN));
  fc.assert(
    fc.property(kind, anything, (number, payload) => {
      const fits = isPayloadOf(number, payload);
      expect(fits && !known.has(number)).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

test('the worker that a relay speaks for is one, or none', () => {
  const hello = { type: 'hello', documentId: 'd', url: 'http://page/', timeOrigin: 1.5 };
  const worker = { scope: 'dedicated', url: 'http://page/w.js', name: '' };
  expect(GUARDS.isRelayMessage({ ...hello, worker })).toBe(true);
  for (const bad of [null, 'w', {}, { ...worker, scope: 'unknown' }, { ...worker, name: 1 }])
    expect(GUARDS.isRelayMessage({ ...hello, worker: bad })).toBe(false);
  const { type, ...document } = hello;
  expect(type).toBe('hello');
  const told = { type: 'document', document: { ...document, frameId: 0, worker } };
  expect(GUARDS.isToPanel(told)).toBe(true);
  expect(GUARDS.isToPanel({ ...told, document: { ...told.document, worker: {} } })).toBe(false);
});

const isOf = (api: unknown) => isPayloadOf(EventKind.Construct, { ...construct, api });

test('a constructor is one of two, and where nothing is said, that of a WebSocket', () => {
  expect([undefined, 'WebSocketStream'].map(isOf)).toEqual([true, true]);
  expect([null, '', 'WebSocket', 'toString', 1, {}, ['WebSocketStream']].some(isOf)).toBe(false);
});
