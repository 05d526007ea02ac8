import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { Held } from '../../lib/panel/rules-model.ts';
import { CODECS } from '../composer/codecs.ts';
import { heldKey } from './held-message.ts';
import type { RulesUi } from './rules-ui.ts';

/** Lets a held message go on as it was edited. @returns false, and it stays: what was typed is not readable */
export function forwardHeld(model: PanelModel, ui: RulesUi, held: Held): boolean {
  const draft = ui.heldDrafts.get(heldKey(held));
  if (!draft) {
    model.rules.forward(held);
    return true;
  }
  const read = CODECS[draft.format].decode(draft.text);
  if (!read.ok) return false;
  const { data } = read;
  model.rules.forward(held, typeof data === 'string' ? data : data.slice().buffer);
  ui.heldDrafts.delete(heldKey(held));
  return true;
}

/** Lets all go on, the edited ones as edited. One that is not readable is shown instead, and all stay. */
export function forwardAllHeld(model: PanelModel, ui: RulesUi): void {
  const edited = model.rules.held.value.filter((each) => ui.heldDrafts.has(heldKey(each)));
  const broken = edited.find((each) => !isReadable(ui, each));
  if (broken) {
    ui.held.value = heldKey(broken);
    return;
  }
  for (const each of edited) forwardHeld(model, ui, each);
  model.rules.forwardAll();
}

function isReadable(ui: RulesUi, held: Held): boolean {
  const draft = ui.heldDrafts.get(heldKey(held));
  return !draft || CODECS[draft.format].decode(draft.text).ok;
}
