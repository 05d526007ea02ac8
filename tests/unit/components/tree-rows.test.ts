import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { TreeRows } from '../../../components/json-tree/tree-rows.ts';
import type { JsonDocument } from '../../../lib/reading/json-document.ts';
import { readJson } from '../../../lib/reading/read-json.ts';
import { finish } from '../../../lib/reading/slices.ts';

function read(value: unknown): JsonDocument {
  const result = finish(readJson(JSON.stringify(value)));
  if (!result.ok) throw new Error(result.fault);
  return result.document;
}

function linesOf(rows: TreeRows): string[] {
  return Array.from(
    { length: rows.length },
    (_, row) => `${rows.value(row)}${rows.isClosing(row) ? '/' : ''}`,
  );
}

/** The same, the plain way. */
function expected(document: JsonDocument, isOpen: (value: number) => boolean, value = 0): string[] {
  if (!document.isFilled(value) || !isOpen(value)) return [String(value)];
  const lines = [String(value)];
  for (let at = value + 1; at < document.after(value); at = document.after(at))
    lines.push(...expected(document, isOpen, at));
  return [...lines, `${value}/`];
}

test('lines are those of the open containers, whatever is opened and closed', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(fc.nat(), { maxLength: 12 }), (value, presses) => {
      const document = read(value);
      const rows = new TreeRows(document);
      for (const press of presses) {
        rows.toggle(press % rows.length);
        expect(linesOf(rows)).toEqual(expected(document, (at) => rows.isOpen(at)));
      }
    }),
  );
});

test('any value can be brought into the open', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), (value, pick) => {
      const document = read(value);
      const rows = new TreeRows(document);
      const wanted = pick % document.length;
      expect(rows.value(rows.reveal(wanted))).toBe(wanted);
      expect(linesOf(rows)).toEqual(expected(document, (at) => rows.isOpen(at)));
    }),
  );
});

test('all of it opens and closes at once', () => {
  const document = read({ a: [1, [2]], b: {} });
  const rows = new TreeRows(document);
  rows.setAll(0, true);
  expect(linesOf(rows)).toEqual(['0', '1', '2', '3', '4', '3/', '1/', '5', '0/']);
  rows.setAll(1, false);
  expect(linesOf(rows)).toEqual(['0', '1', '5', '0/']);
});

test('three hundred thousand levels open', () => {
  const depth = 300_000;
  const result = finish(readJson('['.repeat(depth) + ']'.repeat(depth)));
  if (!result.ok) throw new Error(result.fault);
  const rows = new TreeRows(result.document);
  rows.setAll(0, true);
  expect(rows.length).toBe(depth * 2 - 1);
});

test('first opens no more lines than it may, save those of the outermost', () => {
  const wide = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [`k${index}`, Array.from({ length: 50 }, () => [1])]),
  );
  const rows = new TreeRows(read(wide));
  rows.openFirst(4, 200);
  expect(rows.length).toBeGreaterThan(100);
  expect(rows.length).toBeLessThan(260);
});
