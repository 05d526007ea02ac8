import { EventFlag } from '../protocol/events.ts';
import type { Payload } from './types.ts';

/** Code units turned into text at a time; more arguments than this overflow the stack. */
const UNITS_AT_A_TIME = 8_192;

/** Reads a payload that travelled as a Blob; `flags` are those of its row. Rejects as Blob does. */
export async function readBlob(blob: Blob, flags: number): Promise<Payload> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  if (flags & EventFlag.TextBlob)
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  if (flags & EventFlag.Utf16Blob) return textOfUnits(bytes);
  return bytes;
}

/** `TextDecoder` would replace the lone surrogates for whose sake this form exists. */
function textOfUnits(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 1);
  const parts: string[] = [];
  for (let i = 0; i < units.length; i += UNITS_AT_A_TIME)
    parts.push(String.fromCharCode(...units.subarray(i, i + UNITS_AT_A_TIME)));
  return parts.join('');
}
