import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { Popover } from '../popover/popover.tsx';
import { beginFrom } from './rule-actions.ts';
import { TEMPLATES } from './rule-templates.ts';
import type { RulesUi } from './rules-ui.ts';

/** Opens what a rule can be started from. */
export function NewRuleButton({ model, ui }: { model: PanelModel; ui: RulesUi }) {
  return (
    <Popover
      label={t('rules.new')}
      title={t('rules.newHint')}
      renderContent={(close) => <TemplateList model={model} ui={ui} onChosen={close} />}
    >
      <span aria-hidden="true">+ </span>
      {t('rules.new')}
    </Popover>
  );
}

/** What a rule can be started from, in words of what one wants to do. */
export function TemplateList(props: { model: PanelModel; ui: RulesUi; onChosen: () => void }) {
  return (
    <ul class="rule-templates">
      {TEMPLATES.map(({ name }) => (
        <li key={name}>
          <button
            type="button"
            onClick={() => {
              props.onChosen();
              beginFrom(props.model, props.ui, name);
            }}
          >
            <b>{t(`ruleTemplates.${name}`)}</b>
            <span>{t(`ruleTemplates.${name}Hint`)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
