import { headerValue } from '../protocol/handshake.ts';
import type { Handshake } from '../protocol/handshake.ts';
import type { LoggedHandshake } from '../protocol/network-log.ts';

/** How far the times of the two sources may be apart, milliseconds. */
const TOLERANCE = 100;
const ACCEPT = 'sec-websocket-accept';

/**
 * What the Network log has of a handshake; undefined where that cannot be told for sure. An answer of
 * 101 carries a number that is no other's (`Sec-WebSocket-Accept`). A failed handshake has only its
 * url and time, and is found where no other to that url was at that time.
 * @param others all handshakes to the same url, this one too
 */
export function findLogged(
  handshake: Handshake,
  others: readonly Handshake[],
  logged: readonly LoggedHandshake[],
): LoggedHandshake | undefined {
  const accept = headerValue(handshake.responseHeaders, ACCEPT);
  const same = logged.filter(({ url, requestHeaders, startedAt, responseHeaders }) => {
    if (url !== handshake.url || requestHeaders.length === 0) return false;
    const itsAccept = headerValue(responseHeaders, ACCEPT);
    if (accept !== undefined || itsAccept !== undefined) return accept === itsAccept;
    return startedAt >= handshake.startedAt - TOLERANCE && startedAt <= endOf(handshake);
  });
  if (same.length !== 1) return undefined;
  if (
    accept === undefined &&
    others.some((other) => other !== handshake && overlap(other, handshake))
  )
    return undefined;
  return same[0];
}

function endOf({ endedAt, respondedAt }: Handshake): number {
  return (endedAt ?? respondedAt ?? Number.POSITIVE_INFINITY) + TOLERANCE;
}

function overlap(a: Handshake, b: Handshake): boolean {
  return a.startedAt - TOLERANCE <= endOf(b) && b.startedAt - TOLERANCE <= endOf(a);
}
