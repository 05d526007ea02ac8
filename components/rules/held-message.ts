import { findJsonError } from '../../lib/reading/json-error.ts';
import type { Held } from '../../lib/panel/rules-model.ts';
import type { Payload } from '../../lib/session/types.ts';
import { utf8Length } from '../../lib/session/utf8-length.ts';
import { encodeHex } from '../composer/encode-bytes.ts';
import type { HeldDraft } from './rules-ui.ts';

/** Names a held message. */
export function heldKey({ documentId, paused }: Held): string {
  return `${documentId}-${paused}`;
}

/** The data of a held message as rows have it. */
export function dataOf({ data }: Held): Payload {
  return typeof data === 'string' ? data : new Uint8Array(data);
}

/** Bytes, text as UTF-8. */
export function sizeOf({ data }: Held): number {
  return typeof data === 'string' ? utf8Length(data) : data.byteLength;
}

/** A message as one edits it: bytes as hex. */
export function draftOf(data: Payload): HeldDraft {
  if (typeof data !== 'string') return { format: 'hex', text: encodeHex(data) };
  const isJson = /^\s*[[{]/.test(data) && !findJsonError(data);
  return { format: isJson ? 'json' : 'text', text: data };
}
