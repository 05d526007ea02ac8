import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCloseInput } from '../../../components/composer/close-input.ts';

test('takes exactly the codes that close() of a page takes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 70_000 }), (code) => {
      const allowed = code === 1000 || (code >= 3000 && code <= 4999);
      expect(readCloseInput(String(code), '').ok).toBe(allowed);
    }),
  );
  expect(readCloseInput('', '')).toEqual({ ok: true, code: null, reason: null });
  expect(readCloseInput('1e3', '').ok).toBe(false);
});

test('takes a reason of up to 123 bytes as UTF-8, with a code', () => {
  expect(readCloseInput('4000', 'x'.repeat(123)).ok).toBe(true);
  expect(readCloseInput('4000', 'é'.repeat(62))).toEqual({
    ok: false,
    error: 'The reason has 124 bytes as UTF-8; at most 123 fit',
  });
  expect(readCloseInput('', 'why')).toEqual({ ok: false, error: 'A reason wants a code' });
});
