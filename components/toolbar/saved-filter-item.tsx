import { useEffect, useRef, useState } from 'preact/hooks';
import { t, type PlainKey } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import {
  changeFilter,
  moveFilter,
  SAVED_EFFECTS,
  type SavedEffect,
  type SavedFilter,
  savedName,
} from '../../lib/panel/saved-filters.ts';

const EFFECTS: Readonly<Record<SavedEffect, PlainKey>> = {
  show: 'savedFilters.show',
  hide: 'savedFilters.hide',
  'mark-1': 'savedFilters.blue',
  'mark-2': 'savedFilters.magenta',
  'mark-3': 'savedFilters.orange',
  'mark-4': 'savedFilters.green',
  'mark-5': 'savedFilters.brown',
  'mark-6': 'savedFilters.cyan',
};

/** One saved filter: on or off, what it does, and what can be done with it. */
export function SavedFilterItem(props: {
  model: PanelModel;
  filter: SavedFilter;
  index: number;
  onDelete: () => void;
}) {
  const { model, filter, index } = props;
  const saved = model.preferences.savedFilters;
  const [renaming, setRenaming] = useState(false);
  const name = savedName(filter);
  const last = index === saved.value.length - 1;
  return (
    <li class={`saved-filter saved-filter-${filter.effect}`}>
      {renaming ? (
        <NameField
          name={name}
          onDone={(chosen) => {
            if (chosen) changeFilter(saved, filter.id, { name: chosen });
            setRenaming(false);
          }}
        />
      ) : (
        <label title={filter.text}>
          <input
            type="checkbox"
            checked={filter.on}
            onChange={(event) =>
              changeFilter(saved, filter.id, { on: event.currentTarget.checked })
            }
          />
          <bdi>{name}</bdi>
        </label>
      )}
      <select
        class="field"
        aria-label={t('savedFilters.effectOf', { name })}
        value={filter.effect}
        onChange={(event) =>
          changeFilter(saved, filter.id, { effect: event.currentTarget.value as SavedEffect })
        }
      >
        {SAVED_EFFECTS.map((effect) => (
          <option key={effect} value={effect}>
            {t(EFFECTS[effect])}
          </option>
        ))}
      </select>
      <button
        type="button"
        class="saved-filter-text mono"
        title={t('savedFilters.edit')}
        onClick={() => {
          model.filterText.value = filter.text;
        }}
      >
        {filter.text}
      </button>
      <span class="saved-filter-actions">
        <Action
          label={t('savedFilters.up', { name })}
          sign="↑"
          disabled={index === 0}
          onClick={() => moveFilter(saved, filter.id, index - 1)}
        />
        <Action
          label={t('savedFilters.down', { name })}
          sign="↓"
          disabled={last}
          onClick={() => moveFilter(saved, filter.id, index + 1)}
        />
        <Action
          label={t('savedFilters.rename', { name })}
          sign="✎"
          onClick={() => setRenaming(true)}
        />
        <Action label={t('savedFilters.delete', { name })} sign="×" onClick={props.onDelete} />
      </span>
    </li>
  );
}

function Action(props: { label: string; sign: string; disabled?: boolean; onClick: () => void }) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={props.label}
      title={props.label}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      <span aria-hidden="true">{props.sign}</span>
    </button>
  );
}

function NameField({ name, onDone }: { name: string; onDone: (name: string | null) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const ended = useRef(false);
  useEffect(() => input.current?.select(), []);
  const end = (chosen: string | null) => {
    // When the field goes, it loses the focus, too.
    if (ended.current) return;
    ended.current = true;
    onDone(chosen);
  };
  return (
    <input
      ref={input}
      class="field"
      type="text"
      aria-label={t('savedFilters.name')}
      maxLength={60}
      defaultValue={name}
      onBlur={(event) => end(event.currentTarget.value.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') end(event.currentTarget.value.trim());
        else if (event.key === 'Escape') end(null);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
