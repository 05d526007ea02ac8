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
      // Drawn by the style: the bar below the toolbar says it in words.
      data-count={count > 0 ? formatCount(count) : undefined}
      title={t('toolbar.rulesHint')}
      onClick={() => {
        open.value = !open.value;
      }}
    >
      <RulesIcon />
    </button>
  );
}
