import { addColumn } from '../../lib/panel/columns.ts';
import { appendToFilter } from '../../lib/panel/filter-text.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { t } from '../../lib/i18n/translate.ts';
import { jsonTerm } from '../../lib/query/json-term.ts';
import type { JsonDocument } from '../../lib/reading/json-document.ts';
import { normalizedPath, shortPath } from '../../lib/reading/json-path.ts';
import { printJson } from '../../lib/reading/print-json.ts';
import { finish } from '../../lib/reading/slices.ts';
import { copyText } from '../clipboard/copy-text.ts';
import type { PanelUi } from '../panel/panel-ui.ts';

/** Longer values are copied as they stand in the text: to indent them would hold up the panel. */
const INDENT_AT_MOST = 1_000_000;
/** Longer values make no readable condition. Characters. */
export const TERM_LIMIT = 200;

/** The condition that the value is what it is; null for values that no filter can name. */
export function termOf(document: JsonDocument, value: number): string | null {
  const type = document.type(value);
  const tooLong = document.end(value) - document.start(value) > TERM_LIMIT;
  if (type === 'object' || type === 'array' || tooLong || value === 0) return null;
  const source = document.source(value);
  const meant =
    type === 'number' ? { digits: source } : (JSON.parse(source) as string | boolean | null);
  return jsonTerm(shortPath(document, value), meant);
}

/** A string as what it says, anything else as JSON with the digits that it was written with. */
export function copyOf(document: JsonDocument, value: number): string {
  if (document.type(value) === 'string') return document.string(value);
  const short = document.end(value) - document.start(value) <= INDENT_AT_MOST;
  return short ? finish(printJson(document, value)).text : document.source(value);
}

/** Makes the path of a value a column of the list. */
export function addAsColumn(
  document: JsonDocument,
  value: number,
  model: PanelModel,
  ui: PanelUi,
): void {
  const added = addColumn(model.preferences, shortPath(document, value));
  const done = added === 'added' || added === 'shown';
  ui.notice.value = done
    ? { tone: 'info', text: t('jsonTree.columnAdded') }
    : { tone: 'error', text: t('jsonTree.columnRefused') };
}

/** Opens the menu of a value; of one that is not of the message itself without filter and column. */
export function openValueMenu(
  of: { document: JsonDocument; value: number; model: PanelModel; ui: PanelUi; nested: boolean },
  place: { x: number; y: number },
): void {
  const { document, value, model, ui, nested } = of;
  const term = nested ? null : termOf(document, value);
  const copy = async (text: string): Promise<void> => {
    ui.notice.value = (await copyText(text))
      ? { tone: 'info', text: t('copying.copied') }
      : { tone: 'error', text: t('copying.refused') };
  };
  const items = () => [
    { label: t('jsonTree.copyValue'), run: () => void copy(copyOf(document, value)) },
    { label: t('jsonTree.copyPath'), run: () => void copy(normalizedPath(document, value)) },
    ...(term === null
      ? []
      : [{ label: t('jsonTree.onlyThis'), run: () => appendToFilter(model, term) }]),
    ...(nested || value === 0
      ? []
      : [
          {
            label: t('jsonTree.asColumn'),
            run: () => addAsColumn(document, value, model, ui),
          },
        ]),
  ];
  ui.menu.value = { label: t('jsonTree.valueMenu'), ...place, items };
}
