import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { scalarAt, SCAN_LIMIT, someMember } from '../../../lib/reading/json-scan.ts';
import { labelOf } from '../../../lib/decoders/registry.ts';

const plain = (each: unknown): unknown => {
  if (typeof each === 'number') return { digits: JSON.stringify(each) };
  return typeof each === 'object' && each !== null ? undefined : each;
};

const sorted = (all: unknown[]): unknown[] => all.map((each) => JSON.stringify(each)).toSorted();

/** The members of a JSON text, objects and arrays as undefined. */
function membersOf(text: string): [string | number, unknown][] {
  const found: [string | number, unknown][] = [];
  someMember(text, 0, (key, at) => found.push([key, scalarAt(text, at)]) < 0);
  return found;
}

test('the members are those that JSON.parse gives', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, space) => {
      const text = JSON.stringify(value, null, space);
      const expected =
        typeof value === 'object' && value !== null
          ? Object.entries(value).map(([key, each]) => [
              Array.isArray(value) ? Number(key) : key,
              plain(each),
            ])
          : [];
      // An object's numbers come first in JavaScript, not in the text.
      expect(sorted(membersOf(text))).toEqual(sorted(JSON.parse(JSON.stringify(expected))));
    }),
    { numRuns: 500 },
  );
});

test('what is cut off, or broken, has members of what stands there, and an end', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.string({ maxLength: 3 }), (json, at, noise) => {
      const cut = at % (json.length + 1);
      for (const text of [json.slice(0, cut), json.slice(0, cut) + noise + json.slice(cut)])
        expect(membersOf(text).length).toBeLessThanOrEqual(text.length);
    }),
  );
  expect(membersOf('{"a":1,"b":"cu')).toEqual([
    ['a', { digits: '1' }],
    ['b', undefined],
  ]);
});

test('a number is told as it is written, and what is none not at all', () => {
  expect(membersOf('[12345678901234567890, -0.10e+400 ,01,1.,+1,NaN,1e]')).toEqual([
    [0, { digits: '12345678901234567890' }],
    [1, { digits: '-0.10e+400' }],
    ...[2, 3, 4, 5, 6].map((index) => [index, undefined]),
  ]);
  const long = `${'1'.repeat(70_000)}`;
  expect(membersOf(`[${long},null,true]`)).toEqual([
    [0, undefined],
    [1, null],
    [2, true],
  ]);
});

test('of a long text the start is looked at, and depth costs nothing', () => {
  const deep = `{"deep":${'['.repeat(1_000_000)}`;
  expect(membersOf(deep)).toEqual([['deep', undefined]]);
  const long = `{"long":"${'x'.repeat(SCAN_LIMIT)}","after":1}`;
  expect(membersOf(long)).toEqual([['long', undefined]]);
  expect(labelOf(`{"type":"a","rest":"${'x'.repeat(50_000_000)}"}`)).toBe('a');
});

test('any text and any bytes have a short label or none', () => {
  const data = fc.oneof(fc.string(), fc.json(), fc.uint8Array());
  fc.assert(
    fc.property(data, (payload) => {
      const label = labelOf(payload);
      if (label !== undefined) expect(label.length).toBeLessThanOrEqual(100);
    }),
  );
});
