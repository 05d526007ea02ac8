/** Of a message this much is looked at, UTF-16 units: it takes about a frame. */
export const SCAN_LIMIT = 1_000_000;

/** Of a value this much is compared, UTF-16 units. */
const VALUE_LIMIT = 65_536;

/** A number as it is written: a double would not hold all of its digits. */
interface JsonNumber {
  readonly digits: string;
}

/** A value in a JSON text that is no object and no array. */
export type JsonScalar = string | JsonNumber | boolean | null;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * Visits the members of the object, or the elements of the array, that starts at `start` (white
 * space before it is passed over) until a visit says true; returns whether one did. `at` is where the value starts.
 *
 * The text is walked and not parsed, so that of a message of 50 MB only what stands before `stop` is
 * looked at, a text that is cut off still has what stands before the cut, and nesting costs nothing.
 */
export function someMember(
  text: string,
  start: number,
  visit: (key: string | number, at: number) => boolean,
  stop = Math.min(text.length, SCAN_LIMIT),
): boolean {
  let at = skipSpace(text, start, stop);
  const isObject = text.charCodeAt(at) === OPEN_BRACE;
  if (!isObject && text.charCodeAt(at) !== OPEN_BRACKET) return false;
  at = skipSpace(text, at + 1, stop);
  for (let index = 0; at < stop; index += 1) {
    let key: string | number = index;
    if (isObject) {
      if (text.charCodeAt(at) !== QUOTE) return false;
      const keyEnd = skipString(text, at, stop);
      key = stringOf(text, at, keyEnd) ?? -1;
      at = skipSpace(text, keyEnd, stop);
      if (text.charCodeAt(at) !== COLON) return false;
      at = skipSpace(text, at + 1, stop);
    } else if (text.charCodeAt(at) === CLOSE_BRACKET) return false;
    if (at < stop && visit(key, at)) return true;
    at = skipSpace(text, skipValue(text, at, stop), stop);
    if (text.charCodeAt(at) !== COMMA) return false;
    at = skipSpace(text, at + 1, stop);
  }
  return false;
}

/** The value that starts at `at`; undefined for an object, an array, and what is cut off or no JSON. */
export function scalarAt(
  text: string,
  at: number,
  stop = Math.min(text.length, SCAN_LIMIT),
): JsonScalar | undefined {
  const first = text.charCodeAt(at);
  if (first === QUOTE) return stringOf(text, at, skipString(text, at, stop));
  if (first === OPEN_BRACE || first === OPEN_BRACKET) return undefined;
  let end = skipValue(text, at, stop);
  if (end - at > VALUE_LIMIT) return undefined;
  while (end > at && isSpace(text.charCodeAt(end - 1))) end -= 1;
  const written = text.slice(at, end);
  if (NUMBER.test(written)) return { digits: written };
  return WORDS.get(written);
}

/** Behind the white space that starts at `start`. */
export function skipSpace(text: string, start: number, stop = text.length): number {
  let at = start;
  while (at < stop && isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** Behind the string that starts at a quote; `stop` where it is cut off. */
export function skipString(text: string, start: number, stop = text.length): number {
  for (let at = start + 1; at < stop; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at + 1;
  }
  return stop;
}

/** Behind the value that starts at `start`; before what follows a number or word. */
export function skipValue(text: string, start: number, stop: number): number {
  let depth = 0;
  let at = start;
  while (at < stop) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = skipString(text, at, stop);
      if (depth === 0) return at;
      continue;
    }
    if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (code === COMMA && depth === 0) return at;
    at += 1;
  }
  return stop;
}

/** What the string from `start` to `end` says; undefined where it is cut off or too long to compare. */
function stringOf(text: string, start: number, end: number): string | undefined {
  if (end - start > VALUE_LIMIT || end - start < 2) return undefined;
  if (text.charCodeAt(end - 1) !== QUOTE) return undefined;
  const inside = text.slice(start + 1, end - 1);
  if (!inside.includes('\\')) return inside;
  try {
    return JSON.parse(text.slice(start, end)) as string;
  } catch {
    return undefined;
  }
}
