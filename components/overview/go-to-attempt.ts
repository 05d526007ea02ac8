import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { isTyping } from '../panel/is-typing.ts';

/** Shows a connection alone, with what is known of it. */
export function showConnection(model: PanelModel, key: number): void {
  model.selectedRow.value = null;
  model.selectedConnection.value = key;
}

/** `[` and `]` go to the attempt before and after the connection whose details are shown. */
export function goToAttemptOnKey(event: KeyboardEvent, model: PanelModel): void {
  if (event.key !== '[' && event.key !== ']') return;
  if (event.ctrlKey || event.metaKey || isTyping(event)) return;
  const row = model.selectedRow.value;
  const key = row === null ? model.selectedConnection.value : model.log.connection(row);
  const attempt = key === null ? undefined : model.lineages.attempt(key);
  const to = event.key === '[' ? attempt?.previous : attempt?.next;
  if (!to) return;
  event.preventDefault();
  showConnection(model, to.connection.key);
}
