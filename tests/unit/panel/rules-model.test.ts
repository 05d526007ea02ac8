import { anything, assert, property } from 'fast-check';
import { expect, test } from 'vitest';
import { RulesModel } from '../../../lib/panel/rules-model.ts';
import type { Rule } from '../../../lib/protocol/rule.ts';
import type { PausedMessage, RulePage, RulePanelMessage } from '../../../lib/protocol/rules.ts';
import { isRulePanelMessage } from '../../../lib/protocol/rule-guards.ts';
import { isToRulePanel } from '../../../lib/protocol/rules.ts';

const rule = (id: string, values: Partial<Rule> = {}): Rule => ({
  id,
  name: id,
  on: true,
  site: '*',
  match: { filter: '' },
  action: { type: 'block' },
  ...values,
});

const paused = (number: number): PausedMessage => ({
  paused: number,
  rule: 'a',
  connection: 1,
  url: 'wss://example.com/',
  direction: 'send',
  index: number,
  time: number,
  data: `message ${number}`,
  behind: 0,
});

function create() {
  const sent: RulePanelMessage[] = [];
  const model = new RulesModel((message) => sent.push(message));
  model.take({ type: 'rules', rules: ['a', 'b', 'c'].map((id) => rule(id)), refused: [] });
  return { model, sent, ids: () => model.rules.value.map(({ id }) => id) };
}

const counts = (hits: number, last: number) => [{ rule: 'a', hits, last }];

const page = (documentId: string): RulePage => ({
  documentId,
  origin: 'https://a',
  rules: ['a'],
  failures: [],
  counts: [],
});

test('changes show at once, in the order that the background will make of them', () => {
  const { model, sent, ids } = create();
  model.change({ type: 'move', id: 'c', to: 0 });
  expect(ids()).toEqual(['c', 'a', 'b']);
  model.change({ type: 'remove', id: 'a' });
  model.change({ type: 'put', rule: rule('b', { on: false }) }, { type: 'put', rule: rule('d') });
  expect(ids()).toEqual(['c', 'b', 'd']);
  expect(model.rules.value[1]?.on).toBe(false);
  model.change({ type: 'remove', id: 'unknown' });
  expect(sent.every(isRulePanelMessage)).toBe(true);
  expect(sent.length).toBe(4);
  model.take({ type: 'rules', rules: [rule('z')], refused: [] });
  expect(ids()).toEqual(['z']);
});

test('those that hold in the page are turned off together, and no others', () => {
  const { model, sent } = create();
  model.take({
    type: 'pages',
    pages: [
      { documentId: '1', origin: 'https://a', rules: ['c', 'a'], failures: [], counts: [] },
      { documentId: '2', origin: 'https://b', rules: ['a'], failures: [], counts: [] },
    ],
  });
  expect(model.active.value.map(({ id }) => id)).toEqual(['a', 'c']);
  model.turnOff();
  expect(model.active.value).toEqual([]);
  expect(model.rules.value.map(({ on }) => on)).toEqual([false, true, false]);
  // Nothing else of them is said: another panel may just have changed it.
  expect(sent).toEqual([
    {
      type: 'change',
      changes: [
        { type: 'switch', id: 'a', on: false },
        { type: 'switch', id: 'c', on: false },
      ],
    },
  ]);
  expect(sent.every(isRulePanelMessage)).toBe(true);
});

test('counts are those of all documents, also of those that have gone', () => {
  const { model } = create();
  const page = { origin: 'https://a', rules: ['a'], failures: [] };
  model.take({ type: 'pages', pages: [{ ...page, documentId: '1', counts: counts(2, 10) }] });
  model.take({ type: 'hits', documentId: '1', hits: [], counts: counts(5, 20) });
  model.take({ type: 'pages', pages: [{ ...page, documentId: '2', counts: counts(1, 15) }] });
  expect(model.counts.value.get('a')).toEqual({ hits: 6, last: 20 });
});

test('which rules did something to a message is known by its place', () => {
  const { model } = create();
  const hit = { rule: 'a', action: 'block', connection: 1, direction: 'send', time: 1 } as const;
  model.take({
    type: 'hits',
    documentId: '1',
    hits: [
      { ...hit, index: 3 },
      { ...hit, index: 3, rule: 'b' },
      { ...hit, index: 0, action: 'refuse', direction: null },
    ],
    counts: [],
  });
  expect(model.hitsOf('1', 1, 3).map((each) => each.rule)).toEqual(['a', 'b']);
  expect(model.hitsOf('1', 2, 3)).toEqual([]);
  expect(model.hitsOf('1', 1, 0)).toEqual([]);
});

test('of as many messages as one looks through it is remembered, and the oldest are forgotten', () => {
  const { model } = create();
  const hits = Array.from({ length: 20_001 }, (_, at) => ({
    rule: 'a',
    action: 'block' as const,
    connection: 1,
    direction: 'send' as const,
    index: at + 1,
    time: 1,
  }));
  model.take({ type: 'hits', documentId: '1', hits, counts: [] });
  expect(model.hitsOf('1', 1, 1)).toEqual([]);
  expect(model.hitsOf('1', 1, 20_001)).toHaveLength(1);
});

test('what is held leaves the queue once it is decided, and with its document', () => {
  const { model, sent } = create();
  model.take({ type: 'pages', pages: [page('1'), page('2')] });
  model.take({ type: 'queue', documentId: '1', paused: [paused(1), paused(2)] });
  model.take({ type: 'queue', documentId: '2', paused: [paused(1)] });
  const numbers = () => model.held.value.map((each) => `${each.documentId}.${each.paused}`);
  expect(numbers()).toEqual(['1.1', '1.2', '2.1']);
  model.forward(model.held.value[0]!, 'edited');
  model.drop(model.held.value[0]!);
  expect(numbers()).toEqual(['2.1']);
  expect(sent).toEqual([
    { type: 'decide', documentId: '1', decision: { do: 'forward', paused: 1, data: 'edited' } },
    { type: 'decide', documentId: '1', decision: { do: 'drop', paused: 2 } },
  ]);
  model.take({ type: 'pages', pages: [page('1')] });
  expect(numbers()).toEqual([]);
  model.take({ type: 'queue', documentId: '1', paused: [paused(3)] });
  model.forwardAll();
  expect(numbers()).toEqual([]);
  expect(sent.every(isRulePanelMessage)).toBe(true);
});

test('only what a background says is taken in', () => {
  assert(
    property(anything({ maxDepth: 3 }), (value) => {
      expect(isToRulePanel(value)).toBe(false);
    }),
  );
  expect(isToRulePanel({ type: 'queue', documentId: '1', paused: [] })).toBe(true);
  expect(isToRulePanel({ type: 'hits', documentId: '1', hits: [] })).toBe(false);
  expect(isToRulePanel({ type: 'constructor' })).toBe(false);
});
