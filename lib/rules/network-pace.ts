import type { GateDirection } from '../protocol/gate.ts';
import type { LiveConnection } from './live-connection.ts';
import type { Wait } from './wait.ts';

/**
 * When so many bytes have gone through what lets through so many a second, one after the other.
 * @param by what says so
 * @param from milliseconds since the epoch from which they may go
 */
export function paced(
  { paces }: LiveConnection,
  direction: GateDirection,
  by: object,
  from: number,
  bytes: number,
  bytesPerSecond: number | null,
): number {
  if (bytesPerSecond === null) return from;
  const start = Math.max(from, paces[direction].get(by) ?? 0);
  const end = start + (bytes / bytesPerSecond) * 1000;
  paces[direction].set(by, end);
  return end;
}

/** What the conditions of its connection mean for a message; null where there are none. */
export function waitUnderConditions(
  connection: LiveConnection,
  direction: GateDirection,
  since: number,
  bytes: number,
  random: () => number,
): Wait | null {
  if (!connection.network) return null;
  const { conditions, rule } = connection.network;
  const rate = direction === 'send' ? conditions.upBytesPerSecond : conditions.downBytesPerSecond;
  const latency = conditions.latencyMs + random() * conditions.jitterMs;
  const until = (from: number): number =>
    paced(connection, direction, conditions, from, bytes, rate) + latency;
  return { by: conditions, rule, since, until, overtakers: 0 };
}
