import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { completeFilter } from '../../../lib/query/complete-filter.ts';
import type { FilterKey } from '../../../lib/query/filter-syntax.ts';
import { parseFilter } from '../../../lib/query/parse-filter.ts';

const VALUES: Partial<Record<FilterKey, string[]>> = {
  event: ['price', 'order update', 'a"b', '\u202ehidden', 'x'.repeat(200)],
  conn: ['/live', '2'],
  code: ['1006', '1000'],
};
const known = (key: FilterKey): string[] => VALUES[key] ?? [];

/** What is offered at the `^`, and what would stand there then. */
function offered(marked: string, asked = false): string[] {
  const caret = marked.indexOf('^');
  const text = marked.replace('^', '');
  const { start, end, options } = completeFilter(text, caret, known, asked);
  return options.map((option) => text.slice(0, start) + option.text + text.slice(end));
}

test.each([
  ['^', []],
  ['k^', ['kind:']],
  ['-k^', ['-kind:']],
  ['a (si^ze', ['a (size>']],
  ['a d^', ['a dir:', 'a delta>']],
  ['word^', []],
  ['dir:^', ['dir:send', 'dir:receive']],
  ['dir:re^', ['dir:receive']],
  ['dir:send^', []],
  ['kind:text|b^ x', ['kind:text|binary x', 'kind:text|binarytype x']],
  ['event:^', ['event:price', 'event:"order update"', 'event:"a\\"b"']],
  ['event:upd^', ['event:"order update"']],
  ['conn:^', ['conn:"/live"', 'conn:2']],
  ['code:10^', ['code:1006', 'code:1000']],
  ['time>^', ['time>-10s', 'time>-1m', 'time>-5m', 'time>-1h']],
])('at %s: %j', (marked, texts) => {
  expect(offered(marked)).toEqual(texts);
});

test('all keys are offered where one asks', () => {
  expect(offered('^', true)).toHaveLength(12);
  expect(offered('a ^', true)).toContain('a kind:');
});

test('whatever the values are, what is taken over can be read', () => {
  const key = fc.constantFrom<FilterKey>('event', 'conn', 'url', 'frame');
  fc.assert(
    fc.property(key, fc.array(fc.string(), { maxLength: 5 }), (name, values) => {
      const { start, options } = completeFilter(`${name}:`, name.length + 1, () => values);
      for (const { text } of options) {
        const node = parseFilter(`${name}:`.slice(0, start) + text);
        expect(node?.type).toBe(name);
      }
    }),
  );
});

test('any text has completions at any place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(), fc.boolean(), (text, at, asked) => {
      const caret = at % (text.length + 1);
      const { start, end } = completeFilter(text, caret, known, asked);
      expect(start).toBeLessThanOrEqual(caret);
      expect(end).toBeGreaterThanOrEqual(caret);
    }),
  );
});

test('of a text that is no filter any more nothing is looked at', () => {
  const pasted = `${'a'.repeat(1_000_000)} x`;
  expect(completeFilter(pasted, pasted.length, () => [], true).options).toEqual([]);
});
