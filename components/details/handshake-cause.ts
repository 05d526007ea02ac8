import type { PlainKey } from '../../lib/i18n/translate.ts';
import type { Handshake } from '../../lib/protocol/handshake.ts';
import { headerValue } from '../../lib/protocol/handshake.ts';
import type { Connection } from '../../lib/session/types.ts';
import { isReadOnly } from '../connections/connection-text.ts';
import { explainStatus } from '../../lib/websocket/http-status.ts';

/** What browsers say of failed requests, by what is in it, and what that means. */
const ERRORS: readonly (readonly [RegExp, PlainKey])[] = [
  [/CONNECTION_REFUSED/, 'handshake.causeRefused'],
  [/UNKNOWN_HOST|NAME_NOT_RESOLVED/, 'handshake.causeUnknownHost'],
  [/TIMEOUT|TIMED_OUT/, 'handshake.causeTimeout'],
  [/NET_RESET|CONNECTION_RESET|NET_INTERRUPT|EMPTY_RESPONSE/, 'handshake.causeReset'],
  [/SSL|SEC_ERROR|CERT|TLS/i, 'handshake.causeTls'],
  [/BLOCKED/, 'handshake.causeBlocked'],
  [/ABORT/, 'handshake.causeAborted'],
];

/** Names the sentence that says what became of a handshake; undefined while nothing did. */
export function handshakeCause(handshake: Handshake, connection: Connection): PlainKey | undefined {
  const { status, error, filled } = handshake;
  const failed = connection.openedAt === null && connection.closedAt !== null;
  if (status === 101) {
    if (!failed) return 'httpStatus.switching';
    const chosen = headerValue(handshake.responseHeaders, 'sec-websocket-protocol');
    if (chosen !== undefined && !connection.protocols.includes(chosen))
      return 'handshake.causeProtocol';
    return 'handshake.causeBad101';
  }
  if (status > 0) return `httpStatus.${explainStatus(status)}`;
  if (filled) return 'handshake.causeAnswered';
  const known = ERRORS.find(([words]) => words.test(error));
  if (known) return known[1];
  if (error) return 'handshake.causeUnknown';
  return failed ? 'handshake.causeNoAnswer' : undefined;
}

/** Names the sentence that says why a connection has no handshake. */
export function noHandshakeCause(connection: Connection): PlainKey {
  const { constructError, openedAt, closedAt } = connection;
  if (connection.worker || isReadOnly(connection)) return 'handshake.noneWorker';
  if (constructError) return 'handshake.noneThrew';
  if (openedAt !== null) return 'handshake.noneOther';
  return closedAt === null ? 'handshake.noneWaiting' : 'handshake.noneFailed';
}
