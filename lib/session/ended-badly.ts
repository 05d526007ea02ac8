import { ReadyState } from '../websocket/ready-state.ts';
import type { Connection } from './types.ts';

/** Codes with which a connection ends as it should: a goodbye, or none at all (RFC 6455, section 7.4.1). */
const ORDINARY_CODES: ReadonlySet<number> = new Set([1000, 1001, 1005]);

/** Whether a connection failed, or was closed with a code that tells of trouble. */
export function endedBadly(connection: Connection): boolean {
  const { close, constructError, state, tornDown, errored } = connection;
  if (constructError) return true;
  if (close) return !close.wasClean || !ORDINARY_CODES.has(close.code);
  return errored && state === ReadyState.Closed && !tornDown;
}
