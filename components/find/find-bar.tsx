import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import { type Find, type FindResult, step } from './find-state.ts';
import './find.css';

/** The bar that finds something inside the selected message. */
export function FindBar({ find, leave }: { find: Find; leave: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    find.field = field.current;
    field.current?.focus();
    field.current?.select();
    return () => {
      find.field = null;
    };
  }, [find]);
  const close = () => {
    find.open.value = false;
    leave();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.target === field.current)
      step(find, event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const result = find.result.value;
  const none = result?.count === 0 && !result.searching;
  return (
    <div class="find-bar" role="search" aria-label={t('find.title')} onKeyDown={onKeyDown}>
      <input
        ref={field}
        class="field find-field"
        type="text"
        aria-label={t('find.title')}
        placeholder={t('find.title')}
        spellcheck={false}
        autocomplete="off"
        value={find.query.value}
        aria-invalid={none}
        onInput={(event) => {
          find.query.value = event.currentTarget.value;
        }}
      />
      <output class="find-count">{describe(result, find.current.value)}</output>
      <button
        type="button"
        class="icon-button"
        aria-label={t('find.matchCase')}
        title={t('find.matchCase')}
        aria-pressed={find.matchCase.value}
        onClick={() => {
          find.matchCase.value = !find.matchCase.value;
        }}
      >
        {t('find.matchCaseSign')}
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={t('find.previous')}
        title={t('find.previousHint')}
        onClick={() => step(find, -1)}
      >
        ↑
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={t('find.next')}
        title={t('find.nextHint')}
        onClick={() => step(find, 1)}
      >
        ↓
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={t('find.close')}
        title={t('find.closeHint')}
        onClick={close}
      >
        ✕
      </button>
    </div>
  );
}

function describe(result: FindResult | null, current: number): string {
  if (!result) return '';
  if (result.fault) return result.fault;
  if (result.searching) return t('find.searching');
  if (result.count === 0) return t('find.none');
  const place = { current: current + 1, count: result.count };
  return result.more ? t('find.placeOfMore', place) : t('find.place', place);
}
