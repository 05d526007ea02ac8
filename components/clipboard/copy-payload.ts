import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { encodeHex } from '../composer/encode-bytes.ts';
import { formatBytes } from '../format/numbers.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { copyText } from './copy-text.ts';
import { whyNoPayload } from '../messages/payload-words.ts';

/** Copies bytes as hex, and says so. */
export async function copyBytes(bytes: Uint8Array, ui: PanelUi): Promise<void> {
  const copied = await copyText(encodeHex(bytes));
  ui.notice.value = copied
    ? { tone: 'info', text: t('copying.copiedHex', { size: formatBytes(bytes.length) }) }
    : { tone: 'error', text: t('copying.refused') };
}

/** Copies the payload of a row, text as it is and bytes as hex, and says so. */
export async function copyPayload(model: PanelModel, row: number, ui: PanelUi): Promise<void> {
  const payload = model.log.payload(row);
  if (payload.state !== 'ready') {
    const text =
      payload.state === 'gone'
        ? whyNoPayload(payload)
        : payload.state === 'loading'
          ? t('copying.loading')
          : t('copying.none');
    ui.notice.value = { tone: 'error', text };
    return;
  }
  const { data } = payload;
  const text = typeof data === 'string' ? data : encodeHex(data);
  const size = formatBytes(model.log.byteLength(row));
  const done = typeof data === 'string' ? 'copying.copiedText' : 'copying.copiedHex';
  const copied = await copyText(text);
  ui.notice.value = copied
    ? { tone: 'info', text: t(done, { size }) }
    : { tone: 'error', text: t('copying.refused') };
}
