import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compilePattern, EXPRESSION_LIMIT } from '../../../lib/query/text-pattern.ts';

const expression = (source: string, flags = ''): ((text: string) => boolean) =>
  compilePattern({ type: 'expression', source, flags });

test('words are found as they are written', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.string(),
      fc.string(),
      (text, before, after) => {
        const find = compilePattern({ type: 'words', text });
        expect(find(before + text + after)).toBe(true);
        expect(find('')).toBe(false);
      },
    ),
    { numRuns: 500 },
  );
});

test('global and sticky expressions remember nothing', () => {
  for (const flags of ['g', 'y', 'gy']) {
    const find = expression('a', flags);
    expect([find('a'), find('a'), find('a')]).toEqual([true, true, true]);
  }
});

test('what a page sends cannot make an expression last for ever', () => {
  const find = expression('^(a+)+$');
  expect(find(`${'a'.repeat(50_000)}!`)).toBe(false);
  expect(find('a'.repeat(50_000))).toBe(true);
});

test('of a long text only the start is looked at by an expression', () => {
  const find = expression('needle');
  expect(find(`${' '.repeat(EXPRESSION_LIMIT - 6)}needle`)).toBe(true);
  expect(find(`${' '.repeat(EXPRESSION_LIMIT - 5)}needle`)).toBe(false);
});

test.each([
  ['caf\\u00e9', '', 'un café', true],
  ['^b$', 'm', 'a\nb\nc', true],
  ['^b$', '', 'a\nb\nc', false],
  ['a.c', 's', 'a\nc', true],
  ['A\\d{2,3}', 'i', 'xa123', true],
  ['(?<year>\\d{4})-', '', '2026-11', true],
  ['[^\\x00-\\x7f]', '', 'plain', false],
  ['\\bword\\b', '', 'a word.', true],
  ['a\\/b', '', 'a/b', true],
])('/%s/%s in %j', (source, flags, subject, found) => {
  expect(expression(source, flags)(subject)).toBe(found);
});
