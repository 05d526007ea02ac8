import type { PlainKey } from '../i18n/translate.ts';

/** Where a text stops being JSON, as an offset, and the message that says why. */
export interface JsonError {
  at: number;
  why: Extract<PlainKey, `json.${string}`>;
}

/**
 * The first place at which a text is not JSON (RFC 8259); null where it is. Not by `JSON.parse`, whose
 * errors each browser words in its own way and some give no place.
 */
export function findJsonError(text: string): JsonError | null {
  const open: number[] = [];
  let at = skipSpace(text, 0);
  for (;;) {
    // Here a value has to begin.
    const first = text.charCodeAt(at);
    if (first === OPEN_BRACE || first === OPEN_BRACKET) {
      open.push(first);
      at = skipSpace(text, at + 1);
      const close = first === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET;
      if (text.charCodeAt(at) === close) {
        open.pop();
        at += 1;
      } else {
        if (first === OPEN_BRACKET) continue;
        const member = findMember(text, at);
        if (typeof member !== 'number') return member;
        at = member;
        continue;
      }
    } else {
      const end = findScalarEnd(text, at);
      if (typeof end !== 'number') return end;
      at = end;
    }
    // After a value: close what ends here, then the next one or the end.
    for (;;) {
      at = skipSpace(text, at);
      const container = open.at(-1);
      if (container === undefined) return at === text.length ? null : { at, why: 'json.trailing' };
      const code = text.charCodeAt(at);
      const close = container === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET;
      if (code === close) {
        open.pop();
        at += 1;
        continue;
      }
      if (code !== COMMA)
        return { at, why: container === OPEN_BRACE ? 'json.memberEnd' : 'json.itemEnd' };
      at = skipSpace(text, at + 1);
      if (container === OPEN_BRACE) {
        const member = findMember(text, at);
        if (typeof member !== 'number') return member;
        at = member;
      }
      break;
    }
  }
}

/** The offset behind the string that begins at `at`, which must be well-formed. */
export function stringEnd(text: string, at: number): number {
  let index = at + 1;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) return index + 1;
    index += code === BACKSLASH ? 2 : 1;
  }
  return text.length;
}

/** The first offset from `at` on that is no white space of JSON. */
export function skipSpace(text: string, at: number): number {
  let index = at;
  for (;;) {
    const code = text.charCodeAt(index);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return index;
    index += 1;
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
/** Sticky, so that each looks at one place only. None can backtrack over more than one character. */
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z]+/y;
const NUMBER_LIKE = /[-+.\w]+/y;

/** The offset of a member's value, whose name begins at `at`. */
function findMember(text: string, at: number): number | JsonError {
  if (text.charCodeAt(at) !== QUOTE) return { at, why: 'json.name' };
  const end = findStringEnd(text, at);
  if (typeof end !== 'number') return end;
  const colon = skipSpace(text, end);
  if (text.charCodeAt(colon) !== COLON) return { at: colon, why: 'json.colon' };
  return skipSpace(text, colon + 1);
}

function findScalarEnd(text: string, at: number): number | JsonError {
  const code = text.charCodeAt(at);
  if (code === QUOTE) return findStringEnd(text, at);
  const word = matchAt(WORD, text, at);
  if (word) {
    if (word === 'true' || word === 'false' || word === 'null') return at + word.length;
    return { at, why: 'json.unquoted' };
  }
  const number = matchAt(NUMBER, text, at);
  const all = matchAt(NUMBER_LIKE, text, at);
  if (number && number.length === all.length) return at + number.length;
  if (all) return { at, why: 'json.number' };
  return { at, why: 'json.value' };
}

function findStringEnd(text: string, at: number): number | JsonError {
  let index = at + 1;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) return index + 1;
    if (code < 0x20) return { at: index, why: 'json.control' };
    if (code !== BACKSLASH) {
      index += 1;
      continue;
    }
    const escape = text[index + 1];
    if (escape === 'u') {
      if (!/^[\da-fA-F]{4}$/.test(text.slice(index + 2, index + 6)))
        return { at: index, why: 'json.unicode' };
      index += 6;
    } else if (escape !== undefined && '"\\/bfnrt'.includes(escape)) index += 2;
    else return { at: index, why: 'json.escape' };
  }
  return { at, why: 'json.stringEnd' };
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
