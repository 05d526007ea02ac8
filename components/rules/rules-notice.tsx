import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { ruleName } from './rule-words.ts';
import type { RulesUi } from './rules-ui.ts';
import './rules-notice.css';

/** Says that rules are changing the page, which, and how much; and what they hold or cannot do. */
export function RulesNotice({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  const { active, counts, failures, held } = model.rules;
  const rules = active.value;
  const names = rules.map(ruleName);
  const hits = rules.reduce((sum, { id }) => sum + (counts.value.get(id)?.hits ?? 0), 0);
  const failing = rules.find(({ id }) => failures.value.has(id));
  if (rules.length === 0 && held.value.length === 0) return null;
  return (
    <div class="rules-notice" role="group" aria-label={t('rules.title')}>
      <span class="rules-notice-sign" aria-hidden="true">
        ◆
      </span>
      <span class="rules-notice-text" title={names.join('\n')}>
        <b>{t('rules.active', { count: rules.length })}</b>
        <span class="rules-notice-names">
          {names.length > 0 && `: ${names.join(', ')}`} · {t('rules.touched', { count: hits })}
        </span>
        {failing && (
          <span class="rules-notice-failure">
            {' '}
            · ⚠ {t('rules.failed', { name: ruleName(failing) })}
          </span>
        )}
      </span>
      {held.value.length > 0 && (
        <button
          type="button"
          class="button rules-notice-held"
          onClick={() => show(ui.rules, 'held')}
        >
          <span aria-hidden="true">❚❚ </span>
          {t('rules.heldNow', { count: held.value.length })}
        </button>
      )}
      <button type="button" class="button" onClick={() => show(ui.rules, 'rules')}>
        {t('rules.show')}
      </button>
      <button
        type="button"
        class="button"
        title={t('rules.turnOffHint')}
        disabled={rules.length === 0}
        onClick={() => {
          model.rules.turnOff();
          ui.notice.value = { tone: 'info', text: t('rules.turnedOff', { count: rules.length }) };
        }}
      >
        {t('rules.turnOff')}
      </button>
      {/* Hits grow all the time: only that there are rules is said aloud. */}
      <span class="visually-hidden" role="status">
        {t('rules.active', { count: rules.length })}
      </span>
    </div>
  );
}

function show(ui: RulesUi, view: 'rules' | 'held'): void {
  ui.view.value = view;
  ui.open.value = true;
}
