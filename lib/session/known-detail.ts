import { EventKind } from '../protocol/events.ts';
import type { EventPayload } from '../protocol/events.ts';

const ERROR = ['errorName', 'errorMessage'];
const CONSTRUCT = ['url', 'protocols', 'stack', 'api'];

/** The fields of each kind's detail. */
const FIELDS: Partial<Record<number, readonly string[]>> = {
  [EventKind.Construct]: CONSTRUCT,
  [EventKind.ConstructFailed]: [...CONSTRUCT, ...ERROR],
  [EventKind.Open]: ['protocol', 'extensions'],
  [EventKind.SendThrew]: ['data', ...ERROR],
  [EventKind.CloseCall]: ['code', 'reason', ...ERROR],
  [EventKind.Close]: ['code', 'reason', 'wasClean'],
  [EventKind.Settled]: ['message', 'fate'],
};

/**
 * The detail that a row keeps of an event that the guards let pass: only what its kind has, as a page
 * may have added to it whatever it likes. Undefined where there is none.
 */
export function knownDetail(kind: number, payload: EventPayload): unknown {
  if (typeof payload === 'string') return payload;
  const fields = FIELDS[kind];
  if (payload === null || fields === undefined) return undefined;
  const given = payload as unknown as Record<string, unknown>;
  return Object.fromEntries(fields.map((name) => [name, known(given[name])]));
}

/** Lists are copied: they too may have more on them than their elements, or less. */
function known(value: unknown): unknown {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : value;
}
