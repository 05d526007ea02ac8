import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { scalarAt, SCAN_LIMIT, someMember } from '../../../lib/decoders/json-scan.ts';
import { labelOf } from '../../../lib/decoders/registry.ts';

const plain = (each: unknown): unknown =>
  typeof each === 'object' && each !== null ? undefined : each;

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
    ['a', 1],
    ['b', undefined],
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
