import { findJsonError, skipSpace, stringEnd } from './json-error.ts';

/** Names of members and positions in arrays, from 0. */
export type JsonPath = readonly (string | number)[];

/**
 * The part of a JSON text that a path leads to, exactly as it stands there: a number keeps all its
 * digits. Undefined where the text is no JSON or has nothing there.
 */
export function sliceJson(text: string, path: JsonPath): string | undefined {
  if (findJsonError(text)) return undefined;
  let at = skipSpace(text, 0);
  for (const step of path) {
    const next = typeof step === 'string' ? findMember(text, at, step) : findItem(text, at, step);
    if (next < 0) return undefined;
    at = next;
  }
  return text.slice(at, valueEnd(text, at));
}

/** Where the value of a member begins, or -1. Of members with one name the last counts. */
function findMember(text: string, start: number, name: string): number {
  if (text[start] !== '{') return -1;
  let found = -1;
  let at = skipSpace(text, start + 1);
  while (text[at] === '"') {
    const nameEnd = stringEnd(text, at);
    const value = skipSpace(text, skipSpace(text, nameEnd) + 1);
    if (JSON.parse(text.slice(at, nameEnd)) === name) found = value;
    at = skipSpace(text, valueEnd(text, value));
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return found;
}

/** Where an item of an array begins, or -1. */
function findItem(text: string, start: number, position: number): number {
  if (text[start] !== '[') return -1;
  let at = skipSpace(text, start + 1);
  for (let index = 0; at < text.length && text[at] !== ']'; index += 1) {
    if (index === position) return at;
    at = skipSpace(text, valueEnd(text, at));
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return -1;
}

/** The offset behind the value that begins at `at`, in a text that is JSON. */
function valueEnd(text: string, at: number): number {
  let depth = 0;
  let index = at;
  while (index < text.length) {
    const code = text[index];
    if (code === '"') {
      index = stringEnd(text, index);
      if (depth === 0) return index;
      continue;
    }
    if (code === '{' || code === '[') depth += 1;
    else if (code === '}' || code === ']') {
      // The end of what contains a number or word.
      if (depth === 0) return index;
      depth -= 1;
      if (depth === 0) return index + 1;
    } else if (depth === 0 && (code === ',' || skipSpace(text, index) !== index)) return index;
    index += 1;
  }
  return index;
}
