import { signal } from '@preact/signals';
import { beforeAll, expect, test } from 'vitest';
import { importRules } from '../../../components/rules/rules-file.ts';
import type { PanelUi } from '../../../components/panel/panel-ui.ts';
import { loadLaterWords } from '../../../lib/i18n/translate.ts';
import type { PanelModel } from '../../../lib/panel/panel-model.ts';
import { RulesModel } from '../../../lib/panel/rules-model.ts';
import { rulesFile } from '../../../lib/protocol/read-rules.ts';
import type { Rule } from '../../../lib/protocol/rule.ts';
import type { RulePanelMessage } from '../../../lib/protocol/rules.ts';

beforeAll(loadLaterWords);

const rule = (id: string): Rule => ({
  id,
  name: `Rule ${id}`,
  on: true,
  site: '*',
  match: { filter: '' },
  action: { type: 'block' },
});

test('of a file as many rules are taken as there is room for, and the others are told of', async () => {
  const sent: RulePanelMessage[] = [];
  const rules = new RulesModel((message) => sent.push(message));
  const stored = Array.from({ length: 199 }, (_, at) => rule(`${at}`));
  rules.take({ type: 'rules', rules: stored, refused: [] });
  const notice = signal(null);
  const file = new File([JSON.stringify(rulesFile([rule('a'), rule('b'), rule('c')]))], 'rules');
  await importRules({ rules } as PanelModel, { notice } as unknown as PanelUi, file);
  expect(sent).toMatchObject([{ changes: [{ type: 'put', rule: { name: 'Rule a' } }] }]);
  expect(rules.rules.value).toHaveLength(200);
  expect(notice.value).toMatchObject({
    tone: 'error',
    text: expect.stringContaining('2 rules were not taken: Rule b'),
  });
});
