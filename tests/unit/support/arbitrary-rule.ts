import {
  array,
  boolean,
  constant,
  constantFrom,
  integer,
  json,
  nat,
  oneof,
  option,
  record,
  string,
  uint8Array,
  uuid,
  type Arbitrary,
} from 'fast-check';
import type {
  JsonChange,
  Replacement,
  Rule,
  RuleAction,
  RuleBody,
  SequenceStep,
} from '../../../lib/protocol/rule.ts';

/** Rules of every kind, as the interface could make them. */
export function arbitraryRule(): Arbitrary<Rule> {
  return record({
    id: uuid(),
    name: string({ maxLength: 40 }).map((name) => name.trim()),
    on: boolean(),
    site: constantFrom('*', 'example.com', '*.example.com', 'http://localhost:8080'),
    match: record(
      {
        filter: filter(),
        every: integer({ min: 1, max: 1000 }),
        probability: part(),
        first: integer({ min: 1, max: 1000 }),
      },
      { requiredKeys: ['filter'] },
    ),
    action: action(),
  });
}

const filter = () => constantFrom('', 'dir:send', 'event:price json:$.a > 1', '"some words"');
const ms = () => integer({ min: 0, max: 86_400_000 });
const part = () => integer({ min: 1, max: 100 }).map((percent) => percent / 100);
const rate = () => option(integer({ min: 1, max: 1e9 }));
const destination = () => constantFrom<'server' | 'page'>('server', 'page');

const body = (): Arbitrary<RuleBody> =>
  oneof(
    constantFrom('{"a": "{{uuid}}", "n": {{counter}}}', 'plain {{now}}', '', '[1]').map(
      (text): RuleBody => ({ type: 'text', text }),
    ),
    uint8Array({ maxLength: 40 }).map((bytes): RuleBody => ({
      type: 'base64',
      base64: Buffer.from(bytes).toString('base64'),
    })),
  );

const change = (): Arbitrary<JsonChange> =>
  oneof(
    record({
      do: constant('set' as const),
      path: constantFrom('$.a', 'items[*].price', '$["a b"][0]'),
      value: oneof(json(), constantFrom('"{{uuid}}"', '{{now}}')),
    }),
    record({ do: constant('remove' as const), path: constantFrom('$.a', '$.b.c') }),
  );

const replacement = (): Arbitrary<Replacement> =>
  oneof(
    record({
      how: constant('text' as const),
      find: string({ minLength: 1 }),
      with: string(),
    }),
    record({
      how: constant('expression' as const),
      source: constantFrom('a+', '(\\d+)x'),
      flags: constantFrom('', 'i', 'ms'),
      with: constantFrom('', '$1'),
    }),
    record({
      how: constant('json' as const),
      changes: array(change(), { minLength: 1, maxLength: 4 }),
    }),
    record({
      how: constant('patch' as const),
      patch: constant('[{"op": "remove", "path": "/a"}]'),
    }),
    record({
      how: constant('bytes' as const),
      find: constantFrom('00', '08ff'),
      with: constantFrom('', '0102'),
    }),
    record({ how: constant('body' as const), body: body() }),
  );

const step = (): Arbitrary<SequenceStep> =>
  oneof(
    record({ do: constant('send' as const), to: destination(), body: body() }),
    record({ do: constant('wait' as const), filter: filter(), withinMs: ms() }),
    record({ do: constant('rest' as const), ms: ms() }),
  );

const action = (): Arbitrary<RuleAction> =>
  oneof(
    constantFrom<RuleAction>({ type: 'block' }, { type: 'pause' }, { type: 'break' }),
    record({
      type: constant('delay' as const),
      ms: ms(),
      jitter: ms(),
      bytesPerSecond: rate(),
    }),
    record({ type: constant('drop' as const), rate: part() }),
    record({
      type: constant('duplicate' as const),
      rate: part(),
      times: integer({ min: 1, max: 100 }),
    }),
    record({
      type: constant('reorder' as const),
      rate: part(),
      window: integer({ min: 1, max: 100 }),
    }),
    replacement().map((made): RuleAction => ({ type: 'replace', change: made })),
    record({
      type: constant('answer' as const),
      to: destination(),
      body: body(),
      instead: boolean(),
    }),
    record({
      type: constant('close' as const),
      how: constant('end' as const),
      code: integer({ min: 1000, max: 4999 }),
      reason: string({ maxLength: 30 }),
    }),
    record({
      type: constant('close' as const),
      how: constant('close' as const),
      code: oneof(constant(1000), integer({ min: 3000, max: 4999 })),
      reason: string({ maxLength: 30 }),
    }),
    array(step(), { minLength: 1, maxLength: 4 }).map((steps): RuleAction => ({
      type: 'sequence',
      steps,
    })),
    record(
      { type: constant('refuse' as const), after: nat({ max: 1000 }), forMs: ms() },
      { requiredKeys: ['type'] },
    ),
    record({
      type: constant('redirect' as const),
      url: constantFrom('wss://staging.example.com', 'ws://localhost:8080/live?a=b'),
    }),
    record({
      type: constant('mock' as const),
      protocol: constantFrom('', 'graphql-transport-ws'),
    }),
    record({
      type: constant('network' as const),
      offline: boolean(),
      handshakeMs: ms(),
      latencyMs: ms(),
      jitterMs: ms(),
      upBytesPerSecond: rate(),
      downBytesPerSecond: rate(),
      disconnectMs: option(integer({ min: 100, max: 86_400_000 })),
      disconnectJitterMs: ms(),
    }),
  );
