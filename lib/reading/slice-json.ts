import { childrenOf } from './json-document.ts';
import { readJson } from './read-json.ts';
import { finish } from './slices.ts';

/** Names of members and positions in arrays, from 0. */
export type JsonPath = readonly (string | number)[];

/**
 * The part of a JSON text that a path leads to, exactly as it stands there: a number keeps all its
 * digits. Undefined where the text is no JSON or has nothing there.
 */
export function sliceJson(text: string, path: JsonPath): string | undefined {
  const result = finish(readJson(text));
  if (!result.ok) return undefined;
  const { document } = result;
  let value = 0;
  for (const step of path) {
    let found = -1;
    // Of members with one name the last counts.
    for (const child of childrenOf(document, value))
      if (document.name(child) === step) found = child;
    if (found < 0) return undefined;
    value = found;
  }
  return document.source(value);
}
