import { labelOf } from '../../lib/decoders/registry.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { EventKind } from '../../lib/protocol/events.ts';
import { printTerm } from '../../lib/query/print-filter.ts';
import type { PanelUi } from '../panel/panel-ui.ts';

/** Longer labels name nothing that comes again. */
const LABEL_LIMIT = 200;

/** Opens the editor of a rule for messages like the selected one. */
export function proposeRule(model: PanelModel, ui: PanelUi): void {
  const row = model.selectedRow.value;
  const payload = row === null ? null : model.log.payload(row);
  if (row === null || payload?.state !== 'ready') return;
  const received = model.log.kind(row) === EventKind.Receive;
  const label = labelOf(payload.data);
  const terms = [received ? 'dir:receive' : 'dir:send'];
  const isNamed = label !== undefined && label.length <= LABEL_LIMIT;
  if (isNamed) terms.push(printTerm({ type: 'event', values: [{ type: 'words', text: label }] }));
  ui.rules.proposal.value = {
    name: isNamed ? label : '',
    filter: terms.join(' '),
    received,
    data: payload.data,
  };
  ui.rules.view.value = 'rules';
  ui.rules.open.value = true;
}
