import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileFilter } from '../../../lib/query/compile-filter.ts';
import { parseFilter } from '../../../lib/query/parse-filter.ts';
import { arbitraryFilter } from '../support/arbitrary-filter.ts';
import { passesByReference } from '../support/reference-filter.ts';
import { arbitraryMessage, messageSubject } from '../support/message-subject.ts';

const NOW = new Date(2026, 10, 20, 12, 0).getTime();

test('what is compiled agrees with a plain reading of the language', () => {
  const messages = fc.array(arbitraryMessage(NOW), { minLength: 1, maxLength: 10 });
  let passed = 0;
  let all = 0;
  fc.assert(
    fc.property(arbitraryFilter, messages, (node, items) => {
      const passes = compileFilter(node, messageSubject, NOW);
      for (const item of items) {
        const answer = passes(item);
        expect(answer).toBe(passesByReference(node, item, NOW));
        passed += answer ? 1 : 0;
        all += 1;
      }
    }),
    { numRuns: 2000 },
  );
  // Neither is always the answer.
  expect(passed).toBeGreaterThan(all / 20);
  expect(passed).toBeLessThan((all * 19) / 20);
});

test('nothing is said of what is still to come, unless it does not matter', () => {
  const [loading] = fc.sample(arbitraryMessage(NOW), 1);
  const item = { ...loading!, kind: 4 as const, flags: 0, data: undefined, byteLength: 5 };
  const ask = (text: string): boolean | undefined =>
    compileFilter(parseFilter(text)!, messageSubject, NOW)(item);
  expect(ask('word')).toBeUndefined();
  expect(ask('-word')).toBeUndefined();
  expect(ask('word size:5')).toBeUndefined();
  expect(ask('word size:6')).toBe(false);
  expect(ask('word or size:5')).toBe(true);
  expect(ask('word or size:6')).toBeUndefined();
  expect(ask('json:$.a')).toBeUndefined();
  expect(ask('event:a')).toBeUndefined();
});

test('what costs less is asked first', () => {
  const asked: string[] = [];
  const watched = new Proxy(messageSubject, {
    get(target, name, receiver) {
      asked.push(String(name));
      return Reflect.get(target, name, receiver);
    },
  });
  const [item] = fc.sample(arbitraryMessage(NOW), 1);
  const passes = compileFilter(
    parseFilter('/x/ word json:$.a event:b (url:c or /y/) dir:send')!,
    watched,
    NOW,
  );
  passes({ ...item!, kind: 5 });
  expect(asked).toEqual(['kind']);
});
