import { expect, test } from 'vitest';
import { ConnectionTable } from '../../../lib/session/connection-table.ts';
import { DOCUMENT } from '../support/session-rows.ts';

test('the same number of a document is the same connection', () => {
  const table = new ConnectionTable();
  const first = table.of(DOCUMENT, 5);
  expect(table.of(DOCUMENT, 5)).toBe(first);
  expect(table.of({ ...DOCUMENT, documentId: 'other' }, 5)).not.toBe(first);
  expect(table.of(DOCUMENT, 6)).not.toBe(first);
  expect(table.all().map(({ key }) => key)).toEqual([1, 2, 3]);
  expect(table.get(1)).toBe(first);
});

test('a connection that was removed leaves its key unused', () => {
  const table = new ConnectionTable();
  table.of(DOCUMENT, 1);
  table.remove(1);
  table.remove(1);
  expect(table.get(1)).toBeUndefined();
  expect(table.of(DOCUMENT, 1)?.key).toBe(2);
});

test('at the bound known connections are found, and room can be made', () => {
  const table = new ConnectionTable();
  for (let id = 1; id <= 50_000; id += 1) table.of(DOCUMENT, id);
  expect(table.of(DOCUMENT, 50_001)).toBeUndefined();
  expect(table.of(DOCUMENT, 3)?.key).toBe(3);
  table.remove(3);
  expect(table.of(DOCUMENT, 50_001)?.key).toBe(50_001);
  expect(table.all()).toHaveLength(50_000);
});
