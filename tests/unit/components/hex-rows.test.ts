import { expect, test } from 'vitest';
import { countHexRows, hexOf, offsetDigits } from '../../../components/hex/hex-rows.ts';

test('a byte is two digits', () => {
  expect([0, 9, 16, 255].map(hexOf)).toEqual(['00', '09', '10', 'ff']);
});

test('the last row may be short, and offsets get longer with the bytes', () => {
  expect([0, 1, 16, 17].map((length) => countHexRows(length, 16))).toEqual([0, 1, 1, 2]);
  expect(offsetDigits(0x1_0000)).toBe(4);
  expect(offsetDigits(0x1_0001)).toBe(8);
});
