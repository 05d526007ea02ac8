import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { Rule } from '../../lib/protocol/rule.ts';
import { draftOf } from './held-message.ts';
import { newForm, FIRST_FIELDS, formOf, type RuleForm } from './rule-form.ts';
import { startFrom, type TemplateName } from './rule-templates.ts';
import type { RulesUi } from './rules-ui.ts';
import { pageSites } from './page-sites.ts';

/** The rule in the editor: as it is being changed, or as it is stored. */
export function formInEditor(model: PanelModel, ui: RulesUi): RuleForm | null {
  const id = ui.selected.value;
  if (id === null) return null;
  const draft = ui.drafts.value.get(id);
  if (draft) return draft;
  const rule = model.rules.rules.value.find((each) => each.id === id);
  return rule ? formOf(rule) : null;
}

/** Notes what was changed in the editor. */
export function editForm(ui: RulesUi, form: RuleForm): void {
  ui.drafts.value = new Map(ui.drafts.value).set(form.id, form);
}

/** Gives up what was changed; a rule that was never saved is gone. */
export function revertForm(ui: RulesUi, id: string, isStored: boolean): void {
  const drafts = new Map(ui.drafts.value);
  drafts.delete(id);
  ui.drafts.value = drafts;
  if (!isStored && ui.selected.value === id) ui.selected.value = null;
}

/** Puts a rule that is not saved yet into the editor. */
function beginRule(ui: RulesUi, form: RuleForm): void {
  editForm(ui, form);
  ui.selected.value = form.id;
  ui.view.value = 'rules';
}

/** Begins a rule as a template has it, for the page that is looked at. */
export function beginFrom(model: PanelModel, ui: RulesUi, name: TemplateName): void {
  beginRule(ui, startFrom(name, pageSites(model)[0] ?? '*'));
}

/** Begins the rule that the menu of a message asked for. */
export function beginProposed(model: PanelModel, ui: RulesUi): void {
  const proposal = ui.proposal.value;
  if (!proposal) return;
  ui.proposal.value = null;
  const { name, filter, received, data } = proposal;
  const body = draftOf(data);
  beginRule(
    ui,
    newForm({
      name: name.slice(0, 80),
      filter,
      site: pageSites(model)[0] ?? '*',
      type: 'replace',
      fields: {
        ...FIRST_FIELDS,
        how: 'body',
        bodyFormat: body.format,
        // What happens to look like a variable is a part of the message.
        body: body.text.replaceAll('{{', "{{'{{'}}"),
        to: received ? 'page' : 'server',
      },
    }),
  );
}

/** Adds a copy of a rule behind it, switched off. */
export function duplicateRule(model: PanelModel, ui: RulesUi, rule: Rule): void {
  const { rules } = model.rules;
  const copy: Rule = {
    ...rule,
    id: crypto.randomUUID(),
    name: t('rules.copyOf', { name: rule.name }).slice(0, 80),
    on: false,
  };
  const to = rules.value.indexOf(rule) + 1;
  model.rules.change({ type: 'put', rule: copy }, { type: 'move', id: copy.id, to });
  ui.selected.value = copy.id;
}

/** Takes a rule out; {@link undoDelete} brings it back. */
export function deleteRule(model: PanelModel, ui: RulesUi, rule: Rule): void {
  const { rules } = model.rules;
  const draft = ui.drafts.value.get(rule.id);
  ui.deleted.value = { rule, at: rules.value.indexOf(rule), draft };
  model.rules.change({ type: 'remove', id: rule.id });
  revertForm(ui, rule.id, false);
}

/** Brings back what was deleted last. */
export function undoDelete(model: PanelModel, ui: RulesUi): void {
  if (!ui.deleted.value) return;
  const { rule, at, draft } = ui.deleted.value;
  ui.deleted.value = null;
  model.rules.change({ type: 'put', rule }, { type: 'move', id: rule.id, to: at });
  if (draft) editForm(ui, draft);
  ui.selected.value = rule.id;
}

/** Moves a rule to a place among the others. */
export function moveRule(model: PanelModel, rule: Rule, to: number): boolean {
  const { length } = model.rules.rules.value;
  if (to < 0 || to >= length) return false;
  model.rules.change({ type: 'move', id: rule.id, to });
  return true;
}
