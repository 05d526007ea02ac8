import { t } from '../../lib/i18n/translate.ts';
/** WHATWG WebSockets, `close()` step 2: the reason's UTF-8 may have this many bytes. */
const MAX_REASON_BYTES = 123;

/** What to close with, or what is wrong with it in a sentence for the user. */
export type CloseInput =
  { ok: true; code: number | null; reason: string | null } | { ok: false; error: string };

/** Reads code and reason as the standard wants them; both may be left empty. */
export function readCloseInput(codeText: string, reason: string): CloseInput {
  const trimmed = codeText.trim();
  const bytes = new TextEncoder().encode(reason).length;
  if (bytes > MAX_REASON_BYTES)
    return {
      ok: false,
      error: t('composer.reasonTooLong', { bytes, most: MAX_REASON_BYTES }),
    };
  if (trimmed === '') {
    // Web IDL has no way to give a reason without a code.
    if (reason !== '') return { ok: false, error: t('composer.reasonWantsCode') };
    return { ok: true, code: null, reason: null };
  }
  const code = /^\d+$/.test(trimmed) ? Number(trimmed) : Number.NaN;
  if (code !== 1000 && !(code >= 3000 && code <= 4999))
    return { ok: false, error: t('composer.pageCodes') };
  return { ok: true, code, reason: reason === '' ? null : reason };
}

/** Reads code and reason of an end that is only played: any code that a `close` event can carry. */
export function readEndInput(
  codeText: string,
  reason: string,
): { ok: true; code: number; reason: string } | { ok: false; error: string } {
  const trimmed = codeText.trim();
  const bytes = new TextEncoder().encode(reason).length;
  if (bytes > MAX_REASON_BYTES)
    return {
      ok: false,
      error: t('composer.reasonTooLong', { bytes, most: MAX_REASON_BYTES }),
    };
  const code = /^\d{4}$/.test(trimmed) ? Number(trimmed) : 0;
  if (code < 1000 || code > 4999) return { ok: false, error: t('composer.endCodes') };
  return { ok: true, code, reason };
}
