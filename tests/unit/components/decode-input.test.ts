import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64, decodeHex, decodeJson } from '../../../components/composer/decode-input.ts';
import { encodeBase64, encodeHex } from '../../../components/composer/encode-bytes.ts';

const bytes = fc.uint8Array({ maxLength: 200 });

test('hex: what is encoded is decoded, with any separators and letters of any case', () => {
  fc.assert(
    fc.property(
      bytes,
      fc.constantFrom('', ' ', ', ', ':', '\n', ' 0x'),
      fc.boolean(),
      (data, between, upper) => {
        const text = encodeHex(data).split(' ').join(between);
        expect(decodeHex(upper ? text.toUpperCase() : text)).toEqual({ ok: true, data });
      },
    ),
  );
});

test.each([
  ['08 9', 'Hex wants pairs of digits: position 4'],
  ['08 9 6', 'Hex wants pairs of digits: position 4'],
  ['08 g1', 'Hex does not know “g”: position 4'],
  ['08 😀', 'Hex does not know “😀”: position 4'],
])('hex: %j is refused with a position', (input, error) => {
  expect(decodeHex(input)).toEqual({ ok: false, error, at: 3 });
});

test('base64: what is encoded is decoded, without padding and in the URL alphabet too', () => {
  fc.assert(
    fc.property(bytes, fc.boolean(), fc.boolean(), (data, padded, forUrl) => {
      let text = encodeBase64(data);
      expect(text).toBe(Buffer.from(data).toString('base64'));
      if (!padded) text = text.replaceAll('=', '');
      if (forUrl) text = text.replaceAll('+', '-').replaceAll('/', '_');
      expect(decodeBase64(text)).toEqual({ ok: true, data });
    }),
  );
});

test.each([
  ['CJY%', 'Base64 does not know “%”: position 4', 3],
  ['CJYBC', 'Base64 is cut off: its last group has a single character', 5],
  ['CJ==YB', 'Base64 has data after its padding: position 5', 4],
  ['CJY==', 'Base64 has the wrong number of “=” at its end', 5],
])('base64: %j is refused with a reason', (input, error, at) => {
  expect(decodeBase64(input)).toEqual({ ok: false, error, at });
});

test('JSON is taken as it is written, or refused with its line and column', () => {
  expect(decodeJson(' {"a": 1.0} ')).toEqual({ ok: true, data: ' {"a": 1.0} ' });
  expect(decodeJson('{\n  "a": nope }')).toEqual({
    ok: false,
    error: 'JSON wants a value here, and text in quotes: line 2, column 8',
    at: 9,
  });
});

test('any input is decoded or refused with a sentence at a place, never thrown at', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(decodeHex, decodeBase64, decodeJson),
      fc.string({ unit: 'binary' }),
      (decode, input) => {
        const result = decode(input);
        if (result.ok) expect(result.data).toBeDefined();
        else {
          expect(result.error).toBeTruthy();
          expect(result.at).toBeGreaterThanOrEqual(0);
          expect(result.at).toBeLessThanOrEqual(input.length);
        }
      },
    ),
  );
});
