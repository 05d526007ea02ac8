import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatBytes, formatCount } from '../../../components/format/numbers.ts';
import { formatAge, formatDelta, formatDuration } from '../../../components/format/times.ts';
import { clip, visibleLine, visibleText } from '../../../lib/session/visible-text.ts';

test('numbers', () => {
  expect(formatCount(1_234_567)).toBe('1,234,567');
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [9_949, '9.9 kB'],
  [9_950, '10 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [3_400_000, '3.4 MB'],
  [50_000_000_000, '50 GB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [0, '0 ms'],
  [0.42, '0.4 ms'],
  [110, '110 ms'],
  [999.6, '1.00 s'],
  [59_994, '59.99 s'],
  [59_996, '1 m 00 s'],
  [372_000, '6 m 12 s'],
  [3_599_600, '1 h 00 m'],
])('%f milliseconds last %s', (span, text) => {
  expect(formatDuration(span)).toBe(text);
});

test('spans with a sign, and ages', () => {
  expect(formatDelta(83)).toBe('+83 ms');
  expect(formatDelta(-3)).toBe('−3 ms');
  expect(formatAge(12_900)).toBe('12 s');
});

test('a line is short, well formed and free of what hides, reorders or breaks', () => {
  const harmful = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 40 }), (text, limit) => {
      expect(clip(text, limit).length).toBeLessThanOrEqual(limit + 1);
      const line = visibleLine(text, limit);
      expect(line).not.toMatch(harmful);
      expect(line.isWellFormed()).toBe(true);
    }),
  );
});

test('text keeps its lines and what needs no mark', () => {
  expect(visibleText('a\r\n\tb\r\u0000')).toBe('a\n\tb‹U+000D›‹U+0000›');
});
