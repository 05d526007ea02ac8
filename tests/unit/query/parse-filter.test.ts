import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FilterError } from '../../../lib/query/filter-syntax.ts';
import type { FilterNode } from '../../../lib/query/filter-syntax.ts';
import { MAX_DEPTH, MAX_LENGTH, MAX_TERMS, parseFilter } from '../../../lib/query/parse-filter.ts';
import { printFilter } from '../../../lib/query/print-filter.ts';
import { arbitraryFilter, withoutSpans } from '../support/arbitrary-filter.ts';

/** What a filter means, printed with parentheses around all that belongs together. */
function read(text: string): string {
  const node = parseFilter(text);
  return node ? printFilter(node) : '';
}

function errorOf(text: string): FilterError {
  try {
    parseFilter(text);
  } catch (error) {
    if (error instanceof FilterError) return error;
    throw error;
  }
  throw new Error(`nothing is wrong with ${text}`);
}

test('what is printed is read as the same filter', () => {
  fc.assert(
    fc.property(arbitraryFilter, (node) => {
      const again = parseFilter(printFilter(node)) as FilterNode;
      expect(withoutSpans(again)).toEqual(withoutSpans(node));
    }),
    { numRuns: 2000 },
  );
});

test('what stands at a node’s place is read as that node', () => {
  fc.assert(
    fc.property(arbitraryFilter, (printed) => {
      const text = printFilter(printed);
      const check = (node: FilterNode): void => {
        const again = parseFilter(text.slice(node.start, node.end)) as FilterNode;
        expect(withoutSpans(again)).toEqual(withoutSpans(node));
        if (node.type === 'and' || node.type === 'or') node.nodes.forEach(check);
        if (node.type === 'not') check(node.node);
      };
      check(parseFilter(text) as FilterNode);
    }),
    { numRuns: 300 },
  );
});

const PIECES = [
  '"',
  '\\',
  '/',
  '(',
  ')',
  '-',
  '|',
  '..',
  ':',
  '=',
  '!=',
  '<',
  '>=',
  '$',
  '[',
  ']',
  '*',
  '.',
  '[0]',
  ' ',
  ' ',
  'and',
  'or',
  'not',
  'json:',
  'size',
  'kind:',
  'time>',
  'conn:',
  'x',
  '7',
  '12:30',
  '\u0000',
  '🦊',
];

