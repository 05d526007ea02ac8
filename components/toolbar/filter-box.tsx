import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { PanelUi } from '../panel/panel-ui.ts';

/** The box that filters messages by text or regular expression. */
export function FilterBox({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  const error = model.filterError.value;
  const text = model.filterText.value;
  return (
    <div class="filter">
      <input
        ref={(element) => {
          ui.targets.filter = element;
        }}
        class="field mono"
        type="text"
        aria-label={t('filter.title')}
        aria-invalid={error !== null}
        aria-describedby={error ? 'filter-error' : undefined}
        placeholder={t('filter.placeholder')}
        spellcheck={false}
        autocomplete="off"
        value={text}
        onInput={(event) => {
          model.filterText.value = event.currentTarget.value;
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !text) return;
          // DevTools would open its drawer.
          event.preventDefault();
          event.stopPropagation();
          model.filterText.value = '';
        }}
      />
      {text && (
        <button
          type="button"
          class="filter-clear"
          aria-label={t('filter.clear')}
          onClick={() => {
            model.filterText.value = '';
            ui.targets.filter?.focus();
          }}
        >
          ×
        </button>
      )}
      {error && (
        <span id="filter-error" class="filter-error" role="alert">
          ✕ {t(`filterErrors.${error.problem}`, error)}
        </span>
      )}
    </div>
  );
}
