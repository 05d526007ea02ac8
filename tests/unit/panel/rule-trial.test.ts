import { expect, test } from 'vitest';
import { rulePairOf } from '../../../lib/panel/rule-pairs.ts';
import { tryRule } from '../../../lib/panel/rule-trial.ts';
import { EventFlag, EventKind } from '../../../lib/protocol/events.ts';
import type { Rule } from '../../../lib/protocol/rule.ts';
import { finish } from '../../../lib/reading/slices.ts';
import type { EventSpec } from '../support/batch-of.ts';
import { LiveModel } from '../support/live-model.ts';

const CONSTRUCT: EventSpec = {
  Kind: EventKind.Construct,
  payload: { url: 'wss://example.com/live', protocols: [], stack: '' },
};

const sent = (payload: string, values: Partial<EventSpec> = {}): EventSpec => ({
  Kind: EventKind.Send,
  payload,
  ...values,
});

const received = (payload: string, values: Partial<EventSpec> = {}): EventSpec => ({
  Kind: EventKind.Receive,
  payload,
  ...values,
});

/** A model whose log has a connection and these messages, each with its index. */
function logged(...events: EventSpec[]): LiveModel['model'] {
  const live = new LiveModel();
  let index = 0;
  live.take(
    [CONSTRUCT, ...events].map((event) => {
      const isMessage = event.Kind === EventKind.Send || event.Kind === EventKind.Receive;
      if (isMessage) index += 1;
      return Object.assign({ Connection: 1 }, event, isMessage ? { Index: index } : {});
    }),
  );
  live.settle();
  return live.model;
}

function tried(model: LiveModel['model'], values: Partial<Rule>) {
  const rule: Rule = {
    id: 'a',
    name: '',
    on: true,
    site: '*',
    match: { filter: '' },
    action: { type: 'block' },
    ...values,
  };
  return finish(
    tryRule({ log: model.log, rule, connection: (key: number) => model.connection(key) }),
  );
}

test('a change is shown as it would be, and what has nothing to change is no match', () => {
  const model = logged(sent('{"a":1,"n":10000000000000000001}'), sent('text'), received('{"a":1}'));
  const trial = tried(model, {
    match: { filter: 'dir:send' },
    action: {
      type: 'replace',
      change: { how: 'json', changes: [{ do: 'set', path: '$.a', value: '"{{last.send $.n}}"' }] },
    },
  });
  expect(trial).toMatchObject({ looked: 3, matched: 1 });
  expect(trial.firsts).toEqual([
    {
      row: 1,
      before: '{"a":1,"n":10000000000000000001}',
      made: '{"a":"10000000000000000001","n":10000000000000000001}',
      failed: null,
    },
  ]);
});

test('an answer has the values of the message that it answers, and those before', () => {
  const model = logged(received('{"token":"t"}'), sent('{"id":1}'), sent('{"id":2}'));
  const body = { type: 'text', text: '{"for":{{last.send $.id}},"t":"{{last.receive $.token}}"}' };
  const trial = tried(model, {
    match: { filter: 'dir:send' },
    action: { type: 'answer', to: 'page', instead: false, body } as Rule['action'],
  });
  expect(trial.firsts.map(({ made }) => made)).toEqual(['{"for":1,"t":"t"}', '{"for":2,"t":"t"}']);
});

test('what cannot be made says why, and every so-manieth is counted', () => {
  const model = logged(...['1', '2', '3', '4'].map((text) => sent(text)));
  const trial = tried(model, {
    match: { filter: 'dir:send', every: 2 },
    action: {
      type: 'answer',
      to: 'page',
      instead: false,
      body: { type: 'text', text: '{{last.receive}}' },
    },
  });
  expect(trial.matched).toBe(2);
  expect(trial.firsts.map(({ row, failed }) => [row, failed])).toEqual([
    [2, 'template.noReceived'],
    [4, 'template.noReceived'],
  ]);
});

test('connections are tried by rules for connections; other sites and what rules made by none', () => {
  const model = logged(
    sent('a'),
    sent('b', { Flags: EventFlag.Modified }),
    sent('c', { Flags: EventFlag.Injected }),
  );
  expect(tried(model, {})).toMatchObject({ looked: 1, matched: 1 });
  expect(tried(model, { site: 'http://page' })).toMatchObject({ looked: 1 });
  expect(tried(model, { site: 'other.example' })).toMatchObject({ looked: 0 });
  const refuse: Partial<Rule> = { action: { type: 'refuse' }, match: { filter: 'url:live' } };
  expect(tried(model, refuse)).toMatchObject({ looked: 1, matched: 1 });
});

test('a rule that cannot be read is tried on nothing', () => {
  const model = logged(sent('a'));
  expect(tried(model, { match: { filter: '(' } })).toMatchObject({ looked: 0, matched: 0 });
});

test('a message and what went on in its place know each other, at once and after it was held', () => {
  const { log } = logged(
    sent('before', { Flags: EventFlag.Blocked }),
    sent('after', { Flags: EventFlag.Modified }),
    received('held', { Flags: EventFlag.Held }),
    sent('between'),
    received('blocked', { Flags: EventFlag.Blocked }),
    {
      Kind: EventKind.Settled,
      Flags: EventFlag.Blocked,
      payload: { message: 3, fate: 'replaced' },
    },
    received('edited', { Flags: EventFlag.Modified }),
    sent('dropped', { Flags: EventFlag.Held }),
    { Kind: EventKind.Settled, payload: { message: 7, fate: 'dropped' } },
  );
  expect(rulePairOf(log, 1)).toEqual({ before: 1, after: 2 });
  expect(rulePairOf(log, 2)).toEqual({ before: 1, after: 2 });
  expect(rulePairOf(log, 3)).toEqual({ before: 3, after: 7 });
  expect(rulePairOf(log, 7)).toEqual({ before: 3, after: 7 });
  expect(rulePairOf(log, 4)).toEqual({ before: null, after: null });
  expect(rulePairOf(log, 5)).toEqual({ before: 5, after: null });
  expect(rulePairOf(log, 8)).toEqual({ before: 8, after: null });
});
