import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { TemplateList } from './new-rule-button.tsx';
import { formInEditor, undoDelete } from './rule-actions.ts';
import { RuleEditor } from './rule-editor.tsx';
import { RuleList } from './rule-list.tsx';
import { ruleName } from './rule-words.ts';
import type { RulesUi } from './rules-ui.ts';

/** The rules, the one in the editor, and what it would do. */
export function RulesView({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  const { rules } = ui;
  const form = formInEditor(model, rules);
  const isEmpty = model.rules.rules.value.length === 0 && rules.drafts.value.size === 0;
  return (
    <div
      id="rules-view"
      class={`rules-view ${form ? 'rules-editing' : ''}`}
      role="tabpanel"
      aria-labelledby="rules-tab-rules"
    >
      {isEmpty ? (
        <div class="rules-start">
          <h2>{t('rules.first')}</h2>
          <p>{t('rules.firstHint')}</p>
          <TemplateList model={model} ui={rules} onChosen={() => {}} />
          <Deleted model={model} ui={rules} />
        </div>
      ) : (
        <>
          <div class="rules-side">
            <RuleList model={model} ui={rules} />
            <Deleted model={model} ui={rules} />
          </div>
          {form ? (
            <RuleEditor key={form.id} model={model} ui={ui} form={form} />
          ) : (
            <p class="rules-none">{t('rules.noneChosen')}</p>
          )}
        </>
      )}
    </div>
  );
}

function Deleted({ model, ui }: { model: PanelModel; ui: RulesUi }) {
  const deleted = ui.deleted.value;
  return (
    <p class="rules-deleted" role="status">
      {deleted && (
        <>
          <span>{t('rules.deleted', { name: ruleName(deleted.rule) })}</span>
          <button type="button" class="button" onClick={() => undoDelete(model, ui)}>
            {t('rules.undo')}
          </button>
        </>
      )}
    </p>
  );
}
