import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare } from '../../../lib/reading/compare/compare.ts';
import { compareText } from '../../../lib/reading/compare/compare-text.ts';
import { byteRowsOf, linesOfRuns } from '../../../lib/reading/compare/lines.ts';
import { runsOf } from '../../../lib/reading/compare/runs.ts';
import { shortPath } from '../../../lib/reading/json-path.ts';
import { finish } from '../../../lib/reading/slices.ts';
import type { Payload } from '../../../lib/session/types.ts';

const small = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 30 });

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function differences(before: unknown, after: unknown): string[] {
  const found = finish(compare({ before: text(before), after: text(after) }));
  if (found.form === 'same') return [];
  if (found.form !== 'json') throw new Error(found.form);
  return found.changes.map((change) => {
    const path =
      change.after < 0
        ? shortPath(found.before, change.before)
        : shortPath(found.after, change.after);
    const was = change.before < 0 ? '' : found.before.source(change.before);
    const is = change.after < 0 ? '' : found.after.source(change.after);
    return `${path}: ${was} → ${is}`;
  });
}

test('runs cover both sequences, in order, and what they call the same is', () => {
  fc.assert(
    fc.property(small, small, (before, after) => {
      let [old, now] = [0, 0];
      for (const run of runsOf(before, after)) {
        expect([run.beforeStart, run.afterStart]).toEqual([old, now]);
        [old, now] = [run.beforeEnd, run.afterEnd];
        if (run.same)
          expect(before.slice(run.beforeStart, old)).toEqual(after.slice(run.afterStart, now));
      }
      expect([old, now]).toEqual([before.length, after.length]);
    }),
  );
});

test('sequences without anything in common end in one coarse difference', () => {
  const before = Array.from({ length: 30_000 }, (_, index) => index);
  const after = before.map((each) => -each - 1);
  expect(runsOf(before, after)).toEqual([
    { same: false, beforeStart: 0, beforeEnd: 30_000, afterStart: 0, afterEnd: 30_000 },
  ]);
});

test('members are compared by name, whatever their order', () => {
  expect(differences({ a: 1, b: { c: 2 }, gone: true }, { b: { c: 3, d: [] }, a: 1 })).toEqual([
    '$.b.c: 2 → 3',
    '$.b.d:  → []',
    '$.gone: true → ',
  ]);
});

test('items are aligned, and what stands in place of another is looked into', () => {
  expect(differences([1, 2, 3, 4], [0, 1, 2, 4])).toEqual(['$[0]:  → 0', '$[2]: 3 → ']);
  expect(differences([{ id: 1, n: 1 }, { id: 2 }], [{ id: 1, n: 5 }, { id: 2 }])).toEqual([
    '$[0].n: 1 → 5',
  ]);
});

test('digits that a number would lose make a difference, white space and escapes do not', () => {
  expect(differences('{"n":12345678901234567890}', '{"n":12345678901234567891}')).toHaveLength(1);
  expect(differences('{"n": 1 ,"s":"\\u0061"}', '{"n":1,"s":"a"}')).toEqual([]);
  expect(differences('{"a":1,"a":2}', '{"a":1,"a":3}')).toEqual(['$.a: 2 → 3']);
});

test('values that are equal have no difference; others have', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const [before, after] = [JSON.stringify([one]), JSON.stringify([other])];
      expect(differences(before, JSON.stringify([one], null, 1))).toEqual([]);
      const { length } = differences(before, after);
      expect(length > 0).toBe(canonical(JSON.parse(before)) !== canonical(JSON.parse(after)));
    }),
  );
});

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const record = value as Record<string, unknown>;
  return `{${Object.keys(record)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonical(record[key])}`)
    .join()}}`;
}

const nest = (inside: string) => '['.repeat(100_000) + inside + ']'.repeat(100_000);

test('a hundred thousand levels are compared', () => {
  const found = finish(compare({ before: nest('1'), after: nest('2') }));
  expect(found.form === 'json' && found.changes).toEqual([{ before: 100_000, after: 100_000 }]);
});

test('text is compared by words in one line, by lines in many', () => {
  const words = compareText('the quick fox', 'the slow fox');
  expect(words.by).toBe('words');
  expect(words.runs.filter((run) => !run.same).map((run) => words.after[run.afterStart])).toEqual([
    'slow',
  ]);
  const lines = compareText('a\nb\r\nc', 'a\nx\r\nc');
  expect(lines.by).toBe('lines');
  expect(lines.before.join('')).toBe('a\nb\r\nc');
  expect(linesOfRuns(lines.runs, 3).map(({ kind }) => kind)).toEqual([
    'same',
    'removed',
    'added',
    'same',
  ]);
});

test('long stretches that are the same are folded', () => {
  const many = Array.from({ length: 100 }, (_, index) => index);
  const runs = runsOf(many, many.with(50, -1));
  const lines = linesOfRuns(runs, 3);
  expect(lines.map(({ kind }) => kind)).toEqual([
    'folded',
    'same',
    'same',
    'same',
    'removed',
    'added',
    'same',
    'same',
    'same',
    'folded',
  ]);
  expect(lines[0]).toEqual({ kind: 'folded', count: 47 });
  const rows = byteRowsOf(runs, 8);
  expect(rows.map(({ kind, start, length }) => [kind, start, length])).toEqual([
    ['folded', 0, 42],
    ['same', 42, 8],
    ['removed', 50, 1],
    ['added', 50, 1],
    ['same', 51, 8],
    ['folded', 59, 41],
  ]);
});

test('whatever two payloads are, they are compared', () => {
  const payload = fc.oneof(
    fc.string(),
    fc.json(),
    fc.uint8Array({ maxLength: 300 }),
  ) as fc.Arbitrary<Payload>;
  fc.assert(
    fc.property(payload, payload, (before, after) => {
      const { form } = finish(compare({ before, after }));
      expect(finish(compare({ before, after: before })).form).toBe('same');
      if (typeof before !== typeof after) expect(form).toBe('bytes');
    }),
  );
  expect(finish(compare({ before: 'a'.repeat(2_000_001), after: 'b' })).form).toBe('long');
});
