import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64, decodeHex, decodeInput } from '../../../components/composer/decode-input.ts';
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
  expect(decodeHex(input)).toEqual({ ok: false, error });
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
  ['CJY%', 'Base64 does not know “%”: position 4'],
  ['CJYBC', 'Base64 is cut off: its last group has a single character'],
  ['CJ==YB', 'Base64 has data after its padding: position 5'],
  ['CJY==', 'Base64 has the wrong number of “=” at its end'],
])('base64: %j is refused with a reason', (input, error) => {
  expect(decodeBase64(input)).toEqual({ ok: false, error });
});

test('any input is decoded or refused with a sentence, never thrown at', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('hex', 'base64'),
      fc.string({ unit: 'binary' }),
      (format, input) => {
        const result = decodeInput(format, input);
        expect(result.ok ? result.data : result.error).toBeTruthy();
      },
    ),
  );
});

test('text is taken as it is', () => {
  fc.assert(
    fc.property(fc.string(), (input) => {
      expect(decodeInput('text', input)).toEqual({ ok: true, data: input });
    }),
  );
});
