import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { countHexRows, hexRow } from '../../../components/hex/hex-rows.ts';

test('the rows hold every byte once, in order, at its offset', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(4, 8, 16), (bytes, perRow) => {
      const rows = Array.from({ length: countHexRows(bytes.length, perRow) }, (_, row) =>
        hexRow(bytes, row, perRow),
      );
      const digits = rows
        .map((row) => row.hex)
        .join(' ')
        .split(/ +/)
        .filter(Boolean);
      expect(digits.map((pair) => Number.parseInt(pair, 16))).toEqual([...bytes]);
      expect(rows.map((row) => row.ascii).join('').length).toBe(bytes.length);
      expect(rows.map((row) => Number.parseInt(row.offset, 16))).toEqual(
        rows.map((_, row) => row * perRow),
      );
    }),
  );
});

test('unprintable bytes are dots in the ASCII column', () => {
  const row = hexRow(Uint8Array.of(0x1f, 0x20, 0x41, 0x7e, 0x7f, 0xff), 0, 16);
  expect(row).toEqual({ offset: '0000', hex: '1f 20 41 7e 7f ff', ascii: '. A~..' });
});
