import type { PanelModel } from './panel-model.ts';

/** Filters that are kept. */
const MOST = 20;
/** A longer one is not kept: it was pasted. */
const LENGTH = 500;

/** What is stored as filters before; undefined where it is nothing of the kind. */
export function readFilterHistory(stored: unknown): readonly string[] | undefined {
  if (!Array.isArray(stored)) return undefined;
  return stored.filter((each) => typeof each === 'string' && each.length <= LENGTH).slice(0, MOST);
}

/** Keeps the filter as it is now as the newest, where it is one. */
export function rememberFilter(model: PanelModel): void {
  const text = model.filterText.peek().trim();
  if (text === '' || text.length > LENGTH || model.filterError.peek()) return;
  const { filterHistory } = model.preferences;
  const before = filterHistory.peek();
  if (before[0] === text) return;
  filterHistory.value = [text, ...before.filter((each) => each !== text)].slice(0, MOST);
}
