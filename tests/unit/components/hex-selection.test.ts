import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type HexKey, moveSelection, rangeOf } from '../../../components/hex/hex-selection.ts';

const space = { length: 100, perRow: 16, page: 4 };
const press = (key: string, modifiers: Partial<HexKey> = {}): HexKey => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...modifiers,
});

test.each([
  ['ArrowRight', {}, 21],
  ['ArrowUp', {}, 4],
  ['Home', {}, 16],
  ['End', {}, 31],
  ['Home', { ctrlKey: true }, 0],
  ['End', { metaKey: true }, 99],
  ['PageDown', {}, 84],
  ['PageUp', {}, 0],
])('%s with %j goes to byte %i', (key, modifiers, cursor) => {
  const moved = moveSelection({ anchor: 20, cursor: 20 }, press(key, modifiers), space);
  expect(moved).toEqual({ anchor: cursor, cursor });
});

test('Shift chooses up to there, Ctrl+A all, other keys mean nothing', () => {
  const at = { anchor: 20, cursor: 20 };
  const moved = moveSelection(at, press('ArrowLeft', { shiftKey: true }), space);
  expect(moved && rangeOf(moved)).toEqual({ start: 19, end: 21 });
  const all = moveSelection(at, press('a', { ctrlKey: true }), space);
  expect(all && rangeOf(all)).toEqual({ start: 0, end: 100 });
  for (const key of ['x', 'toString', 'Enter'])
    expect(moveSelection(at, press(key), space)).toBe(undefined);
  expect(moveSelection(at, press('ArrowLeft', { altKey: true }), space)).toBe(undefined);
});

test('never leaves the bytes', () => {
  const keys = [
    'ArrowLeft',
    'ArrowRight',
    'ArrowUp',
    'ArrowDown',
    'PageUp',
    'PageDown',
    'Home',
    'End',
  ];
  const presses = fc.array(fc.tuple(fc.constantFrom(...keys), fc.boolean(), fc.boolean()));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), presses, (length, steps) => {
      let selection = { anchor: 0, cursor: 0 };
      for (const [key, shiftKey, ctrlKey] of steps)
        selection =
          moveSelection(selection, press(key, { shiftKey, ctrlKey }), { ...space, length }) ??
          selection;
      const { start, end } = rangeOf(selection);
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(length);
    }),
  );
});
