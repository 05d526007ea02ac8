/** The values of `WebSocket.readyState` (WHATWG WebSockets, section 3.1). */
export const ReadyState = { Connecting: 0, Open: 1, Closing: 2, Closed: 3 } as const;

/** One of the four `readyState` values. */
export type ReadyState = (typeof ReadyState)[keyof typeof ReadyState];

const NAMES = ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'] as const;

/** The constant's name for a `readyState`, or `UNKNOWN` for any other number. */
export function readyStateName(state: number): string {
  return NAMES[state] ?? 'UNKNOWN';
}
