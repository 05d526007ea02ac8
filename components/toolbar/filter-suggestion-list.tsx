import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import type { Suggestion, Suggestions } from './filter-suggestions.ts';

/** Id of the element of a suggestion, for `aria-activedescendant`. */
export function suggestionId(id: string, index: number): string {
  return `${id}-${index}`;
}

/** What may stand in the filter; the focus stays in the box. */
export function FilterSuggestionList(props: {
  id: string;
  suggestions: Suggestions;
  active: number;
  onTake: (chosen: Suggestion) => void;
}) {
  const { id, active } = props;
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div
      ref={list}
      id={`${id}-list`}
      class="filter-popup"
      role="listbox"
      aria-label={t('filter.suggestions')}
      // The focus must not leave the box.
      onMouseDown={(event) => event.preventDefault()}
    >
      {props.suggestions.options.map((option, index) => (
        <div
          key={`${option.hint} ${option.text}`}
          id={suggestionId(id, index)}
          class="filter-option"
          role="option"
          aria-selected={index === active}
          onClick={() => props.onTake(option)}
        >
          <span class="mono">{visibleLine(option.text, 200)}</span>
          {option.hint && <small>{t(option.hint)}</small>}
        </div>
      ))}
    </div>
  );
}
