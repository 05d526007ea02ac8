import { expect, test } from 'vitest';
import {
  deleteRule,
  editForm,
  formInEditor,
  undoDelete,
} from '../../../components/rules/rule-actions.ts';
import { formOf } from '../../../components/rules/rule-form.ts';
import { createRulesUi } from '../../../components/rules/rules-ui.ts';
import type { PanelModel } from '../../../lib/panel/panel-model.ts';
import { RulesModel } from '../../../lib/panel/rules-model.ts';
import type { Rule } from '../../../lib/protocol/rule.ts';

const RULE: Rule = {
  id: 'a',
  name: 'Block',
  on: true,
  site: '*',
  match: { filter: 'ping' },
  action: { type: 'block' },
};

test('a deleted rule comes back with what of it was not saved yet', () => {
  const rules = new RulesModel(() => {});
  const model = { rules } as PanelModel;
  const ui = createRulesUi();
  rules.take({ type: 'rules', rules: [RULE], refused: [] });
  editForm(ui, { ...formOf(RULE), filter: 'pong' });
  deleteRule(model, ui, RULE);
  expect(ui.drafts.value.size).toBe(0);
  undoDelete(model, ui);
  expect(rules.rules.value).toEqual([RULE]);
  expect(formInEditor(model, ui)?.filter).toBe('pong');
});
