import type { JsonDocument } from './json-document.ts';
import type { Work } from './slices.ts';

/** More matches are not kept: nobody steps through them. */
export const MAX_MATCHES = 100_000;
/** Characters or bytes searched between two yields. */
const STRIDE = 262_144;
/** Values searched between two yields. */
const VALUES = 2048;

/** Where something was found, in order; `more` where there is still more of it. */
export interface Found {
  at: number[];
  more: boolean;
}

/** A pattern that finds just this text. A literal never backtracks, whatever it is run on. */
export function literal(text: string, matchCase: boolean): RegExp {
  return new RegExp(text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), matchCase ? 'gu' : 'giu');
}

/** The ranges of a short text that a pattern of {@link literal} finds. */
export function* rangesOf(text: string, pattern: RegExp): Generator<[number, number]> {
  for (const match of text.matchAll(pattern)) yield [match.index, match.index + match[0].length];
}

/** Offsets in a text of what is looked for, a text of `length` characters. */
export function* findInText(text: string, pattern: RegExp, length: number): Work<Found> {
  const at: number[] = [];
  for (let from = 0; from < text.length; from += STRIDE) {
    // What begins in a piece may end in the next.
    const piece = text.slice(from, from + STRIDE + length - 1);
    for (const [start] of rangesOf(piece, pattern)) {
      if (start >= STRIDE) break;
      // Matches do not overlap, also not at the border of two pieces.
      if (from + start < (at.at(-1) ?? -length) + length) continue;
      if (at.length === MAX_MATCHES) return { at, more: true };
      at.push(from + start);
    }
    yield from / text.length;
  }
  return { at, more: false };
}

/** The values of a document whose name or, where they hold no others, whose text has a match. */
export function* findInJson(document: JsonDocument, pattern: RegExp): Work<Found> {
  const at: number[] = [];
  const has = (text: string) => {
    pattern.lastIndex = 0;
    return pattern.test(text);
  };
  for (let value = 0; value < document.length; value += 1) {
    const name = document.name(value);
    if ((typeof name === 'string' && has(name)) || has(ownText(document, value))) {
      if (at.length === MAX_MATCHES) return { at, more: true };
      at.push(value);
    }
    if (value % VALUES === 0) yield value / document.length;
  }
  return { at, more: false };
}

function ownText(document: JsonDocument, value: number): string {
  const type = document.type(value);
  if (type === 'string') return document.string(value);
  return type === 'object' || type === 'array' ? '' : document.source(value);
}

/** Offsets in bytes of other bytes; ASCII letters are alike where `matchCase` is off. */
export function* findInBytes(
  bytes: Uint8Array,
  wanted: Uint8Array,
  matchCase: boolean,
): Work<Found> {
  const at: number[] = [];
  const fold = matchCase ? (byte: number) => byte : lowerCase;
  const folded = wanted.map(fold);
  const last = bytes.length - wanted.length;
  for (let offset = 0; wanted.length > 0 && offset <= last; offset += 1) {
    let index = 0;
    while (index < folded.length && fold(bytes[offset + index] as number) === folded[index])
      index += 1;
    if (index === folded.length) {
      if (at.length === MAX_MATCHES) return { at, more: true };
      at.push(offset);
      offset += index - 1;
    }
    if (offset % STRIDE === 0) yield offset / last;
  }
  return { at, more: false };
}

function lowerCase(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}
