import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { isTyping } from '../panel/is-typing.ts';
import type { PanelUi } from '../panel/panel-ui.ts';

/** Empties the log; for a while it can be brought back. */
export function clearLog(model: PanelModel, ui: PanelUi): void {
  const count = model.totalMessages.value;
  model.clear();
  ui.clearings.value += 1;
  ui.notice.value = { tone: 'info', text: t('toolbar.cleared', { count }) };
}

/** Brings back what was cleared. */
export function undoClear(model: PanelModel, ui: PanelUi): void {
  model.undoClear();
  ui.notice.value = { tone: 'info', text: t('toolbar.broughtBack') };
}

/** Ctrl+L clears and Ctrl+Z brings back, but where one writes. */
export function clearOnShortcut(event: KeyboardEvent, model: PanelModel, ui: PanelUi): void {
  const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!command || event.defaultPrevented || isTyping(event)) return;
  if (event.key === 'l') {
    // A key that is held would clear what came since, and let go of what it cleared first.
    if (!event.repeat) clearLog(model, ui);
  } else if (event.key === 'z' && model.canUndoClear.value) undoClear(model, ui);
  else return;
  event.preventDefault();
}
