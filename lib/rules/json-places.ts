import { ALL } from '../query/json-path.ts';
import type { JsonStep } from '../query/json-path.ts';
import { skipSpace, skipString, skipValue } from '../reading/json-scan.ts';

/** A member of an object or an item of an array: offsets in a text that is JSON. */
export interface JsonEntry {
  /** Its name, or its position. */
  readonly key: string | number;
  /** Where it begins: with its name, where it has one. */
  readonly start: number;
  readonly value: number;
  /** The offset behind it. */
  readonly end: number;
}

/** The entries of the object or array that begins at `at`; null of any other value. */
export function entriesAt(text: string, at: number): JsonEntry[] | null {
  const open = text[at];
  if (open !== '{' && open !== '[') return null;
  const entries: JsonEntry[] = [];
  let start = skipSpace(text, at + 1);
  while (start < text.length && text[start] !== '}' && text[start] !== ']') {
    let key: string | number = entries.length;
    let value = start;
    if (open === '{') {
      const nameEnd = skipString(text, start);
      key = JSON.parse(text.slice(start, nameEnd)) as string;
      value = skipSpace(text, skipSpace(text, nameEnd) + 1);
    }
    const end = valueEnd(text, value);
    entries.push({ key, start, value, end });
    start = skipSpace(text, end);
    if (text[start] === ',') start = skipSpace(text, start + 1);
  }
  return entries;
}

/** The offset behind the value that begins at `at`. */
export function valueEnd(text: string, at: number): number {
  let end = skipValue(text, at, text.length);
  while (end > at && skipSpace(text, end - 1, end) === end) end -= 1;
  return end;
}

/** The values that a path leads to from the one at `at`. Of members with one name the last counts. */
export function placesOf(text: string, at: number, path: readonly JsonStep[]): number[] {
  let places = [at];
  for (const step of path) {
    places = places.flatMap((place) => {
      const entries = entriesAt(text, place) ?? [];
      if (step === ALL) return entries.map(({ value }) => value);
      const found = entries.findLast(({ key }) => key === step);
      return found ? [found.value] : [];
    });
    if (places.length === 0) break;
  }
  return places;
}

/** A part of a text, and what is to stand there. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly with: string;
}

/** Makes edits, none of which overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits.toSorted((one, other) => one.start - other.start)) {
    parts.push(text.slice(at, edit.start), edit.with);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** Takes entries out of the object or array at `at`, with their commas. */
export function removalsOf(
  entries: readonly JsonEntry[],
  isRemoved: (entry: JsonEntry) => boolean,
): TextEdit[] {
  const edits: TextEdit[] = [];
  let kept: JsonEntry | undefined;
  let first: JsonEntry | undefined;
  let last: JsonEntry | undefined;
  const flush = (next?: JsonEntry): void => {
    if (!first || !last) return;
    if (kept) edits.push({ start: kept.end, end: last.end, with: '' });
    else edits.push({ start: first.start, end: next ? next.start : last.end, with: '' });
    first = undefined;
  };
  for (const entry of entries) {
    if (isRemoved(entry)) {
      first ??= entry;
      last = entry;
    } else {
      flush(entry);
      kept = entry;
    }
  }
  flush();
  return edits;
}

/** Puts an entry in, before the one at `position`, or at the end. */
export function insertionInto(
  text: string,
  at: number,
  entries: readonly JsonEntry[],
  position: number,
  entry: string,
): TextEdit {
  const before = entries[position - 1];
  if (before) return { start: before.end, end: before.end, with: `,${entry}` };
  const next = entries[0];
  const start = next ? next.start : skipSpace(text, at + 1);
  return { start, end: start, with: next ? `${entry},` : entry };
}
