import { useId, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import { rememberFilter } from '../../lib/panel/filter-history.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { appendTerm } from '../../lib/query/edit-filter.ts';
import type { FilterError } from '../../lib/query/filter-syntax.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { lazy } from '../lazy/lazy.tsx';
import { FilterMarks } from './filter-marks.tsx';
import { suggest, type Suggestion, type Suggestions } from './filter-suggestions.ts';
import { FilterSuggestionList, suggestionId } from './filter-suggestion-list.tsx';
import './filter.css';

const LazyHelp = lazy(async () => (await import('./filter-help.tsx')).FilterHelp);

/** The box that takes the filter of the list. */
export function FilterBox({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  return (
    <FilterInput
      model={model}
      label={t('filter.title')}
      placeholder={t('filter.placeholder')}
      text={model.filterText.value}
      error={model.filterError.value}
      onText={(text) => {
        model.filterText.value = text;
      }}
      isCleared
      onDone={() => rememberFilter(model)}
      input={(element) => {
        ui.targets.filter = element;
      }}
    />
  );
}

/** A box that takes a filter: offers what may stand there, says what is wrong, explains itself. */
export function FilterInput(props: {
  model: PanelModel;
  label: string;
  placeholder: string;
  text: string;
  error: FilterError | null;
  onText: (text: string) => void;
  /** What stands there is meant. */
  onDone?: () => void;
  /** Escape clears it. */
  isCleared?: boolean;
  input?: (element: HTMLInputElement | null) => void;
}) {
  const { model, error, text } = props;
  const input = useRef<HTMLInputElement>(null);
  const [offered, setOffered] = useState<Suggestions | null>(null);
  const [active, setActive] = useState(-1);
  const [helping, setHelping] = useState(false);
  const [scrolled, setScrolled] = useState(0);
  const id = useId();
  const told = error !== null && offered === null;

  const offer = (asked: boolean) => {
    const element = input.current;
    if (!element) return;
    setHelping(false);
    setActive(-1);
    setOffered(
      suggest(model, element.value, element.selectionStart ?? element.value.length, asked),
    );
  };
  const close = () => {
    setOffered(null);
    setActive(-1);
  };
  const write = (next: string, caret: number) => {
    const element = input.current;
    if (!element) return;
    props.onText(next);
    element.value = next;
    element.focus();
    element.setSelectionRange(caret, caret);
  };
  const take = (chosen: Suggestion) => {
    if (!offered) return;
    const before = text.slice(0, offered.start) + chosen.text;
    write(before + text.slice(offered.end), before.length);
    if (chosen.open) offer(true);
    else close();
  };
  const clear = () => {
    props.onDone?.();
    write('', 0);
    close();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const options = offered?.options ?? [];
    const chosen = options[active];
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        const step = event.key === 'ArrowDown' ? 1 : -1;
        if (!offered) offer(true);
        // Before the first one is what was typed.
        else setActive(((active + 1 + step + options.length + 1) % (options.length + 1)) - 1);
        break;
      }
      case 'Enter':
        if (chosen) take(chosen);
        else {
          props.onDone?.();
          close();
        }
        break;
      case 'Tab':
        if (!chosen || event.shiftKey) return;
        take(chosen);
        break;
      case 'Escape':
        if (offered) close();
        else if (helping) setHelping(false);
        else if (text && props.isCleared) clear();
        else return;
        // DevTools would open its drawer.
        event.stopPropagation();
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <div
      class="filter"
      onFocusOut={(event) => {
        if (event.currentTarget.contains(event.relatedTarget as Node | null)) return;
        props.onDone?.();
        close();
        setHelping(false);
      }}
    >
      <div class="filter-field">
        {told && <FilterMarks text={text} error={error} scrolled={scrolled} />}
        <input
          ref={(element) => {
            input.current = element;
            props.input?.(element);
          }}
          class="field mono"
          type="text"
          role="combobox"
          aria-label={props.label}
          aria-autocomplete="list"
          aria-expanded={offered !== null}
          aria-controls={offered ? `${id}-list` : undefined}
          aria-activedescendant={active >= 0 ? suggestionId(id, active) : undefined}
          aria-invalid={told}
          aria-describedby={told ? `${id}-error` : undefined}
          placeholder={props.placeholder}
          spellcheck={false}
          autocomplete="off"
          value={text}
          onInput={(event) => {
            props.onText(event.currentTarget.value);
            offer(false);
          }}
          onScroll={(event) => setScrolled(event.currentTarget.scrollLeft)}
          onClick={() => {
            if (text === '') offer(true);
          }}
          onKeyDown={onKeyDown}
        />
        {text && (
          <button type="button" class="filter-clear" aria-label={t('filter.clear')} onClick={clear}>
            ×
          </button>
        )}
        <button
          type="button"
          class="filter-help-button"
          aria-label={t('filter.help')}
          title={t('filter.help')}
          aria-expanded={helping}
          onClick={() => {
            close();
            setHelping(!helping);
          }}
        >
          ?
        </button>
      </div>
      {offered && (
        <FilterSuggestionList id={id} suggestions={offered} active={active} onTake={take} />
      )}
      {helping && (
        <LazyHelp
          onChoose={(example) => props.onText(appendTerm(text, example))}
          onDone={() => {
            setHelping(false);
            input.current?.focus();
          }}
        />
      )}
      {told && (
        <span id={`${id}-error`} class="filter-error" role="alert">
          ✕ {t(`filterErrors.${error.problem}`, error)}
        </span>
      )}
    </div>
  );
}
