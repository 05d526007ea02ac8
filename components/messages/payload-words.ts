import { t } from '../../lib/i18n/translate.ts';
import type { LogReader, PayloadState } from '../../lib/session/types.ts';

/** Why there is nothing to see of a payload, in a sentence; empty where there is something. */
export function whyNoPayload(payload: PayloadState): string {
  if (payload.state === 'gone') return t(`gone.${payload.why}`);
  return payload.state === 'loading' ? t('gone.reading') : '';
}

/** One line that stands for a row, or why there is none. */
export function rowPreview(log: LogReader, row: number, limit: number): string {
  return whyNoPayload(log.payload(row)).slice(0, limit) || log.preview(row, limit);
}
