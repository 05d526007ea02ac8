import { useMemo } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { JsonDocument } from '../../lib/reading/json-document.ts';
import { normalizedPath, shortPath } from '../../lib/reading/json-path.ts';
import { printJson } from '../../lib/reading/print-json.ts';
import { finish } from '../../lib/reading/slices.ts';
import { readEpoch } from '../../lib/reading/unfold/epoch.ts';
import { unfoldingsOfString } from '../../lib/reading/unfold/unfold.ts';
import { appendTerm } from '../../lib/query/edit-filter.ts';
import { jsonTerm } from '../../lib/query/json-term.ts';
import { addColumn } from '../../lib/panel/columns.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import { CopyButton } from '../clipboard/copy-button.tsx';
import { type Unfold, UnfoldButtons } from '../details/unfold-buttons.tsx';
import { formatMoment } from '../format/times.ts';
import type { PanelUi } from '../panel/panel-ui.ts';

/** Longer values are copied as they stand in the text: to indent them would hold up the panel. */
const INDENT_AT_MOST = 1_000_000;
/** Longer values make no readable condition. Characters. */
const TERM_LIMIT = 200;
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
  const addAsColumn = () => {
    const added = addColumn(model.preferences, shortPath(document, value));
    const done = added === 'added' || added === 'shown';
    ui.notice.value = done
      ? { tone: 'info', text: t('jsonTree.columnAdded') }
      : { tone: 'error', text: t('jsonTree.columnRefused') };
  };
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
          onClick={addAsColumn}
        >
          {t('jsonTree.addColumn')}
        </button>
      )}
    </>
  );
}

/** The condition that the value is what it is; null for values that no filter can name. */
function termOf(document: JsonDocument, value: number): string | null {
  const type = document.type(value);
  const tooLong = document.end(value) - document.start(value) > TERM_LIMIT;
  if (type === 'object' || type === 'array' || tooLong || value === 0) return null;
  const source = document.source(value);
  const meant =
    type === 'number' ? { digits: source } : (JSON.parse(source) as string | boolean | null);
  return jsonTerm(shortPath(document, value), meant);
}

/** The time that a number may be, also one in a string. */
function epochOf(document: JsonDocument, value: number) {
  const type = document.type(value);
  if (type !== 'number' && type !== 'string') return undefined;
  const text = document.source(value, EPOCH_DIGITS + 3).replaceAll('"', '');
  const isNumber = text.length <= EPOCH_DIGITS && /^\d+(?:\.\d+)?$/.test(text);
  return isNumber ? readEpoch(Number(text)) : undefined;
}

/** A string as what it says, anything else as JSON with the digits that it was written with. */
function copyOf(document: JsonDocument, value: number): string {
  if (document.type(value) === 'string') return document.string(value);
  const short = document.end(value) - document.start(value) <= INDENT_AT_MOST;
  return short ? finish(printJson(document, value)).text : document.source(value);
}
