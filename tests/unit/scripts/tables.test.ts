import { expect, test } from 'vitest';
import { connectionTable, formatTable, messageTable } from '../../../scripts/start/tables.ts';
import type { ExportedConnection } from '../../../scripts/start/har.ts';

const CONNECTION: ExportedConnection = {
  url: 'ws://127.0.0.1/x',
  protocol: 'chat',
  state: '',
  messages: [
    { direction: 'send', time: 0.25, binary: false, data: 'é' },
    { direction: 'receive', time: 1, binary: true, data: Buffer.of(1, 2, 3) },
  ],
  close: { code: 4001, reason: 'expired' },
};

test('pads each column to its widest cell', () => {
  const table = formatTable([{ title: 'Name' }, { title: 'N', align: 'right' }], [['é', '10']]);
  expect(table).toBe('Name   N\n────  ──\né     10');
});

test('counts messages and bytes each way', () => {
  const [, , row] = connectionTable([CONNECTION]).split('\n');
  expect(row?.split(/\s+/).filter(Boolean)).toEqual([
    '1',
    'ws://127.0.0.1/x',
    'chat',
    'closed',
    '4001',
    '1',
    '2',
    '1',
    '3',
  ]);
});

test('lists messages and the close', () => {
  const rows = messageTable([CONNECTION]).split('\n').slice(2);
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatch(/send +text +2 +\d\d:\d\d:\d\d\.250 +é$/);
  expect(rows[1]).toMatch(/receive +binary +3 .*01 02 03$/);
  expect(rows[2]).toMatch(/close +4001 +expired$/);
});
