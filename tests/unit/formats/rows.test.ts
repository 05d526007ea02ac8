import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonLines } from '../../../lib/formats/json-lines.ts';
import { tabSeparated } from '../../../lib/formats/tab-separated.ts';
import { EventFlag, EventKind } from '../../../lib/protocol/events.ts';
import type { Connection, LogReader, Payload } from '../../../lib/session/types.ts';

const TIME = Date.UTC(2026, 10, 20, 12, 0, 0, 5);

function logOf(...payloads: (Payload | null)[]): LogReader {
  return {
    kind: (row: number) => (payloads[row] === null ? EventKind.Open : EventKind.Receive),
    time: () => TIME,
    connection: () => 1,
    flags: (row: number) => (typeof payloads[row] === 'string' ? 0 : EventFlag.Binary),
    byteLength: (row: number) => payloads[row]?.length ?? 0,
    payload: (row: number) => ({ state: 'ready', data: payloads[row] }),
    preview: () => 'open · protocol x',
  } as unknown as LogReader;
}

const connectionOf = () => ({ url: 'wss://example.com/' }) as Connection;

test('JSON Lines carry text and bytes exactly, and other rows in words', () => {
  const log = logOf('a\n\ud800"', new Uint8Array([0, 255]), null);
  const lines = jsonLines(log, [0, 1, 2], connectionOf).trimEnd().split('\n');
  const common = { time: '2026-11-20T12:00:00.005Z', connection: 1, url: 'wss://example.com/' };
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    { ...common, direction: 'receive', type: 'text', byteLength: 4, data: 'a\n\ud800"' },
    { ...common, direction: 'receive', type: 'binary', byteLength: 2, base64: 'AP8=' },
    { ...common, event: 'open · protocol x' },
  ]);
});

test('a table has a head, and quotes where a cell needs them', () => {
  const table = tabSeparated(logOf('a\t"b"\nc', 'plain'), [0, 1], connectionOf);
  const start = '2026-11-20T12:00:00.005Z\treceive\ttext\twss://example.com/';
  expect(table).toBe(
    'time\tdirection\ttype\turl\tbytes\tdata\n' +
      `${start}\t7\t"a\t""b""\nc"\n${start}\t5\tplain\n`,
  );
});

test.each(['=1+1', '+cmd', '-cmd|x', '@SUM(A1)', '  =1', '\t=1'])(
  'a spreadsheet does not run %j',
  (data) => {
    const [, line = ''] = tabSeparated(logOf(data), [0], connectionOf).split(/(?<=data)\n/);
    expect(line).toMatch(/\t"?'[^\n]*"?\n$/);
  },
);

test.each(['-5', '-5.25', 'a=1'])('%j stays as it is', (data) => {
  expect(tabSeparated(logOf(data), [0], connectionOf)).toContain(`\t${data}\n`);
});

test('whatever the page sent, a row is one line of JSON and six cells', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
      const log = logOf(...texts);
      const rows = texts.map((_, row) => row);
      const lines = jsonLines(log, rows, connectionOf).split('\n');
      expect(lines).toHaveLength(texts.length + 1);
      const data = lines.slice(0, -1).map((line) => (JSON.parse(line) as { data: string }).data);
      expect(data).toEqual(texts);
      const bare = tabSeparated(log, rows, connectionOf).replace(/"(?:[^"]|"")*"/g, 'quoted');
      for (const line of bare.slice(0, -1).split('\n')) expect(line.split('\t')).toHaveLength(6);
    }),
  );
});
