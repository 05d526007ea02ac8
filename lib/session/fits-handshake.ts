import { comparedUrl, headerValue } from '../protocol/handshake.ts';
import type { Handshake } from '../protocol/handshake.ts';
import type { Connection } from './types.ts';

/** How far the clocks of page and browser may be apart, milliseconds. */
const CLOCK_TOLERANCE = 100;

/** The earliest time, milliseconds since the epoch, at which a connection's handshake may begin. */
export function connectingFrom({ constructedAt }: Connection): number {
  return (constructedAt ?? Number.POSITIVE_INFINITY) - CLOCK_TOLERANCE;
}

/** The latest time at which it may have been answered. */
export function connectingUntil({ openedAt, closedAt }: Connection): number {
  return (openedAt ?? closedAt ?? Number.POSITIVE_INFINITY) + CLOCK_TOLERANCE;
}

/** Whether a handshake may be a connection's own: nothing that is known of either says no. */
export function fitsHandshake(connection: Connection, handshake: Handshake): boolean {
  const until = connectingUntil(connection);
  const { startedAt, respondedAt, status } = handshake;
  if (startedAt < connectingFrom(connection) || startedAt > until) return false;
  if (respondedAt !== null && respondedAt > until) return false;
  if (!isSameUrl(comparedUrl(connection.url), handshake.url)) return false;
  if (!asksForSame(connection, handshake)) return false;
  if (connection.openedAt === null) return true;
  // Over HTTP/2 the status of success is 200 (RFC 8441, section 5).
  if (handshake.error || (status !== 0 && status !== 101 && status !== 200)) return false;
  return (
    respondedAt === null ||
    (headerValue(handshake.responseHeaders, PROTOCOL) ?? '') === connection.protocol
  );
}

const PROTOCOL = 'sec-websocket-protocol';

function isSameUrl(socket: string, handshake: string): boolean {
  // A page may ask the browser to make `wss:` of `ws:`; never the other way.
  return socket === handshake || socket.replace(/^ws:/, 'wss:') === handshake;
}

/** Chromium shows no `Sec-WebSocket-` header but the version; Firefox shows all. */
function asksForSame({ protocols }: Connection, { requestHeaders }: Handshake): boolean {
  if (headerValue(requestHeaders, 'sec-websocket-key') === undefined) return true;
  return (headerValue(requestHeaders, PROTOCOL) ?? '') === protocols.join(', ');
}
