import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOutColumns } from '../../../components/messages/columns.ts';
import {
  addColumn,
  COLUMN_WIDTHS,
  FIRST_COLUMNS,
  moveColumn,
  readColumns,
  removeColumn,
  setColumn,
} from '../../../lib/panel/columns.ts';
import { createPreferences } from '../../../lib/panel/preferences.ts';

const ids = (columns: readonly { id: string }[]) => columns.map(({ id }) => id).join(' ');
const FIRST = 'number time delta direction connection label data size';

const laidOut = (width: number, mixed = true) => layOutColumns(FIRST_COLUMNS, width, mixed);

const hidden = (...names: string[]) =>
  FIRST_COLUMNS.map(({ id, width }) => ({ id, width, shown: !names.includes(id) }));

test('a column for a JSON path comes before the data, once', () => {
  const preferences = createPreferences();
  expect(addColumn(preferences, '$.user.id')).toBe('added');
  expect(ids(preferences.columns.value)).toBe(FIRST.replace('data', '$.user.id data'));
  setColumn(preferences, '$.user.id', { shown: false });
  expect(addColumn(preferences, '$.user.id')).toBe('shown');
  expect(preferences.columns.value.find(({ id }) => id === '$.user.id')?.shown).toBe(true);
  expect(addColumn(preferences, 'user.id')).toBe('wrong');
  expect(addColumn(preferences, `$.${'x'.repeat(1000)}`)).toBe('wrong');
  removeColumn(preferences, '$.user.id');
  removeColumn(preferences, 'data');
  expect(ids(preferences.columns.value)).toBe(FIRST);
});

test('there are only so many columns of paths', () => {
  const preferences = createPreferences();
  const outcomes = Array.from({ length: 30 }, (_, n) => addColumn(preferences, `$.a${n}`));
  expect(outcomes.filter((each) => each === 'added')).toHaveLength(20);
  expect(outcomes.at(-1)).toBe('full');
  expect(readColumns(preferences.columns.value)).toEqual(preferences.columns.value);
});

test('a column is moved before another one or to the end', () => {
  const preferences = createPreferences();
  moveColumn(preferences, 'size', 'time');
  moveColumn(preferences, 'number', null);
  moveColumn(preferences, 'data', 'data');
  moveColumn(preferences, 'nothing', 'data');
  expect(ids(preferences.columns.value)).toBe(
    'size time delta direction connection label data number',
  );
});

test('whatever is stored, each own column is there once, and widths are within bounds', () => {
  const column = fc.record(
    {
      id: fc.oneof(
        fc.constantFrom(...FIRST.split(' ')),
        fc.string().map((text) => `$${text}`),
      ),
      shown: fc.oneof(fc.boolean(), fc.anything()),
      width: fc.oneof(fc.double(), fc.constant(null), fc.anything()),
    },
    { requiredKeys: [] },
  );
  const stored = fc.oneof(fc.anything(), fc.array(fc.oneof(column, fc.anything())));
  fc.assert(
    fc.property(stored, (value) => {
      const columns = readColumns(value);
      if (!Array.isArray(value)) {
        expect(columns).toBe(undefined);
        return;
      }
      const found = columns!.map(({ id }) => id);
      expect(new Set(found).size).toBe(found.length);
      expect(found).toEqual(expect.arrayContaining(FIRST.split(' ')));
      for (const { width } of columns!)
        if (width !== null) {
          expect(width).toBeGreaterThanOrEqual(COLUMN_WIDTHS.least);
          expect(width).toBeLessThanOrEqual(COLUMN_WIDTHS.most);
        }
    }),
  );
});

test('columns leave a list that is too narrow for them; what takes the rest stays', () => {
  expect(ids(laidOut(0))).toBe(FIRST);
  expect(ids(laidOut(1000))).toBe(FIRST);
  expect(ids(laidOut(1000, false))).toBe(FIRST.replace('connection ', ''));
  expect(ids(laidOut(650))).toBe(FIRST.replace('number ', ''));
  expect(ids(laidOut(300))).toBe('time direction data');
  expect(laidOut(650).filter(({ width }) => width === null)).toEqual([{ id: 'data', width: null }]);
});

test('where the data is hidden the last column takes the rest, and one column is always there', () => {
  expect(layOutColumns(hidden('data'), 1000, true).at(-1)).toEqual({ id: 'size', width: null });
  const others = FIRST.split(' ').filter((id) => id !== 'connection');
  expect(ids(layOutColumns(hidden(...others), 1000, false))).toBe('data');
});
