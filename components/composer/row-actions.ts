import { findJsonError } from '../../lib/reading/json-error.ts';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { isMessageKind } from '../../lib/protocol/events.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { takeDraft } from './composer-actions.ts';
import { encodeHex } from './encode-bytes.ts';
import { whyNotOpen } from './target.ts';
import { whyNoPayload } from '../messages/payload-words.ts';

/** Longer messages would be checked too slowly with each key. */
const EDIT_LIMIT = 1_000_000;

/** Why the selected row cannot be taken into the composer; empty where it can. */
export function whyNotEditable(model: PanelModel): string {
  void model.version.value;
  const row = model.selectedRow.value;
  if (row === null) return t('composer.selectFirst');
  if (!isMessageKind(model.log.kind(row))) return t('composer.notMessage');
  if (model.log.byteLength(row) > EDIT_LIMIT) return t('composer.tooLong');
  return '';
}

/** Why the selected row cannot be sent or delivered again; empty where it can. */
export function whyNotReplayable(model: PanelModel): string {
  void model.version.value;
  const row = model.selectedRow.value;
  if (row === null) return t('composer.selectFirst');
  if (!isMessageKind(model.log.kind(row))) return t('composer.notMessage');
  const connection = model.connection(model.log.connection(row));
  if (!connection) return t('composer.unknownConnection');
  return whyNotOpen({ connection });
}

/** Puts the payload of the selected row into the composer. */
export function editSelected(model: PanelModel, ui: PanelUi): void {
  const row = model.selectedRow.value;
  if (row === null) return;
  const payload = model.log.payload(row);
  if (payload.state !== 'ready') {
    ui.notice.value = {
      tone: 'error',
      text: payload.state === 'gone' ? whyNoPayload(payload) : t('composer.notThere'),
    };
    return;
  }
  const { data } = payload;
  if (typeof data !== 'string') {
    takeDraft(ui, { format: 'hex', text: encodeHex(data), variables: true });
    return;
  }
  const structured = /^\s*[[{]/.test(data) && !findJsonError(data);
  // What happens to look like a variable is a part of the message.
  const variables = !data.includes('{{');
  takeDraft(ui, { format: structured ? 'json' : 'text', text: data, variables });
}
