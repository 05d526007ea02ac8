import { EventFlag, EventKind, isMessageKind } from '../protocol/events.ts';
import type { Connection, LogReader } from '../session/types.ts';
import { base64 } from './har.ts';

/** More of a row that is no message is not told. UTF-16 units. */
const EVENT_LIMIT = 20_000;

/**
 * Rows as JSON Lines: one object a line, messages with their data exactly (bytes as base64), other
 * rows in words. Text with lone surrogates is exact: JSON escapes them.
 */
export function jsonLines(
  log: LogReader,
  rows: readonly number[],
  connectionOf: (key: number) => Connection | undefined,
): string {
  return rows
    .map((row) => {
      const key = log.connection(row);
      const common = {
        time: new Date(log.time(row)).toISOString(),
        connection: key || undefined,
        url: connectionOf(key)?.url,
      };
      return `${JSON.stringify({ ...common, ...contentOf(log, row) })}\n`;
    })
    .join('');
}

function contentOf(log: LogReader, row: number): object {
  const kind = log.kind(row);
  if (!isMessageKind(kind)) return { event: log.preview(row, EVENT_LIMIT) };
  const payload = log.payload(row);
  const flags = log.flags(row);
  const facts = {
    direction: kind === EventKind.Receive ? 'receive' : 'send',
    type: flags & EventFlag.Binary ? 'binary' : 'text',
    byteLength: log.byteLength(row),
  };
  if (payload.state !== 'ready') return { ...facts, missing: true };
  const { data } = payload;
  return typeof data === 'string' ? { ...facts, data } : { ...facts, base64: base64(data) };
}
