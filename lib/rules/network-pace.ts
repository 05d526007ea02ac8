import type { GateDirection } from '../protocol/gate.ts';
import type { LiveConnection } from './live-connection.ts';

/**
 * When so many bytes have gone through what lets through so many a second, one after the other.
 * @param from milliseconds since the epoch from which they may go
 */
export function paced(
  connection: LiveConnection,
  key: string,
  from: number,
  bytes: number,
  bytesPerSecond: number | null,
): number {
  if (bytesPerSecond === null) return from;
  const start = Math.max(from, connection.paces.get(key) ?? 0);
  const end = start + (bytes / bytesPerSecond) * 1000;
  connection.paces.set(key, end);
  return end;
}

/** When a message may go on under the conditions of its connection. */
export function underConditions(
  connection: LiveConnection,
  direction: GateDirection,
  from: number,
  bytes: number,
  random: () => number,
): number {
  if (!connection.network) return from;
  const { conditions, rule } = connection.network;
  const isUp = direction === 'send';
  const rate = isUp ? conditions.upBytesPerSecond : conditions.downBytesPerSecond;
  const sent = paced(connection, `${rule} ${direction}`, from, bytes, rate);
  return sent + conditions.latencyMs + random() * conditions.jitterMs;
}
