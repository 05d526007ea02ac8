import { useEffect } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { Splitter } from '../panel/splitter.tsx';
import { HeldView } from './held-view.tsx';
import { NewRuleButton } from './new-rule-button.tsx';
import { beginProposed } from './rule-actions.ts';
import { RulesMenuButton } from './rules-menu-button.tsx';
import { RulesTabs } from './rules-tabs.tsx';
import { RulesView } from './rules-view.tsx';
import './rules.css';

/** Pixels, and the part of the panel that it takes at first. */
const HEIGHT = { least: 200, most: 380, part: 0.45 };

/** The rules and what they hold, between the messages and the composer. */
export function RulesDrawer({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  const { rules } = ui;
  const proposal = rules.proposal.value;
  useEffect(() => beginProposed(model, rules), [model, rules, proposal]);
  const { rulesHeight } = model.preferences;
  const fitting = Math.min(HEIGHT.most, Math.max(HEIGHT.least, window.innerHeight * HEIGHT.part));
  return (
    <section
      class="rules"
      aria-label={t('rules.title')}
      style={{ '--rules-height': `${Math.round(rulesHeight.value ?? fitting)}px` }}
    >
      <Splitter
        label={t('rules.height')}
        orientation="horizontal"
        size={rulesHeight}
        fitting={fitting}
        min={120}
        max={() => window.innerHeight * 0.7}
        after
      />
      <div class="rules-bar">
        <RulesTabs model={model} ui={rules} />
        <NewRuleButton model={model} ui={rules} />
        <RulesMenuButton model={model} ui={ui} />
        <button
          type="button"
          class="icon-button rules-close"
          aria-label={t('rules.close')}
          title={t('rules.close')}
          onClick={() => {
            rules.open.value = false;
          }}
        >
          <span aria-hidden="true">×</span>
        </button>
      </div>
      {rules.view.value === 'held' ? (
        <HeldView model={model} ui={rules} />
      ) : (
        <RulesView model={model} ui={ui} />
      )}
    </section>
  );
}
