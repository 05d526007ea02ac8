import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { savedName } from '../../lib/panel/saved-filters.ts';
import { formatCount } from '../format/numbers.ts';
import { lazy } from '../lazy/lazy.tsx';
import { FilterIcon } from './icons.tsx';
import './saved-filters.css';

const LazyList = lazy(async () => (await import('./saved-filter-list.tsx')).SavedFilterList);

/** Says how many saved filters are on, and opens the list of them. */
export function SavedFiltersButton({ model }: { model: PanelModel }) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const on = model.preferences.savedFilters.value.filter((each) => each.on);

  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside, { capture: true });
    return () => document.removeEventListener('pointerdown', outside, { capture: true });
  }, [open]);

  return (
    <div
      ref={root}
      class="saved-filters"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.preventDefault();
        event.stopPropagation();
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        class={`button saved-filters-button ${on.length > 0 ? 'saved-filters-on' : ''}`}
        aria-label={t('savedFilters.title')}
        aria-description={on.length > 0 ? t('savedFilters.on', { count: on.length }) : undefined}
        aria-expanded={open}
        title={[t('savedFilters.title'), ...on.map(savedName)].join('\n')}
        onClick={() => setOpen(!open)}
      >
        <FilterIcon />
        {on.length > 0 && <b>{formatCount(on.length)}</b>}
      </button>
      {open && <LazyList model={model} />}
    </div>
  );
}
