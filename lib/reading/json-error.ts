import { type JsonFault, readJson } from './read-json.ts';
import { finish } from './slices.ts';

/**
 * The first place at which a text is not JSON (RFC 8259); null where it is. Not by `JSON.parse`, whose
 * errors each browser words in its own way and some give no place.
 */
export function findJsonError(text: string): { at: number; why: JsonFault } | null {
  const result = finish(readJson(text));
  return result.ok || result.fault === 'many' ? null : { at: result.at, why: result.why };
}
