import { findJsonError } from '../../lib/reading/json-error.ts';
import { t } from '../../lib/i18n/translate.ts';

/** What came of reading it; `error` is a sentence for the user, `at` the offset that it is about. */
export type DecodedInput =
  { ok: true; data: string | Uint8Array } | { ok: false; error: string; at: number };

/** Reads JSON, and sends it as it is written. */
export function decodeJson(input: string): DecodedInput {
  const error = findJsonError(input);
  if (!error) return { ok: true, data: input };
  const before = input.slice(0, error.at);
  const line = before.split('\n').length;
  const column = error.at - before.lastIndexOf('\n');
  return fail(t('composer.jsonError', { error: t(`json.${error.why}`), line, column }), error.at);
}

/** Reads pairs of hexadecimal digits; space, commas, colons and `0x` between pairs are ignored. */
export function decodeHex(input: string): DecodedInput {
  const bytes = new Uint8Array(input.length >> 1);
  let length = 0;
  let high = -1;
  let highAt = 0;
  for (let index = 0; index < input.length; index += 1) {
    const code = input.charCodeAt(index);
    const digit = hexDigit(code);
    if (digit >= 0) {
      // The prefix `0x` of a byte.
      const next = input.charCodeAt(index + 1);
      if (digit === 0 && high < 0 && (next === 0x78 || next === 0x58)) {
        index += 1;
        continue;
      }
      if (high < 0) {
        high = digit;
        highAt = index;
      } else {
        bytes[length] = high * 16 + digit;
        length += 1;
        high = -1;
      }
      continue;
    }
    if (!isSpace(code) && code !== 0x2c && code !== 0x3a)
      return fail(t('composer.hexUnknown', place(input, index)), index);
    if (high >= 0) return fail(t('composer.hexPairs', { position: highAt + 1 }), highAt);
  }
  if (high >= 0) return fail(t('composer.hexPairs', { position: highAt + 1 }), highAt);
  return { ok: true, data: bytes.slice(0, length) };
}

/** Reads Base64, also its URL alphabet; white space is ignored and the padding may be left out. */
export function decodeBase64(input: string): DecodedInput {
  const bytes = new Uint8Array(Math.ceil((input.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  let digits = 0;
  let padding = 0;
  for (let index = 0; index < input.length; index += 1) {
    const code = input.charCodeAt(index);
    if (isSpace(code)) continue;
    if (code === 0x3d) {
      padding += 1;
      continue;
    }
    const digit = base64Digit(code);
    if (digit < 0) return fail(t('composer.base64Unknown', place(input, index)), index);
    if (padding > 0) return fail(t('composer.base64AfterPadding', { position: index + 1 }), index);
    digits += 1;
    held = ((held << 6) | digit) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length] = (held >> bits) & 0xff;
      length += 1;
    }
  }
  if (digits % 4 === 1) return fail(t('composer.base64CutOff'), input.length);
  if (padding > 0 && (digits + padding) % 4 !== 0)
    return fail(t('composer.base64Padding'), input.length);
  return { ok: true, data: bytes.slice(0, length) };
}

function fail(error: string, at: number): DecodedInput {
  return { ok: false, error, at };
}

function place(input: string, index: number): { character: string; position: number } {
  const character = String.fromCodePoint(input.codePointAt(index) ?? 0);
  return { character: character.toWellFormed(), position: index + 1 };
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0;
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

function base64Digit(code: number): number {
  if (code >= 0x41 && code <= 0x5a) return code - 0x41;
  if (code >= 0x61 && code <= 0x7a) return code - 0x47;
  if (code >= 0x30 && code <= 0x39) return code + 4;
  if (code === 0x2b || code === 0x2d) return 62;
  return code === 0x2f || code === 0x5f ? 63 : -1;
}
