import type { Rule } from '../../lib/protocol/rule.ts';
import type { PausedMessage, RulePage } from '../../lib/protocol/rules.ts';

/** A rule of the page that the fake model shows. */
export function someRule(id: string, values: Partial<Rule> = {}): Rule {
  return {
    id,
    name: `Rule ${id}`,
    on: true,
    site: 'https://example.com',
    match: { filter: 'dir:send' },
    action: { type: 'block' },
    ...values,
  };
}

/** Rules with each kind of form. */
export const SOME_RULES: Rule[] = [
  someRule('1', {
    name: 'Wrong price',
    action: {
      type: 'replace',
      change: { how: 'json', changes: [{ do: 'set', path: '$.price', value: '1' }] },
    },
  }),
  someRule('2', {
    name: 'Slow',
    site: '*',
    action: {
      type: 'network',
      offline: false,
      handshakeMs: 2000,
      latencyMs: 400,
      jitterMs: 0,
      upBytesPerSecond: 50_000,
      downBytesPerSecond: null,
      disconnectMs: 5000,
      disconnectJitterMs: 0,
    },
  }),
  someRule('3', {
    name: 'Script',
    on: false,
    action: {
      type: 'sequence',
      steps: [
        { do: 'send', to: 'page', body: { type: 'text', text: '{"a":1}' } },
        { do: 'wait', filter: 'dir:send', withinMs: 10_000 },
        { do: 'rest', ms: 500 },
      ],
    },
  }),
];

/** The page of the fake model, in which these rules hold. */
export function pageWithRules(rules: readonly Rule[], values: Partial<RulePage> = {}): RulePage {
  return {
    documentId: 'document',
    origin: 'https://example.com',
    rules: rules.map(({ id }) => id),
    failures: [],
    counts: [],
    ...values,
  };
}

/** A message that a rule holds. */
export function heldMessage(number: number, values: Partial<PausedMessage> = {}): PausedMessage {
  return {
    paused: number,
    rule: 'a',
    connection: 1,
    url: 'wss://example.com/live',
    direction: 'send',
    index: number,
    time: 1_763_640_000_000 + number,
    data: `{"n":${number}}`,
    behind: 0,
    ...values,
  };
}
