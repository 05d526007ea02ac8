import { stripVTControlCharacters } from 'node:util';
import type { ExportedConnection, ExportedMessage } from './har.ts';
import { preview } from './preview.ts';

interface Column {
  title: string;
  align?: 'right';
}

/** One line for each connection: its address, how it ended, and what went each way. */
export function connectionTable(connections: readonly ExportedConnection[]): string {
  const columns: Column[] = [
    { title: '#', align: 'right' },
    { title: 'URL' },
    { title: 'Protocol' },
    { title: 'State' },
    { title: 'Close', align: 'right' },
    { title: 'Sent', align: 'right' },
    { title: 'Bytes', align: 'right' },
    { title: 'Received', align: 'right' },
    { title: 'Bytes', align: 'right' },
  ];
  const rows = connections.map(({ url, protocol, state, close, messages }, index) => [
    `${index + 1}`,
    preview(url, 90),
    preview(protocol, 24),
    preview(state || (close ? 'closed' : 'open'), 12),
    closeCode(close),
    ...totals(messages, 'send'),
    ...totals(messages, 'receive'),
  ]);
  return formatTable(columns, rows);
}

/** One line for each message and each close, connection by connection. */
export function messageTable(connections: readonly ExportedConnection[]): string {
  const columns: Column[] = [
    { title: '#', align: 'right' },
    { title: 'Direction' },
    { title: 'Type' },
    { title: 'Size', align: 'right' },
    { title: 'Time' },
    { title: 'Close', align: 'right' },
    { title: 'Preview' },
  ];
  const rows = connections.flatMap(({ messages, close }, index) => [
    ...messages.map((message) => [
      `${index + 1}`,
      message.direction,
      message.binary ? 'binary' : 'text',
      `${byteLength(message)}`,
      clock(message.time),
      '',
      preview(message.data),
    ]),
    ...(close
      ? [[`${index + 1}`, '', 'close', '', '', closeCode(close), preview(close.reason)]]
      : []),
  ]);
  return formatTable(columns, rows);
}

/** Columns padded to their widest cell; the last one is left as it is. */
export function formatTable(columns: readonly Column[], rows: readonly string[][]): string {
  const titles = columns.map(({ title }) => title);
  const widths = columns.map((_column, at) =>
    Math.max(...[titles, ...rows].map((row) => width(row[at] ?? ''))),
  );
  const line = (row: readonly string[]): string =>
    columns
      .map(({ align }, at) => {
        const cell = row[at] ?? '';
        const space = ' '.repeat(widths[at]! - width(cell));
        return align === 'right' ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((count) => '─'.repeat(count));
  return [titles, rule, ...rows].map(line).join('\n');
}

function totals(
  messages: readonly ExportedMessage[],
  direction: ExportedMessage['direction'],
): [count: string, bytes: string] {
  const chosen = messages.filter((message) => message.direction === direction);
  const bytes = chosen.reduce((sum, message) => sum + byteLength(message), 0);
  return [`${chosen.length}`, `${bytes}`];
}

function byteLength({ data }: ExportedMessage): number {
  return typeof data === 'string' ? Buffer.byteLength(data) : data.length;
}

function closeCode(close: ExportedConnection['close']): string {
  return close ? `${close.code ?? '?'}` : '';
}

/** Local time with milliseconds. */
function clock(seconds: number): string {
  const date = new Date(seconds * 1000);
  const hms = [date.getHours(), date.getMinutes(), date.getSeconds()].map((each) => pad(each));
  return `${hms.join(':')}.${pad(date.getMilliseconds(), 3)}`;
}

function pad(value: number, digits = 2): string {
  return `${value}`.padStart(digits, '0');
}

function width(cell: string): number {
  return [...stripVTControlCharacters(cell)].length;
}
