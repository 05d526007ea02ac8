import { expect, test } from 'vitest';
import { forwardAllHeld, forwardHeld } from '../../../components/rules/forward-held.ts';
import { createRulesUi } from '../../../components/rules/rules-ui.ts';
import type { PanelModel } from '../../../lib/panel/panel-model.ts';
import { RulesModel } from '../../../lib/panel/rules-model.ts';
import type { PausedMessage, RulePanelMessage } from '../../../lib/protocol/rules.ts';

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
  const rules = new RulesModel((message) => sent.push(message));
  rules.take({ type: 'queue', documentId: 'doc', paused: [paused(1), paused(2), paused(3)] });
  return { model: { rules } as PanelModel, ui: createRulesUi(), sent };
}

const forward = (number: number, data?: string | ArrayBuffer) => ({
  type: 'decide',
  documentId: 'doc',
  decision: { do: 'forward', paused: number, ...(data !== undefined && { data }) },
});

test('a held message goes on as it was edited, from wherever it is let go', () => {
  const { model, ui, sent } = create();
  const [first, second, third] = model.rules.held.value;
  ui.heldDrafts.set('doc-1', { format: 'text', text: 'edited' });
  ui.heldDrafts.set('doc-2', { format: 'hex', text: '01 ff' });
  for (const each of [first!, second!, third!]) expect(forwardHeld(model, ui, each)).toBe(true);
  expect(sent).toEqual([
    forward(1, 'edited'),
    forward(2, new Uint8Array([1, 255]).buffer),
    forward(3),
  ]);
  expect(ui.heldDrafts.size).toBe(0);
});

test('what was typed and cannot be read keeps its message', () => {
  const { model, ui, sent } = create();
  ui.heldDrafts.set('doc-1', { format: 'json', text: '{"a":' });
  expect(forwardHeld(model, ui, model.rules.held.value[0]!)).toBe(false);
  expect(sent).toEqual([]);
  expect(ui.heldDrafts.size).toBe(1);
});

test('all go on together, the edited ones as edited', () => {
  const { model, ui, sent } = create();
  ui.heldDrafts.set('doc-2', { format: 'text', text: 'edited' });
  forwardAllHeld(model, ui);
  expect(sent).toEqual([forward(2, 'edited'), { type: 'forward-all' }]);
  expect(model.rules.held.value).toEqual([]);
});

test('where one cannot be read none goes on, and that one is shown', () => {
  const { model, ui, sent } = create();
  ui.heldDrafts.set('doc-1', { format: 'text', text: 'edited' });
  ui.heldDrafts.set('doc-3', { format: 'hex', text: '0' });
  forwardAllHeld(model, ui);
  expect(sent).toEqual([]);
  expect(ui.held.value).toBe('doc-3');
});
