import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { saveFilter, savedName, type SavedFilter } from '../../lib/panel/saved-filters.ts';
import { SavedFilterItem } from './saved-filter-item.tsx';

/** All saved filters, and a way to save the present one. */
export function SavedFilterList({ model }: { model: PanelModel }) {
  const saved = model.preferences.savedFilters;
  const [deleted, setDeleted] = useState<{ filter: SavedFilter; at: number } | null>(null);
  return (
    <div class="filter-popup saved-filter-list" role="group" aria-label={t('savedFilters.title')}>
      <ul>
        {saved.value.map((filter, index) => (
          <SavedFilterItem
            key={filter.id}
            model={model}
            filter={filter}
            index={index}
            onDelete={() => {
              setDeleted({ filter, at: index });
              saved.value = saved.value.filter((each) => each.id !== filter.id);
            }}
          />
        ))}
      </ul>
      <p class="saved-filter-deleted" role="status">
        {deleted && (
          <>
            <span>{t('savedFilters.deleted', { name: savedName(deleted.filter) })}</span>
            <button
              type="button"
              class="button"
              onClick={() => {
                saved.value = saved.value.toSpliced(deleted.at, 0, deleted.filter);
                setDeleted(null);
              }}
            >
              {t('savedFilters.undo')}
            </button>
          </>
        )}
      </p>
      <SaveForm model={model} />
    </div>
  );
}

function SaveForm({ model }: { model: PanelModel }) {
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<'full' | 'long' | null>(null);
  const text = model.filterText.value.trim();
  const isGood = text !== '' && model.filterError.value === null;
  return (
    <form
      class="saved-filter-form"
      onSubmit={(event) => {
        event.preventDefault();
        const why = saveFilter(model.preferences.savedFilters, { name, text });
        setProblem(why);
        if (why) return;
        setName('');
        // It is on now: twice would be once too often when it is turned off.
        model.filterText.value = '';
      }}
    >
      <input
        class="field"
        type="text"
        aria-label={t('savedFilters.name')}
        placeholder={t('savedFilters.name')}
        maxLength={60}
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <button
        type="submit"
        class="button"
        disabled={!isGood}
        title={isGood ? text : t('savedFilters.saveHint')}
      >
        {t('savedFilters.save')}
      </button>
      {problem && (
        <span class="saved-filter-problem" role="alert">
          ✕ {t(problem === 'full' ? 'savedFilters.full' : 'savedFilters.long')}
        </span>
      )}
    </form>
  );
}
