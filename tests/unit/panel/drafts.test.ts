import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addSnippet,
  addToHistory,
  readSentDrafts,
  readSnippets,
} from '../../../lib/panel/drafts.ts';

const draft = (text: string) => ({ format: 'text', text, variables: true });

test('the newest comes first, once, and the bounds hold', () => {
  let history = addToHistory([], draft('a'));
  history = addToHistory(history, draft('b'));
  history = addToHistory(history, draft('a'));
  expect(history.map(({ text }) => text)).toEqual(['a', 'b']);
  expect(addToHistory(history, draft(''))).toBe(history);
  expect(addToHistory(history, draft('x'.repeat(100_001)))).toBe(history);
  for (let index = 0; index < 60; index += 1) history = addToHistory(history, draft(`${index}`));
  expect(history).toHaveLength(50);
  for (let index = 0; index < 20; index += 1)
    history = addToHistory(history, draft(String(index % 10).repeat(90_000 + index)));
  expect(history.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(1_000_000);
  expect(history).toHaveLength(11);
});

test('a snippet has a name of its own, and what does not fit is refused', () => {
  const one = addSnippet([], { name: ' login ', ...draft('1') });
  expect(one).toEqual([{ name: 'login', ...draft('1') }]);
  if (typeof one === 'string') throw new Error(one);
  expect(addSnippet(one, { name: 'login', ...draft('2') })).toEqual([
    { name: 'login', ...draft('2') },
  ]);
  expect(addSnippet(one, { name: ' ', ...draft('2') })).toBe('name');
  expect(addSnippet(one, { name: 'x'.repeat(81), ...draft('2') })).toBe('name');
  expect(addSnippet(one, { name: 'b', ...draft('x'.repeat(100_001)) })).toBe('tooLong');
  const many = Array.from({ length: 200 }, (_, index) => ({ name: `${index}`, ...draft('1') }));
  expect(addSnippet(many, { name: 'b', ...draft('1') })).toBe('tooMany');
});

test('whatever is stored, only what is sound is taken, and is taken again', () => {
  const stored = fc.array(
    fc.oneof(
      fc.anything(),
      fc.record({
        name: fc.oneof(fc.string(), fc.anything()),
        format: fc.string(),
        text: fc.oneof(fc.string(), fc.integer()),
        variables: fc.oneof(fc.boolean(), fc.string()),
      }),
    ),
  );
  fc.assert(
    fc.property(fc.oneof(stored, fc.anything()), (value) => {
      for (const read of [readSentDrafts, readSnippets]) {
        const taken = read(value);
        if (Array.isArray(value)) expect(taken).toBeDefined();
        else expect(taken).toBeUndefined();
        for (const { text, variables } of taken ?? [])
          expect([typeof text, typeof variables]).toEqual(['string', 'boolean']);
        if (taken) expect(read(taken)).toEqual(taken);
      }
    }),
  );
});
