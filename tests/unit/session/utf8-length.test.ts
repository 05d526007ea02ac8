import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8Length } from '../../../lib/session/utf8-length.ts';
import { anyText } from '../support/arbitrary-text.ts';

test('is the length that the text has on the wire', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(utf8Length(text)).toBe(Buffer.byteLength(text, 'utf8'));
    }),
    { numRuns: 2000 },
  );
});

test('every code unit alone, and before and after each surrogate', () => {
  const wrong: string[] = [];
  for (let unit = 0; unit <= 0xffff; unit += 1) {
    const one = String.fromCharCode(unit);
    for (const text of [one, `\ud83d${one}`, `${one}\ude00`, `\udfff${one}`])
      if (utf8Length(text) !== Buffer.byteLength(text, 'utf8')) wrong.push(JSON.stringify(text));
  }
  expect(wrong).toEqual([]);
});
