import { t, type PlainKey } from '../../lib/i18n/translate.ts';
import { replaceInFilter } from '../../lib/panel/filter-text.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { namesInFilter } from '../../lib/query/edit-filter.ts';

/** A value of a key, as a button that puts it into the filter or takes it out. */
interface Chip {
  value: string;
  label: PlainKey;
  sign?: string;
  class?: string;
}

const DIRECTIONS: readonly Chip[] = [
  { value: 'send', label: 'filter.sent', sign: '↑', class: 'sent' },
  { value: 'receive', label: 'filter.received', sign: '↓', class: 'received' },
];

const KINDS: readonly Chip[] = [
  { value: 'text', label: 'filter.text' },
  { value: 'binary', label: 'filter.binary' },
  { value: 'lifecycle', label: 'filter.lifecycle' },
  { value: 'error', label: 'filter.errors' },
];

/** The directions and kinds, as they stand in the filter’s text. */
export function FilterChips({ model }: { model: PanelModel }) {
  return (
    <>
      <Chips model={model} filterKey="dir" label={t('filter.direction')} chips={DIRECTIONS} one />
      <Chips model={model} filterKey="kind" label={t('filter.kind')} chips={KINDS} />
    </>
  );
}

function Chips(props: {
  model: PanelModel;
  filterKey: 'dir' | 'kind';
  label: string;
  chips: readonly Chip[];
  /** Both at once would be all messages. */
  one?: boolean;
}) {
  const { model, filterKey, chips, one } = props;
  const chosen = namesInFilter(model.filterText.value, filterKey);
  const toggle = (value: string) => {
    const others = one ? [] : chosen.filter((each) => each !== value);
    const values = chosen.includes(value) ? others : [...others, value];
    replaceInFilter(model, filterKey, values.length > 0 ? `${filterKey}:${values.join('|')}` : '');
  };
  return (
    <div class="segmented filter-chips" role="group" aria-label={props.label}>
      {chips.map(({ value, label, sign, class: tone }) => (
        <button
          key={value}
          type="button"
          class={tone}
          aria-pressed={chosen.includes(value)}
          aria-label={t(label)}
          title={`${t(label)} · ${filterKey}:${value}`}
          onClick={() => toggle(value)}
        >
          {sign ? (
            <>
              <span aria-hidden="true">{sign}</span>
              <span class="segment-word"> {t(label)}</span>
            </>
          ) : (
            t(label)
          )}
        </button>
      ))}
    </div>
  );
}