test('any text is a filter or has an error at a place within it', () => {
  const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 25 });
  const texts = fc.oneof(
    pieces.map((each) => each.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.tuple(arbitraryFilter, fc.nat(), fc.nat(5)).map(([node, at, count]) => {
      const text = printFilter(node);
      const from = at % text.length;
      return text.slice(0, from) + text.slice(from + count);
    }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      let node: FilterNode | null;
      try {
        node = parseFilter(text);
      } catch (error) {
        if (!(error instanceof FilterError)) throw error;
        const { start, end } = error;
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        return;
      }
      if (node === null) expect(text.trim()).toBe('');
      else expect(withoutSpans(parseFilter(printFilter(node))!)).toEqual(withoutSpans(node));
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['a b or c', '(a b) or c'],
  ['a and b', 'a b'],
  ['a or b and not c', 'a or (b -c)'],
  ['a (b or c)', 'a (b or c)'],
  ['not -a', '--a'],
  ['-(a or b)', '-(a or b)'],
  ['a-b', 'a-b'],
  ['- a', '"-" a'],
  ['"a b"', '"a b"'],
  ['"a \\"b\\" \\d"', '"a \\"b\\" \\\\d"'],
  ['close()', '"close()"'],
  ['(a json:$.b = (c>=1 or d)', '(a json:$.b = "(c>=1") or d'],
  ['(close())', '"close()"'],
  ['{"type":"ping"}', '{"type":"ping"}'],
  ['"id":77,', '"\\"id\\":77,"'],
  ['"still typ', '"still typ"'],
  ['/a b/i', '/a b/i'],
  ['/api/users', '"/api/users"'],
  ['/api and /x/', '"/api" /x/'],
  ['/ and //', '"/" "//"'],
  ['http://x', 'http://x'],
  ['unknown:key', 'unknown:key'],
  ['mode:dark', 'mode:dark'],
  ['KIND:text', 'KIND:text'],
  ['kind:TEXT|binary', 'kind:text|binary'],
  ['kind!=text', '-kind:text'],
  ['size:>10kB', 'size>10000'],
  ['size >= 1.5MiB', 'size>=1572864'],
  ['size=1KiB', 'size:1024'],
  ['delta > 1.5s', 'delta>1500ms'],
  ['delta:250us', 'delta:0.25ms'],
  ['time>12:30', 'time>12:30'],
  ['time:9:05:01.5..12:30', 'time:09:05:01.500..12:30'],
  ['time>-1m', 'time>-60000ms'],
  ['code:1000..1006', 'code:1000..1006'],
  ['conn:2|chat', 'conn:2|chat'],
  ['conn:"2"', 'conn:"2"'],
  ['json:$', 'json:$'],
  ["json:user['a b'][0].*", 'json:$.user["a b"][0][*]'],
  ['json:$.a=7 b', 'json:$.a = 7 b'],
  ['json:$.a == "x y"', 'json:$.a = "x y"'],
  ['json:$.user-id >= 5', 'json:$.user-id >= 5'],
])('%s', (text, meaning) => {
  expect(read(text)).toBe(meaning);
});

test.each([
  ['a)', 'notOpen', ')'],
  [')', 'notOpen', ')'],
  ['(a', 'notClosed', '('],
  ['a or', 'missingAfter', 'or'],
  ['a ()', 'missingAfter', '('],
  ['or a', 'missingBefore', 'or'],
  ['a and or b', 'missingBefore', 'or'],
  ['not', 'missingAfter', 'not'],
  ['a szie:5', 'noKey', 'szie'],
  ['knd:text', 'noKey', 'knd'],
  ['kind:txt', 'noValue', 'txt'],
  ['kind:text|', 'valueWanted', 'kind:text|'],
  ['a kind: b', 'valueWanted', 'kind:'],
  ['dir>send', 'noOrder', '>'],
  ['size>big', 'sizeWanted', 'big'],
  ['size>', 'sizeWanted', 'size>'],
  ['size:1..x', 'sizeWanted', 'x'],
  ['code:x', 'codeWanted', 'x'],
  ['delta>5parsec', 'durationWanted', '5parsec'],
  ['time>25:00', 'timeWanted', '25:00'],
  ['time>2026-13-01T00:00', 'timeWanted', '2026-13-01T00:00'],
  ['json:', 'pathWanted', 'json:'],
  ['json>5', 'pathWanted', '>'],
  ['json:$.', 'nameWanted', '.'],
  ['json:$..a', 'nameWanted', '..a'],
  ['json:$[x]', 'bracketWanted', '[x]'],
  ['json:$.a%', 'comparisonWanted', '%'],
  ['json:$.a =', 'valueWanted', '$.a ='],
  ['json:$.a > /x/', 'noOrderOfExpressions', '$.a > /x/'],
  ['""', 'nothingQuoted', '""'],
  ['a /b(/ c', 'badExpression', '/b(/'],
  ['/a/ii', 'badExpression', '/a/ii'],
  ['/(?=a)b/', 'notInRe2', '/(?=a)b/'],
  ['/(a)\\1/', 'notInRe2', '/(a)\\1/'],
  ['url:/(/', 'badExpression', '/(/'],
])('%s: %s at %s', (text, problem, place) => {
  const error = errorOf(text);
  expect([error.problem, text.slice(error.start, error.end)]).toEqual([problem, place]);
});

test('goes only so deep, and has only so many conditions', () => {
  expect(() => parseFilter(`${'('.repeat(MAX_DEPTH)}a${')'.repeat(MAX_DEPTH)}`)).not.toThrow();
  expect(errorOf(`${'('.repeat(9000)}a`).problem).toBe('tooDeep');
  expect(errorOf('-'.repeat(9000) + 'a').problem).toBe('tooDeep');
  expect(errorOf('not '.repeat(2000) + 'a').problem).toBe('tooDeep');
  expect(() => parseFilter('a '.repeat(MAX_TERMS))).not.toThrow();
  expect(errorOf('a '.repeat(MAX_TERMS + 1)).problem).toBe('tooMany');
  expect(errorOf('a'.repeat(MAX_LENGTH + 1)).problem).toBe('tooLong');
  expect(errorOf(`json:$${'.a'.repeat(100)}`).problem).toBe('longPath');
});
