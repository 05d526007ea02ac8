import { expect, test } from 'vitest';
import { preview } from '../../../scripts/start/preview.ts';

test.each([
  ['plain', 'plain'],
  ['line\nbreak\ttab', 'line\\nbreak\\ttab'],
  ['\u001b[31mred', '\\u001b[31mred'],
  ['a\u0000b\u009bc', 'a\\u0000b\\u009bc'],
  ['turn\u202earound', 'turn\\u202earound'],
  ['half \ud83d pair', 'half \\ud83d pair'],
  ['whole 🌍', 'whole 🌍'],
])('%j is shown as %s', (data, shown) => {
  expect(preview(data)).toBe(shown);
});

test('binary is shown as hexadecimal', () => {
  expect(preview(Buffer.of(0, 15, 255))).toBe('00 0f ff');
});

test('long payloads are cut', () => {
  expect(preview('x'.repeat(1000), 10)).toBe(`${'x'.repeat(9)}…`);
  expect(preview(Buffer.alloc(1000), 10)).toBe('00 00 00 …');
});

test('what just fits is not cut', () => {
  expect(preview('x'.repeat(10), 10)).toBe('x'.repeat(10));
});
