import { useMemo } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { JsonDocument } from '../../lib/reading/json-document.ts';
import { normalizedPath, shortPath } from '../../lib/reading/json-path.ts';
import { readEpoch } from '../../lib/reading/unfold/epoch.ts';
import { unfoldingsOfString } from '../../lib/reading/unfold/unfold.ts';
import { appendTerm } from '../../lib/query/edit-filter.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import { CopyButton } from '../clipboard/copy-button.tsx';
import { type Unfold, UnfoldButtons } from '../details/unfold-buttons.tsx';
import { formatMoment } from '../format/times.ts';
import { addAsColumn, copyOf, TERM_LIMIT, termOf } from './value-uses.ts';
import type { PanelUi } from '../panel/panel-ui.ts';

/** Digits of the longest number that may be a time. */
const EPOCH_DIGITS = 20;

interface ValueProps {
  document: JsonDocument;
  value: number;
  model: PanelModel;
  ui: PanelUi;
  unfold: Unfold;
  /** Not the message itself: no filter and no column look there. */
  nested: boolean;
}

/** What the chosen value of a JSON tree may mean, and what can be done with it. */
export function ValueActions({ document, value, model, ui, unfold, nested }: ValueProps) {
  const unfoldings = useMemo(
    () => (document.type(value) === 'string' ? unfoldingsOfString(document.string(value)) : []),
    [document, value],
  );
  const term = nested ? null : termOf(document, value);
  const epoch = epochOf(document, value);
  return (
    <>
      {epoch && (
        <span class="json-meaning">
          {formatMoment(epoch.time)} ({epoch.unit})
        </span>
      )}
      <UnfoldButtons unfoldings={unfoldings} unfold={unfold} path={shortPath(document, value)} />
      <CopyButton
        label={t('jsonTree.copyPath')}
        ui={ui}
        text={() => normalizedPath(document, value)}
      />
      <CopyButton label={t('jsonTree.copyValue')} ui={ui} text={() => copyOf(document, value)} />
      {term !== null && (
        <button
          type="button"
          class="button button-quiet"
          title={`${t('jsonTree.filterHint')}: ${visibleLine(term, TERM_LIMIT)}`}
          onClick={() => {
            model.filterText.value = appendTerm(model.filterText.value, term);
          }}
        >
          {t('jsonTree.filter')}
        </button>
      )}
      {value > 0 && !nested && (
        <button
          type="button"
          class="button button-quiet"
          title={t('jsonTree.addColumnHint')}
          onClick={() => addAsColumn(document, value, model, ui)}
        >
          {t('jsonTree.addColumn')}
        </button>
      )}
    </>
  );
}

/** The time that a number may be, also one in a string. */
function epochOf(document: JsonDocument, value: number) {
  const type = document.type(value);
  if (type !== 'number' && type !== 'string') return undefined;
  const text = document.source(value, EPOCH_DIGITS + 3).replaceAll('"', '');
  const isNumber = text.length <= EPOCH_DIGITS && /^\d+(?:\.\d+)?$/.test(text);
  return isNumber ? readEpoch(Number(text)) : undefined;
}
