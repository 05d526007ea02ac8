import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { mediaOf } from '../../lib/reading/media-type.ts';
import { looksLikeJson } from '../../lib/reading/read-json.ts';
import type { Payload } from '../../lib/session/types.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { saveFile } from '../toolbar/export-file.ts';
import { whyNoPayload } from '../messages/payload-words.ts';

/** Saves the payload of a row as a file: text as UTF-8, bytes as they are. */
export function savePayload(model: PanelModel, row: number, ui: PanelUi): void {
  const payload = model.log.payload(row);
  if (payload.state !== 'ready') {
    const text = payload.state === 'gone' ? whyNoPayload(payload) : t('copying.loading');
    ui.notice.value = { tone: 'error', text };
    return;
  }
  const { data } = payload;
  const { extension, type } = formOf(data);
  saveFile(
    `sockscope-message-${model.log.seq(row)}.${extension}`,
    [data as string | Uint8Array<ArrayBuffer>],
    type,
  );
}

function formOf(data: Payload): { extension: string; type: string } {
  if (typeof data !== 'string')
    return mediaOf(data) ?? { extension: 'bin', type: 'application/octet-stream' };
  return looksLikeJson(data)
    ? { extension: 'json', type: 'application/json' }
    : { extension: 'txt', type: 'text/plain' };
}
