import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { RulesUi } from './rules-ui.ts';

const VIEWS = ['rules', 'held'] as const;

/** Chooses between the rules and what they hold. */
export function RulesTabs({ model, ui }: { model: PanelModel; ui: RulesUi }) {
  const count = { rules: model.rules.rules.value.length, held: model.rules.held.value.length };
  const labels = {
    rules: t('rules.all', { count: count.rules }),
    held: t('rules.held', { count: count.held }),
  };
  return (
    <div
      class="tabs rules-tabs"
      role="tablist"
      aria-label={t('rules.title')}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
        event.preventDefault();
        const next = ui.view.value === 'rules' ? 'held' : 'rules';
        ui.view.value = next;
        event.currentTarget.querySelector<HTMLElement>(`[data-view=${next}]`)?.focus();
      }}
    >
      {VIEWS.map((view) => (
        <button
          key={view}
          type="button"
          role="tab"
          id={`rules-tab-${view}`}
          data-view={view}
          class={view === 'held' && count.held > 0 ? 'rules-tab-waiting' : undefined}
          aria-selected={ui.view.value === view}
          aria-controls="rules-view"
          tabIndex={ui.view.value === view ? 0 : -1}
          onClick={() => {
            ui.view.value = view;
          }}
        >
          {labels[view]}
        </button>
      ))}
    </div>
  );
}
