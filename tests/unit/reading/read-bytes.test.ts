import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNumbers, readUtf8, readVarint, unzigzag } from '../../../lib/reading/read-bytes.ts';

function encodeVarint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  do {
    const more = rest > 0x7fn ? 0x80 : 0;
    bytes.push(Number(rest & 0x7fn) | more);
    rest >>= 7n;
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}

test('varints of up to 64 bits are read back, wherever they are', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), fc.uint8Array(), (value, before) => {
      const encoded = encodeVarint(value);
      const bytes = Uint8Array.from([...before, ...encoded]);
      expect(readVarint(bytes, before.length)).toEqual({ value, byteLength: encoded.length });
    }),
  );
});

test('what is no varint is not read as one', () => {
  expect(readVarint(new Uint8Array(20).fill(0xff), 0)).toBeUndefined();
  expect(readVarint(Uint8Array.of(0x80), 0)).toBeUndefined();
  expect(readVarint(Uint8Array.of(1), 1)).toBeUndefined();
  const tooLarge = [...Array.from({ length: 9 }, () => 0xff), 0x02];
  expect(readVarint(Uint8Array.from(tooLarge), 0)).toBeUndefined();
});

test('zigzag', () => {
  expect([0n, 1n, 2n, 3n, 4_294_967_295n].map(unzigzag)).toEqual([
    0n,
    -1n,
    1n,
    -2n,
    -2_147_483_648n,
  ]);
});

test('numbers of each width, both ways round, and none beyond the end', () => {
  const bytes = Uint8Array.of(0xff, 0xfe, 0x00, 0x40, 0x00, 0x00, 0x00, 0x80, 0x01);
  const at = (offset: number) =>
    Object.fromEntries(
      readNumbers(bytes, offset).map(({ name, little, big }) => [name, [little, big]]),
    );
  expect(at(0)).toEqual({
    int8: ['-1', '-1'],
    uint8: ['255', '255'],
    int16: ['-257', '-2'],
    uint16: ['65279', '65534'],
    int32: ['1073807103', '-131008'],
    uint32: ['1073807103', '4294836288'],
    int64: [expect.any(String), expect.any(String)],
    uint64: ['9223372037928582911', expect.any(String)],
    float32: [expect.any(String), expect.any(String)],
    float64: [expect.any(String), expect.any(String)],
  });
  expect(at(8)['uint8']).toEqual(['1', '1']);
  expect(at(8)['int16']).toEqual([undefined, undefined]);
  expect(at(2)['int64']).toEqual([undefined, undefined]);
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (some, offset) => {
      expect(readNumbers(some, offset % some.length)[1]?.little).toBe(
        String(some[offset % some.length]),
      );
    }),
  );
});

test('characters of UTF-8 are read where they begin', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      const bytes = new TextEncoder().encode(text);
      expect(readUtf8(bytes, 0)).toBe(String.fromCodePoint(text.codePointAt(0)!));
    }),
  );
  expect(readUtf8(Uint8Array.of(0xc3), 0)).toBeUndefined();
  expect(readUtf8(Uint8Array.of(0xa9), 0)).toBeUndefined();
  expect(readUtf8(Uint8Array.of(), 0)).toBeUndefined();
});
