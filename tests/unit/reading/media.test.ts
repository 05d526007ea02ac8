import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { imageSize } from '../../../lib/reading/image-size.ts';
import { mediaOf } from '../../../lib/reading/media-type.ts';

function file(...head: (number | string)[]): Uint8Array {
  const bytes = head.flatMap((part) =>
    typeof part === 'string' ? [...part].map((each) => each.charCodeAt(0)) : [part],
  );
  return Uint8Array.from([...bytes, ...Array.from({ length: 40 }, () => 0)]);
}

test.each([
  [file(0x89, 'PNG\r\n', 0x1a, '\n'), 'image/png'],
  [file(0xff, 0xd8, 0xff, 0xe0), 'image/jpeg'],
  [file('GIF89a'), 'image/gif'],
  [file('RIFFxxxxWEBPVP8 '), 'image/webp'],
  [file('xxxxftypavif'), 'image/avif'],
  [file('RIFFxxxxWAVEfmt '), 'audio/wav'],
  [file('OggS', 0), 'audio/ogg'],
  [file('ID3', 4), 'audio/mpeg'],
  [file('fLaC'), 'audio/flac'],
])('media are told by their first bytes: %#', (bytes, type) =>
  expect(mediaOf(bytes)?.type).toBe(type),
);

test('text, documents and short payloads are none', () => {
  expect(mediaOf(file('<svg xmlns="http://www.w3.org/2000/svg">'))).toBeUndefined();
  expect(mediaOf(file('<html>'))).toBeUndefined();
  expect(mediaOf(Uint8Array.of(0xff, 0xd8, 0xff))).toBeUndefined();
});

test('sizes are read from headers before anything is decoded', () => {
  const png = file(0x89, 'PNG\r\n', 0x1a, '\n', 0, 0, 0, 13, 'IHDR', 0, 1, 0, 0, 0, 0, 2, 0);
  expect(imageSize(png, 'image/png')).toEqual({ width: 65_536, height: 512 });
  expect(imageSize(file('GIF89a', 0x10, 0, 0x20, 1), 'image/gif')).toEqual({
    width: 16,
    height: 288,
  });
  const jpeg = file(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 17, 8, 1, 0, 2, 0);
  expect(imageSize(jpeg, 'image/jpeg')).toEqual({ width: 512, height: 256 });
});

test('no header makes the reader throw or run on', () => {
  const types = ['png', 'gif', 'bmp', 'webp', 'jpeg', 'avif'].map((each) => `image/${each}`);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.constantFrom(...types), (bytes, type) => {
      const size = imageSize(bytes, type);
      if (size) expect(Number.isInteger(size.width + size.height)).toBe(true);
    }),
  );
  expect(imageSize(new Uint8Array(1_000_000).fill(0xff), 'image/jpeg')).toBeUndefined();
});
