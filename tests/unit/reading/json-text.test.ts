import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { tidyJson } from '../../../components/composer/tidy-json.ts';
import { findJsonError } from '../../../lib/reading/json-error.ts';
import { sliceJson } from '../../../lib/reading/slice-json.ts';

/** JSON with something taken out, put in or cut off. */
const damaged = fc
  .tuple(fc.json(), fc.nat(), fc.nat(3), fc.string({ maxLength: 3 }))
  .map(([text, at, count, added]) => {
    const start = at % (text.length + 1);
    return text.slice(0, start) + added + text.slice(start + count);
  });

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test('a text is JSON exactly where JSON.parse takes it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), damaged, fc.string()), (text) => {
      const error = findJsonError(text);
      expect(error === null).toBe(isJson(text));
      if (error) expect(error.at).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['', 0, 'value'],
  ['{"a":1,}', 7, 'name'],
  ['[1,]', 3, 'value'],
  ['[1 2]', 3, 'itemEnd'],
  ['{"a" 1}', 5, 'colon'],
  ['{"a":1]', 6, 'memberEnd'],
  ['"a\\q"', 2, 'escape'],
  ['"a\\u12g4"', 2, 'unicode'],
  ['"a\nb"', 2, 'control'],
  ['["abc', 1, 'stringEnd'],
  ['[01]', 1, 'number'],
  ['[nope]', 1, 'unquoted'],
  ['{} {}', 3, 'trailing'],
])('%j is no JSON at %d: %s', (text, at, why) => {
  expect(findJsonError(text)).toEqual({ at, why });
});

test('depth without end neither throws nor hangs', () => {
  const deep = '['.repeat(500_000);
  expect(findJsonError(deep)?.at).toBe(500_000);
  const closed = deep + ']'.repeat(500_000);
  expect(findJsonError(closed)).toBeNull();
  expect(sliceJson(closed, [0, 0])).toBe(closed.slice(2, -2));
});

test('tidying changes white space alone', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const tidy = tidyJson(text)!;
      expect(JSON.parse(tidy)).toEqual(JSON.parse(text));
      expect(tidy).toBe(JSON.stringify(JSON.parse(text), null, 2));
    }),
  );
  expect(tidyJson('{"n":12345678901234567890,"s":"\\u0041"}')).toBe(
    '{\n  "n": 12345678901234567890,\n  "s": "\\u0041"\n}',
  );
  expect(tidyJson('{"n":}')).toBeNull();
});

test('a path leads to each part of a value, exactly as it stands there', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(fc.nat(), { maxLength: 6 }), (value, choices) => {
      const path: (string | number)[] = [];
      let at: unknown = value;
      for (const choice of choices) {
        if (typeof at !== 'object' || at === null) break;
        const keys = Object.keys(at);
        if (keys.length === 0) break;
        const key = keys[choice % keys.length]!;
        path.push(Array.isArray(at) ? Number(key) : key);
        at = (at as Record<string, unknown>)[key];
      }
      for (const text of [JSON.stringify(value), JSON.stringify(value, null, 2)])
        expect(JSON.parse(sliceJson(text, path)!)).toEqual(JSON.parse(JSON.stringify(at)));
    }),
  );
});

test('what is not there leads nowhere, of two members of a name the last counts', () => {
  const text = '{"a":[1,2,{"b c":3}],"a2":12345678901234567890, "a2": 0.10}';
  expect(sliceJson(text, ['a', 2, 'b c'])).toBe('3');
  expect(sliceJson(text, ['a', 1])).toBe('2');
  expect(sliceJson(text, ['a2'])).toBe('0.10');
  for (const path of [['b'], ['a', 3], ['a', 'length'], [0], ['a', 0, 'x'], ['toString']])
    expect(sliceJson(text, path)).toBeUndefined();
  expect(sliceJson('{"a":', [])).toBeUndefined();
});
