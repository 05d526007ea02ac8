import { ALL } from '../query/json-path.ts';
import type { JsonStep } from '../query/json-path.ts';
import {
  applyEdits,
  entriesAt,
  insertionInto,
  placesOf,
  removalsOf,
  valueEnd,
} from './json-places.ts';
import type { TextEdit } from './json-places.ts';

/*
 * JSON is changed in its text, not as values: all else stays as the page or the server wrote it,
 * numbers keep their digits and members their order.
 */

/** Puts JSON text at each place of a path; null where the path, up to its last step, leads nowhere. */
export function setJson(
  text: string,
  start: number,
  path: readonly JsonStep[],
  value: string,
): string | null {
  const last = path.at(-1);
  if (last === undefined) return text.slice(0, start) + value + text.slice(valueEnd(text, start));
  const edits: TextEdit[] = [];
  for (const parent of placesOf(text, start, path.slice(0, -1))) {
    const entries = entriesAt(text, parent);
    if (!entries) continue;
    const named = last === ALL ? entries : entries.filter(({ key }) => key === last);
    // Of members with one name the last counts, here as where it is read.
    const found = last === ALL ? named : named.slice(-1);
    for (const entry of found) edits.push({ start: entry.value, end: entry.end, with: value });
    if (found.length > 0 || last === ALL) continue;
    const isObject = text[parent] === '{';
    if (isObject && typeof last === 'string')
      edits.push(
        insertionInto(text, parent, entries, entries.length, `${JSON.stringify(last)}:${value}`),
      );
    else if (!isObject && last === entries.length)
      edits.push(insertionInto(text, parent, entries, last, value));
  }
  return edits.length > 0 ? applyEdits(text, edits) : null;
}

/** Takes what is at each place of a path out; null where nothing is. */
export function removeJson(text: string, start: number, path: readonly JsonStep[]): string | null {
  const last = path.at(-1);
  if (last === undefined) return null;
  const edits = placesOf(text, start, path.slice(0, -1)).flatMap((parent) =>
    removalsOf(entriesAt(text, parent) ?? [], ({ key }) => last === ALL || key === last),
  );
  return edits.length > 0 ? applyEdits(text, edits) : null;
}
