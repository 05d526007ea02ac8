import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignByLabel } from '../../../lib/control/align.ts';
import { comparePayloads, isSame } from '../../../lib/control/compare-replies.ts';
import { jsonDifferences } from '../../../lib/control/json-differences.ts';
import { messageLabel } from '../../../lib/control/message-label.ts';

const labels = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 80 });

test('each message of both times comes once and in order, and pairs have one label', () => {
  fc.assert(
    fc.property(labels, labels, (before, now) => {
      const pairs = alignByLabel(before, now);
      const positions = (side: 'before' | 'now') =>
        pairs.flatMap((pair) => (pair[side] === null ? [] : [pair[side]]));
      expect(positions('before')).toEqual(before.map((_, index) => index));
      expect(positions('now')).toEqual(now.map((_, index) => index));
      for (const pair of pairs)
        if (pair.before !== null && pair.now !== null)
          expect(before[pair.before]).toBe(now[pair.now]);
    }),
  );
});

test('what is equal is paired whole, and one that is missing costs one', () => {
  fc.assert(
    fc.property(labels, fc.nat(), (before, at) => {
      expect(alignByLabel(before, before).every((pair) => pair.before === pair.now)).toBe(true);
      if (before.length === 0) return;
      const missing = at % before.length;
      const now = before.filter((_, index) => index !== missing);
      const pairs = alignByLabel(before, now);
      expect(pairs.filter((pair) => pair.now === null)).toHaveLength(1);
      expect(pairs.filter((pair) => pair.before === null)).toHaveLength(0);
    }),
  );
});

test('labels name the part that a message plays', () => {
  expect(messageLabel('{"type":"next","id":"1"}')).toBe(messageLabel('{"id":"2","type":"next"}'));
  expect(messageLabel('{"type":"next"}')).not.toBe(messageLabel('{"type":"error"}'));
  expect(messageLabel('42["chat",1]')).toBe(messageLabel('42["chat",2]'));
  expect(messageLabel('42["chat",1]')).not.toBe(messageLabel('421["chat",1]'));
  expect(messageLabel('tick 1')).toBe(messageLabel('tick 22'));
  expect(messageLabel(Uint8Array.of(1))).toBe(messageLabel(Uint8Array.of(2)));
});

test('two values of JSON differ exactly where JSON.stringify says so', () => {
  const container = fc.oneof(
    fc.array(fc.jsonValue()),
    fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }),
  );
  fc.assert(
    fc.property(container, container, (before, now) => {
      const [first, second] = [before, now].map((each) => JSON.stringify(each)) as [string, string];
      const whole = jsonDifferences(first, JSON.stringify(before, null, 2));
      expect(whole).toEqual({ places: [], more: false });
      const same = jsonDifferences(first, second)?.places.length === 0;
      const [one, other] = [first, second].map((text) => JSON.stringify(sorted(JSON.parse(text))));
      expect(same).toBe(one === other);
    }),
  );
});

test('ids and times may differ, other things not', () => {
  const before = '{"id":1,"at":1795272000000,"user":{"sessionId":"x"},"price":1795272000}';
  const later = '{"id":2,"at":1795272005000,"user":{"sessionId":"y"},"price":1795272001}';
  const comparison = comparePayloads(before, later);
  expect(isSame(comparison, false)).toBe(false);
  expect(isSame(comparison, true)).toBe(true);
  const other = comparePayloads('{"id":1,"price":10}', '{"id":2,"price":11}');
  expect(isSame(other, true)).toBe(false);
  expect(other).toMatchObject({
    differences: {
      places: [
        { path: '$.id', before: '1', now: '2', natural: true },
        { path: '$.price', before: '10', now: '11', natural: false },
      ],
    },
  });
  // An id that is gone is no id that changed.
  expect(isSame(comparePayloads('{"id":1}', '{}'), true)).toBe(false);
});

test('bytes and texts are compared as they are', () => {
  expect(comparePayloads(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toEqual({ same: true });
  expect(comparePayloads(Uint8Array.of(1, 2), Uint8Array.of(1, 3)).same).toBe(false);
  expect(comparePayloads('\u0001', Uint8Array.of(1))).toEqual({ same: false, differences: null });
  expect(comparePayloads('{"n":12345678901234567890}', '{"n":12345678901234567891}')).toMatchObject(
    {
      differences: { places: [{ path: '$.n', before: '12345678901234567890' }] },
    },
  );
  expect(comparePayloads('42["a",1]', '42["a", 1]')).toEqual({
    same: false,
    differences: { places: [], more: false },
  });
  expect(comparePayloads('42["a",1]', '43["a",1]')).toEqual({ same: false, differences: null });
  expect(comparePayloads('1', '2')).toEqual({ same: false, differences: null });
});

test('neither depth nor breadth that a page chooses makes it throw', () => {
  const deep = `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`;
  expect(comparePayloads(deep, deep.replace('1', '2')).same).toBe(false);
  const broad = jsonDifferences(`[${'0,'.repeat(300_000)}0]`, '[1]');
  expect(broad?.places).toHaveLength(100);
  expect(broad?.more).toBe(true);
});

/** A value with the members of its objects in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
