import type { PlainKey } from '../../lib/i18n/translate.ts';
import { valuesInLog } from '../../lib/panel/filter-values.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { completeFilter, type Completion } from '../../lib/query/complete-filter.ts';

/** Of the filters before this many are offered. */
const FROM_HISTORY = 6;

/** Something that is offered to stand in the filter. */
export interface Suggestion {
  text: string;
  /** What it is, where that is not plain. */
  hint: PlainKey | null;
  /** Something must follow it. */
  open: boolean;
}

/** What is offered, and what of the text it replaces. */
export interface Suggestions {
  start: number;
  end: number;
  options: readonly Suggestion[];
}

/** What may stand at a place of the filter; null where there is nothing to offer. */
export function suggest(
  model: PanelModel,
  text: string,
  caret: number,
  asked: boolean,
): Suggestions | null {
  const { start, end, options } = completeFilter(
    text,
    caret,
    (key) => valuesInLog(model, key),
    asked,
  );
  const all = options.map((each): Suggestion => ({
    text: each.text,
    hint: hintOf(each),
    open: each.open,
  }));
  if (text === '' && asked) all.unshift(...earlier(model));
  return all.length > 0 ? { start, end, options: all } : null;
}

function earlier(model: PanelModel): Suggestion[] {
  return model.preferences.filterHistory
    .peek()
    .slice(0, FROM_HISTORY)
    .map((text) => ({ text, hint: 'filterHelp.earlier', open: false }));
}

const HINTS: Readonly<Record<string, PlainKey>> = {
  message: 'filterValues.message',
  lifecycle: 'filterValues.lifecycle',
  new: 'filterValues.new',
  close: 'filterValues.close',
  error: 'filterValues.error',
  gap: 'filterValues.gap',
  state: 'filterValues.state',
  binarytype: 'filterValues.binarytype',
  diagnostic: 'filterValues.diagnostic',
  injected: 'filterValues.injected',
  blocked: 'filterValues.blocked',
  modified: 'filterValues.modified',
  held: 'filterValues.held',
  discarded: 'filterValues.discarded',
  released: 'filterValues.released',
  heartbeat: 'filterValues.heartbeat',
};

function hintOf({ key, text, open }: Completion): PlainKey | null {
  if (open) return `filterHelp.${key}`;
  // A label in the log may have such a name, too.
  return key === 'kind' || key === 'is' ? (HINTS[text] ?? null) : null;
}
