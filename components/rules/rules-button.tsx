import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { formatCount } from '../format/numbers.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { RulesIcon } from '../toolbar/icons.tsx';

/** Opens the rules, and says how many are changing the page. */
export function RulesButton({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  const count = model.rules.active.value.length;
  const { open } = ui.rules;
  return (
    <button
      type="button"
      class={`icon-button rules-button ${count > 0 ? 'rules-button-on' : ''}`}
      aria-label={t('toolbar.rules')}
      aria-pressed={open.value}
      title={t('toolbar.rulesHint')}
      onClick={() => {
        open.value = !open.value;
      }}
    >
      <RulesIcon />
      {/* The bar below the toolbar says it in words. */}
      {count > 0 && <b aria-hidden="true">{formatCount(count)}</b>}
    </button>
  );
}
