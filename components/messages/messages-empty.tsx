import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { changeFilter, type SavedFilter } from '../../lib/panel/saved-filters.ts';

/** What stands in for the messages where there are none: why, and what to do. */
export function MessagesEmpty({ model }: { model: PanelModel }) {
  const total = model.totalMessages.value;
  const narrowing = model.preferences.savedFilters.value.some(narrows);
  const filtered = model.filterText.value.trim() !== '' || (narrowing && total > 0);
  if (filtered)
    return (
      <div class="empty messages-empty">
        <h2>{t('messages.nothingPasses')}</h2>
        <p>{t('messages.inLog', { count: total })}</p>
        <button type="button" class="button" onClick={() => showAll(model)}>
          {t('messages.showAll')}
        </button>
      </div>
    );
  if (!model.recording.value)
    return (
      <div class="empty messages-empty">
        <h2>{t('messages.paused')}</h2>
        <button
          type="button"
          class="button"
          onClick={() => {
            model.recording.value = true;
          }}
        >
          {t('messages.record')}
        </button>
      </div>
    );
  if (!model.observed.value)
    return (
      <div class="empty messages-empty">
        <h2>{t('messages.unobserved')}</h2>
        <p>{t('messages.unobservedHint')}</p>
        <button type="button" class="button button-primary" onClick={() => model.reloadPage()}>
          {t('messages.reload')}
        </button>
      </div>
    );
  if (model.connections.value.length > 0)
    return (
      <div class="empty messages-empty">
        <h2>{t('messages.none')}</h2>
        <p>{t('messages.noneHint')}</p>
      </div>
    );
  return (
    <div class="empty messages-empty">
      <h2>{t('messages.waiting')}</h2>
      <p>{t('messages.waitingHint')}</p>
    </div>
  );
}

function narrows({ on, effect }: SavedFilter): boolean {
  return on && (effect === 'show' || effect === 'hide');
}

function showAll(model: PanelModel): void {
  model.filterText.value = '';
  const { savedFilters } = model.preferences;
  for (const filter of savedFilters.value)
    if (narrows(filter)) changeFilter(savedFilters, filter.id, { on: false });
}
