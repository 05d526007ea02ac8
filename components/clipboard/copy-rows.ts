import { jsonLines } from '../../lib/formats/json-lines.ts';
import { tabSeparated } from '../../lib/formats/tab-separated.ts';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { encodeHex } from '../composer/encode-bytes.ts';
import { formatBytes } from '../format/numbers.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { copyPayload } from './copy-payload.ts';
import { copyText } from './copy-text.ts';

/** Ways to copy rows: what they carry, line by line; JSON Lines; a table. */
export type CopyFormat = 'payloads' | 'jsonLines' | 'table';

/** Clipboards take more, but the panel would stand still. Bytes. */
const MOST_BYTES = 32_000_000;

/** Copies rows and says so. */
export async function copyRows(
  model: PanelModel,
  ui: PanelUi,
  rows: readonly number[],
  format: CopyFormat,
): Promise<void> {
  const [only] = rows;
  if (only === undefined) return;
  if (rows.length === 1 && format === 'payloads') return copyPayload(model, only, ui);
  let bytes = 0;
  for (const row of rows) bytes += model.log.byteLength(row);
  if (bytes > MOST_BYTES) {
    const most = formatBytes(MOST_BYTES);
    ui.notice.value = { tone: 'error', text: t('copying.tooMuch', { most }) };
    return;
  }
  const copied = await copyText(textOf(model, rows, format));
  ui.notice.value = copied
    ? { tone: 'info', text: t('copying.copiedRows', { count: rows.length }) }
    : { tone: 'error', text: t('copying.refused') };
}

function textOf(model: PanelModel, rows: readonly number[], format: CopyFormat): string {
  const { log } = model;
  const connectionOf = (key: number) => model.connection(key);
  if (format === 'jsonLines') return jsonLines(log, rows, connectionOf);
  if (format === 'table') return tabSeparated(log, rows, connectionOf);
  return rows
    .flatMap((row) => {
      const payload = log.payload(row);
      if (payload.state !== 'ready') return [];
      return [typeof payload.data === 'string' ? payload.data : encodeHex(payload.data)];
    })
    .join('\n');
}
