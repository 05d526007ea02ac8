import { EventFlag, EventKind, isMessageKind } from '../protocol/events.ts';
import type { Connection, LogReader } from '../session/types.ts';
import { base64 } from './har.ts';

const HEAD = ['time', 'direction', 'type', 'url', 'bytes', 'data'];
const EVENT_LIMIT = 20_000;

/**
 * Rows as a table for a spreadsheet: cells between tabs, those with tabs, quotes or line ends in
 * quotes. A cell that a spreadsheet would run as a formula has an apostrophe before it: what is in
 * the log is of the page's making.
 */
export function tabSeparated(
  log: LogReader,
  rows: readonly number[],
  connectionOf: (key: number) => Connection | undefined,
): string {
  const lines = rows.map((row) => {
    const kind = log.kind(row);
    const isMessage = isMessageKind(kind);
    const binary = (log.flags(row) & EventFlag.Binary) !== 0;
    return [
      new Date(log.time(row)).toISOString(),
      isMessage ? (kind === EventKind.Receive ? 'receive' : 'send') : '',
      isMessage ? (binary ? 'binary' : 'text') : 'event',
      connectionOf(log.connection(row))?.url ?? '',
      isMessage ? String(log.byteLength(row)) : '',
      isMessage ? dataOf(log, row) : log.preview(row, EVENT_LIMIT),
    ];
  });
  return [HEAD, ...lines].map((cells) => `${cells.map(cell).join('\t')}\n`).join('');
}

function dataOf(log: LogReader, row: number): string {
  const payload = log.payload(row);
  if (payload.state !== 'ready') return '';
  return typeof payload.data === 'string' ? payload.data : base64(payload.data);
}

function cell(text: string): string {
  const isFormula = /^\s*[-=+@]/.test(text) && !/^-?\d+(?:\.\d+)?$/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /["\t\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
