import { EventFlag, EventKind } from '../protocol/events.ts';
import type { LogReader } from '../session/types.ts';

/** How far back one looks: rows of any connection, messages of this one, and their characters. */
const MAX_ROWS = 100_000;
const MAX_MESSAGES = 1000;
const MAX_LENGTH = 1_000_000;

/** The texts of a direction of a connection, the newest first, as far as is looked back. */
export function* recentTexts(
  log: LogReader,
  connection: number,
  direction: 'send' | 'receive',
): Generator<string> {
  const kind = direction === 'send' ? EventKind.Send : EventKind.Receive;
  const { first, end } = log.range();
  let messages = 0;
  let length = 0;
  for (let row = end - 1; row >= Math.max(first, end - MAX_ROWS); row -= 1) {
    if (log.kind(row) !== kind || log.connection(row) !== connection) continue;
    if ((log.flags(row) & EventFlag.Discarded) !== 0) continue;
    messages += 1;
    const payload = log.payload(row);
    if (payload.state === 'ready' && typeof payload.data === 'string') {
      length += payload.data.length;
      if (length > MAX_LENGTH && messages > 1) return;
      yield payload.data;
    }
    if (messages >= MAX_MESSAGES) return;
  }
}
