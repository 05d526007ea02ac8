import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { flatten, openFirstLevels } from '../../../components/json-tree/flatten.ts';
import {
  childrenOf,
  createRoot,
  isContainer,
  type JsonNode,
  type JsonValue,
  pathOf,
} from '../../../components/json-tree/json-node.ts';
import { stringify } from '../../../components/json-tree/stringify.ts';

function openAll(root: JsonNode): void {
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (!isContainer(node)) continue;
    node.open = true;
    pending.push(...childrenOf(node));
  }
}

function countValues(value: JsonValue): number {
  if (value === null || typeof value !== 'object') return 1;
  return Object.values(value).reduce<number>((sum, child) => sum + countValues(child), 1);
}

/** Follows a path as `pathOf` writes it. */
function follow(value: JsonValue, path: string): JsonValue | undefined {
  let at: JsonValue | undefined = value;
  for (const [, name, literal] of path.matchAll(
    /\.([A-Za-z_$][\w$]*)|\[(\d+|"(?:[^"\\]|\\.)*")\]/g,
  )) {
    const key = name ?? (JSON.parse(literal ?? '') as string | number);
    at = (at as Record<string | number, JsonValue>)[key];
  }
  return at;
}

test('an open tree has every value once, in order, each at the path that leads to it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (generated) => {
      const value = JSON.parse(JSON.stringify(generated)) as JsonValue;
      const root = createRoot(value);
      openAll(root);
      const opening = flatten(root).filter((row) => !row.closing);
      expect(opening.length).toBe(countValues(value));
      for (const { node } of opening) expect(follow(value, pathOf(node))).toBe(node.value);
    }),
  );
});

test('a closed tree is one line', () => {
  expect(flatten(createRoot({ a: [1, 2] })).length).toBe(1);
});

test('large containers are folded into ranges of a thousand', () => {
  const root = createRoot(Array.from({ length: 2_500_000 }, (_, index) => index));
  root.open = true;
  const rows = flatten(root);
  expect(rows.length).toBe(3 + 2);
  const range = childrenOf(root)[2]!;
  expect([range.start, range.end]).toEqual([2_000_000, 2_500_000]);
  const inner = childrenOf(range);
  expect(inner.length).toBe(500);
  const leaves = childrenOf(inner[499]!);
  expect(leaves.length).toBe(1000);
  expect(pathOf(leaves[999]!)).toBe('$[2499999]');
});

test('ten thousand levels are neither too deep to show nor to copy', () => {
  const depth = 10_000;
  const text = '['.repeat(depth) + ']'.repeat(depth);
  const value = JSON.parse(text) as JsonValue;
  const root = createRoot(value);
  openAll(root);
  expect(flatten(root).length).toBe(depth * 2 - 1);
  expect(stringify(value).replaceAll(/\s/g, '')).toBe(text);
});

test('a value is copied as JSON of the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(stringify(value as JsonValue))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('first opens no more lines than it may', () => {
  const wide = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [`k${index}`, Array.from({ length: 50 }, () => [1])]),
  );
  const root = createRoot(wide);
  openFirstLevels(root, 4, 200);
  const { length } = flatten(root);
  expect(length).toBeGreaterThan(100);
  expect(length).toBeLessThan(260);
});
