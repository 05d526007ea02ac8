import * as fc from 'fast-check';
import { labelOf } from '../../../lib/decoders/registry.ts';
import { EventKind, isMessageKind } from '../../../lib/protocol/events.ts';
import type { ConnectionFacts, FilterSubject } from '../../../lib/query/filter-subject.ts';
import { SessionKind } from '../../../lib/session/types.ts';
import type { RowKind } from '../../../lib/session/types.ts';

/** A message that is no row of a log: what rules would ask about. */
export interface PlainMessage {
  kind: RowKind;
  flags: number;
  failed: boolean;
  released: boolean;
  byteLength: number;
  time: number;
  sincePrevious: number | null;
  code: number | null;
  connection: ConnectionFacts | undefined;
  /** Undefined while it is read. */
  data: string | undefined;
  heartbeat: boolean;
}

export const messageSubject: FilterSubject<PlainMessage> = {
  kind: ({ kind }) => kind,
  flags: ({ flags }) => flags,
  failed: ({ failed }) => failed,
  released: ({ released }) => released,
  byteLength: ({ byteLength }) => byteLength,
  time: ({ time }) => time,
  sincePrevious: ({ sincePrevious }) => sincePrevious,
  code: ({ code }) => code,
  connection: ({ connection }) => connection,
  text: ({ data }) => data,
  json: ({ kind, data }) => (isMessageKind(kind) ? data : null),
  label: ({ kind, data }) => {
    if (!isMessageKind(kind)) return null;
    return data === undefined ? undefined : (labelOf(data) ?? null);
  },
  isHeartbeat: ({ heartbeat }) => heartbeat,
};

const scalar = fc.constantFrom<unknown>('price', '7', 7, -1.5, true, null, 'a', 'xx y', '8');
const value = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('a', 'b c', 'id'), scalar, { maxKeys: 3 }),
);
const json = fc
  .dictionary(fc.constantFrom('type', 'a', 'id', 'b c'), value, { maxKeys: 4 })
  .map((each) => JSON.stringify(each));

/** Of JSON that is broken the language finds what stands there, where a parser finds nothing. */
const noJson = fc.string().filter((text) => !/^\s*[[{]/.test(text));

/** Any message around a time. */
export function arbitraryMessage(now: number): fc.Arbitrary<PlainMessage> {
  const urls = fc.constantFrom('ws://a/price', 'wss://x/7?(', 'ws://b/ab');
  return fc.record({
    kind: fc.constantFrom(...Object.values(EventKind), ...Object.values(SessionKind)),
    flags: fc.nat(255),
    failed: fc.boolean(),
    released: fc.boolean(),
    byteLength: fc.nat(20_000),
    time: fc
      .oneof(fc.integer({ min: -100_000_000, max: 0 }), fc.integer({ min: -5000, max: 0 }))
      .map((before) => now + before),
    sincePrevious: fc.option(fc.nat(5000)),
    code: fc.option(fc.nat(5000)),
    connection: fc.oneof(
      fc.constant(undefined),
      // One key is always the same connection.
      urls.map((url) => ({ key: url.length % 4, url, frameId: url.length % 2, frameUrl: url })),
    ),
    data: fc.oneof(json, noJson, fc.constantFrom('price 7', 'XAB', 'a b')),
    heartbeat: fc.boolean(),
  });
}
