import { printJson } from '../../lib/reading/print-json.ts';
import { readJson } from '../../lib/reading/read-json.ts';
import { finish } from '../../lib/reading/slices.ts';

/**
 * JSON with a line for each member and item; null where it is no JSON. Only white space changes:
 * numbers keep their digits, strings their escapes.
 */
export function tidyJson(text: string): string | null {
  const result = finish(readJson(text));
  return result.ok ? finish(printJson(result.document)).text : null;
}
