import type { JsonValue } from '../json-tree/json-node.ts';

/** Longer text is parsed only when asked to: `JSON.parse` blocks the panel. Bytes. */
export const PARSE_UNASKED = 5_000_000;

/** Whether text could be a JSON object or array, told by its ends alone. */
export function looksLikeJson(text: string): boolean {
  // Only a bounded piece: `trim` would copy the whole text.
  const first = text.slice(0, 1000).trimStart()[0];
  const last = text.slice(-1000).trimEnd().at(-1);
  return (first === '{' && last === '}') || (first === '[' && last === ']');
}

/** The value of JSON text that is an object or array; undefined for any other text. */
export function parseJson(text: string): JsonValue | undefined {
  if (!looksLikeJson(text)) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
