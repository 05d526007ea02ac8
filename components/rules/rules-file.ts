import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { MAX_RULES } from '../../lib/protocol/change-rules.ts';
import { readRulesFile, rulesFile } from '../../lib/protocol/read-rules.ts';
import type { Rule } from '../../lib/protocol/rule.ts';
import type { RuleChange } from '../../lib/protocol/rules.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { saveFile } from '../toolbar/export-file.ts';

/** A file of rules is far smaller; anything beyond is something else. Bytes. */
const LONGEST_FILE = 50_000_000;

const FILE_NAME = 'sockscope-rules.json';

/** Saves rules as a file. */
export function exportRules(ui: PanelUi, rules: readonly Rule[]): void {
  saveFile(FILE_NAME, [`${JSON.stringify(rulesFile(rules), null, 2)}\n`]);
  ui.notice.value = { tone: 'info', text: t('rules.exported', { name: FILE_NAME }) };
}

/** Adds the rules of a file, off, behind the others; tells what of it was not taken. */
export async function importRules(model: PanelModel, ui: PanelUi, file: File): Promise<void> {
  const read = file.size > LONGEST_FILE ? null : readRulesFile(parse(await file.text()));
  if (!read) {
    ui.notice.value = { tone: 'error', text: t('rules.notRules') };
    return;
  }
  // Ids of their own: a file may have been exported here, and another rule is no longer the same.
  const room = Math.max(0, MAX_RULES - model.rules.rules.value.length);
  const changes = read.rules.slice(0, room).map((rule): RuleChange => {
    const imported = { ...rule, id: crypto.randomUUID(), on: false };
    return { type: 'put', rule: imported };
  });
  if (changes.length > 0) model.rules.change(...changes);
  const tooMany = read.rules.slice(room).map(({ name }) => ({ name, problem: 'tooMany' as const }));
  const refused = [...read.refused, ...tooMany];
  const [first] = refused;
  const text = first
    ? t('rules.refused', {
        count: refused.length,
        first: visibleLine(first.name, 40) || t('rules.unnamed'),
        why: t(`ruleErrors.${first.problem}`),
      })
    : t('rules.imported', { count: changes.length });
  ui.notice.value = { tone: first ? 'error' : 'info', text };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
