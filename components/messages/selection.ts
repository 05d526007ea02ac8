import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { PanelUi } from '../panel/panel-ui.ts';

/** Rows that are selected at once: more could be neither copied nor kept in a set without a halt. */
export const MOST_SELECTED = 100_000;

/** Whether a row is selected: the one that has the keys, or one of those selected with it. */
export function isSelected(model: PanelModel, ui: PanelUi, row: number): boolean {
  const current = model.selectedRow.value;
  if (row === current) return true;
  const marked = ui.marked.value;
  // Whatever selects another row alone leaves the marks behind.
  return current !== null && marked.has(current) && marked.has(row);
}

/** The rows that are selected, in order, but those that are no longer in the log. */
export function selectedRows(model: PanelModel, ui: PanelUi): number[] {
  const current = model.selectedRow.value;
  if (current === null) return [];
  const marked = ui.marked.value;
  if (!marked.has(current)) return [current];
  const { rows } = model;
  return [...marked].filter((row) => rows.value.indexOf(row) >= 0).sort((a, b) => a - b);
}

/** Selects one row alone. */
export function selectRow(model: PanelModel, ui: PanelUi, row: number): void {
  ui.marked.value = new Set();
  ui.anchor.value = row;
  model.selectedRow.value = row;
}

/** Selects all rows from the one that was selected alone to the one at `index`. Returns whether all of them fit. */
export function extendTo(model: PanelModel, ui: PanelUi, index: number): boolean {
  const rows = model.rows.value;
  const anchor = ui.anchor.value ?? model.selectedRow.value;
  const found = anchor === null ? -1 : rows.indexOf(anchor);
  const start = found < 0 ? index : found;
  const step = index < start ? -1 : 1;
  const count = Math.min(Math.abs(index - start) + 1, MOST_SELECTED);
  const marked = new Set<number>();
  for (let i = 0; i < count; i += 1) marked.add(rows.at(start + i * step));
  const last = start + (count - 1) * step;
  if (found < 0) ui.anchor.value = rows.at(index);
  ui.marked.value = marked;
  model.selectedRow.value = rows.at(last);
  return last === index;
}

/** Adds a row to those that are selected, or takes it out. */
export function toggleRow(model: PanelModel, ui: PanelUi, row: number): void {
  const marked = new Set(selectedRows(model, ui));
  ui.anchor.value = row;
  if (!marked.delete(row)) {
    if (marked.size >= MOST_SELECTED) return;
    marked.add(row);
    model.selectedRow.value = row;
  } else if (model.selectedRow.value === row) {
    model.selectedRow.value = [...marked].at(-1) ?? null;
  }
  ui.marked.value = marked;
}

/** Selects all rows that are shown, the oldest where there are too many. Returns whether all of them fit. */
export function selectAll(model: PanelModel, ui: PanelUi): boolean {
  const rows = model.rows.value;
  const count = Math.min(rows.length, MOST_SELECTED);
  const marked = new Set<number>();
  for (let index = 0; index < count; index += 1) marked.add(rows.at(index));
  const current = model.selectedRow.value;
  if (count > 0 && (current === null || !marked.has(current))) model.selectedRow.value = rows.at(0);
  ui.marked.value = marked;
  return count === rows.length;
}
