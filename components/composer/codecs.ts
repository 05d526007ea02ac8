import type { PlainKey } from '../../lib/i18n/translate.ts';
import { decodeBase64, decodeHex, type DecodedInput, decodeJson } from './decode-input.ts';

/** A way to write a message. A protocol's own is one more line in {@link CODECS}. */
export interface InputCodec {
  label: PlainKey;
  placeholder: PlainKey;
  /** How the editor colours it; `json` also decides how variables are written into it. */
  language: 'json' | 'plain';
  /** Whether it is text in which variables can stand. */
  variables: boolean;
  decode: (input: string) => DecodedInput;
}

/** The ways to write a message, in the order in which they are offered. */
export const CODECS = {
  json: {
    label: 'composer.json',
    placeholder: 'composer.jsonPlaceholder',
    language: 'json',
    variables: true,
    decode: decodeJson,
  },
  text: {
    label: 'composer.text',
    placeholder: 'composer.textPlaceholder',
    language: 'plain',
    variables: true,
    decode: (input) => ({ ok: true, data: input }),
  },
  hex: {
    label: 'composer.hex',
    placeholder: 'composer.hexPlaceholder',
    language: 'plain',
    variables: false,
    decode: decodeHex,
  },
  base64: {
    label: 'composer.base64',
    placeholder: 'composer.base64Placeholder',
    language: 'plain',
    variables: false,
    decode: decodeBase64,
  },
} satisfies Record<string, InputCodec>;

/** How the composer reads what is typed. */
export type InputFormat = keyof typeof CODECS;

/** A format by its name as it was stored; text where there is none of that name. */
export function inputFormat(name: string): InputFormat {
  return Object.hasOwn(CODECS, name) ? (name as InputFormat) : 'text';
}
