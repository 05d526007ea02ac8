import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { wireFrame } from '../../../lib/websocket/frame.ts';
import { Opcode } from '../../../lib/websocket/opcodes.ts';

// RFC 6455, section 5.7.
test('the examples of the standard', () => {
  expect(wireFrame(Opcode.Text, 5, false).header).toEqual([0x81, 0x05]);
  expect(wireFrame(Opcode.Text, 5, true).header).toEqual([0x81, 0x85, null, null, null, null]);
  expect(wireFrame(Opcode.Binary, 256, false).header).toEqual([0x82, 0x7e, 0x01, 0x00]);
  const long = wireFrame(Opcode.Binary, 65_536, false);
  expect(long.header).toEqual([0x82, 0x7f, 0, 0, 0, 0, 0, 1, 0, 0]);
  expect(long.byteLength).toBe(65_546);
});

test('every length is written in the shortest form, and can be read back', () => {
  const lengths = fc.oneof(
    fc.nat({ max: 300 }),
    fc.integer({ min: 65_000, max: 66_000 }),
    fc.nat({ max: Number.MAX_SAFE_INTEGER }),
  );
  fc.assert(
    fc.property(lengths, fc.boolean(), (length, masked) => {
      const { header, lengthBits, byteLength } = wireFrame(Opcode.Text, length, masked);
      expect(lengthBits).toBe(length < 126 ? 7 : length < 65_536 ? 16 : 64);
      const extended = header.slice(2, lengthBits === 7 ? 2 : 2 + lengthBits / 8) as number[];
      const short = (header[1] as number) & 0x7f;
      const read = extended.reduce((sum, byte) => sum * 256 + byte, 0);
      expect(lengthBits === 7 ? short : read).toBe(length);
      expect(header.filter((byte) => byte === null)).toHaveLength(masked ? 4 : 0);
      expect(byteLength).toBe(length + header.length);
    }),
  );
});
