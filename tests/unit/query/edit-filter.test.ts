import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { appendTerm, namesInFilter, replaceTerm } from '../../../lib/query/edit-filter.ts';
import { jsonTerm } from '../../../lib/query/json-term.ts';
import { parseFilter } from '../../../lib/query/parse-filter.ts';
import { printFilter } from '../../../lib/query/print-filter.ts';
import { arbitraryFilter, withoutSpans } from '../support/arbitrary-filter.ts';

test.each([
  ['', 'a'],
  ['b', 'b a'],
  [' b  c ', 'b  c a'],
  ['b or c', '(b or c) a'],
  ['(b or c)', '(b or c) a'],
  ['(b) or (c)', '((b) or (c)) a'],
  ['b a', 'b a'],
  ['size>', 'size> a'],
])('a condition more for %j', (text, expected) => {
  expect(appendTerm(text, 'a')).toBe(expected);
});

test.each([
  ['', 'dir:send', 'dir:send'],
  ['a dir:receive b', 'dir:send', 'a dir:send b'],
  ['a dir:receive b', '', 'a b'],
  ['dir:receive and b', '', 'b'],
  ['a and dir:receive and b', '', 'a and b'],
  ['a and dir:receive', '', 'a'],
  ['dir:receive dir:send c dir:send', '', 'c'],
  ['dir:receive x dir:send', 'dir:send', 'dir:send x'],
  ['dir:receive', '', ''],
  ['(dir:receive a)', '', '(a)'],
  ['-dir:send a', 'dir:send', '-dir:send a dir:send'],
  ['a or dir:send', 'dir:receive', '(a or dir:send) dir:receive'],
  ['a or dir:send', '', 'a or dir:send'],
])('in %j the direction is %j', (text, term, expected) => {
  expect(replaceTerm(text, 'dir', term)).toBe(expected);
});

test('whatever the filter is, what is put in is what is found, and what is taken out is gone', () => {
  fc.assert(
    fc.property(arbitraryFilter, (node) => {
      const text = printFilter(node);
      const chosen = replaceTerm(text, 'kind', 'kind:text|gap');
      expect(namesInFilter(chosen, 'kind')).toEqual(['text', 'gap']);
      const without = replaceTerm(text, 'kind', '');
      expect(namesInFilter(without, 'kind')).toEqual([]);
      expect(() => parseFilter(without)).not.toThrow();
    }),
    { numRuns: 500 },
  );
});

test('the condition of a value in a message is read as that path and value', () => {
  const digits = fc.double({ noNaN: true }).map((each) => ({ digits: String(each) }));
  const value = fc.oneof(fc.string(), digits, fc.boolean(), fc.constant(null));
  const path = fc.array(fc.oneof(fc.nat(99), fc.string({ maxLength: 8 })), { maxLength: 5 });
  fc.assert(
    fc.property(path, value, (steps, wanted) => {
      const written = steps.map((step) => `[${JSON.stringify(step)}]`).join('');
      const term = jsonTerm(`$${written}`, wanted);
      if (wanted === '') {
        expect(term).toBeNull();
        return;
      }
      const node = parseFilter(term!);
      expect(withoutSpans(node!)).toEqual({
        type: 'json',
        path: steps,
        test: {
          comparison: '=',
          literal:
            typeof wanted === 'string'
              ? { type: 'quoted', text: wanted }
              : {
                  type: 'bare',
                  text: typeof wanted === 'object' && wanted ? wanted.digits : String(wanted),
                },
        },
      });
    }),
  );
  expect(jsonTerm('$.user.id', { digits: '9007199254740993' })).toBe(
    'json:$.user.id = 9007199254740993',
  );
  expect(jsonTerm(`$${'.a'.repeat(50)}`, true)).toBeNull();
});
