/** Longest piece of a string or name that is decoded where only a part of it will be shown. */
const DECODED_AT_MOST = 16_384;

/** What a value of a JSON text is. */
export type JsonType = 'object' | 'array' | 'string' | 'number' | 'true' | 'false' | 'null';

/** The columns that a reader fills: one place for each value, in the order of the text. */
export interface JsonColumns {
  /** Offsets into the text of a value's first character and of the one after its last. */
  start: Uint32Array;
  end: Uint32Array;
  /** Container of a value; -1 for the outermost. */
  parent: Int32Array;
  /** The value after a value and all within it. */
  after: Uint32Array;
  /** Of an array's item its index, of an object's member the offset of its name's first quote. */
  name: Uint32Array;
  /** How many values are directly in a container. */
  count: Uint32Array;
}

/**
 * A JSON text with the place of each of its values. Nothing is converted before it is asked for: so
 * numbers keep their digits, members their order and their doubles, and fifty megabytes take no
 * object per value. Values are numbered in the order of the text, from 0.
 */
export class JsonDocument {
  readonly text: string;
  /** How many values there are. */
  readonly length: number;
  readonly #columns: JsonColumns;

  constructor(text: string, length: number, columns: JsonColumns) {
    this.text = text;
    this.length = length;
    this.#columns = columns;
  }

  start = (value: number): number => this.#columns.start[value] as number;
  end = (value: number): number => this.#columns.end[value] as number;
  parent = (value: number): number => this.#columns.parent[value] as number;
  after = (value: number): number => this.#columns.after[value] as number;
  count = (value: number): number => this.#columns.count[value] as number;

  type(value: number): JsonType {
    switch (this.text[this.start(value)]) {
      case '{':
        return 'object';
      case '[':
        return 'array';
      case '"':
        return 'string';
      case 't':
        return 'true';
      case 'f':
        return 'false';
      case 'n':
        return 'null';
      default:
        return 'number';
    }
  }

  /** Whether a value has others in it. */
  isFilled(value: number): boolean {
    return this.count(value) > 0;
  }

  /** Name of a member, at least its first `limit` characters; index of an item; null for the outermost. */
  name(value: number, limit = Infinity): string | number | null {
    const parent = this.parent(value);
    if (parent < 0) return null;
    const name = this.#columns.name[value] as number;
    if (this.text[this.start(parent)] === '[') return name;
    return decodeString(this.text, name, closingQuote(this.text, name, limit), limit);
  }

  /** Name of a member as it is written, quotes and all. */
  nameSource(value: number): string {
    const start = this.#columns.name[value] as number;
    return this.text.slice(start, closingQuote(this.text, start, Infinity) + 1);
  }

  /** What a string says, at least its first `limit` characters. */
  string(value: number, limit = Infinity): string {
    return decodeString(this.text, this.start(value), this.end(value) - 1, limit);
  }

  /** The characters that a value is written with, at most `limit`. */
  source(value: number, limit = Infinity): string {
    return this.text.slice(this.start(value), Math.min(this.end(value), this.start(value) + limit));
  }

  /** How deep a value is; the outermost is at 0. */
  depth(value: number): number {
    let depth = 0;
    for (let at = this.parent(value); at >= 0; at = this.parent(at)) depth += 1;
    return depth;
  }
}

/** What is directly in a value, in the order of the text. */
export function* childrenOf(document: JsonDocument, value: number): Generator<number> {
  const end = document.after(value);
  for (let at = value + 1; at < end; at = document.after(at)) yield at;
}

/** Offset of the quote that ends a string, or some place after `limit` characters of it. */
function closingQuote(text: string, start: number, limit: number): number {
  const stop = Math.min(text.length, start + Math.max(limit * 6, DECODED_AT_MOST));
  let at = start + 1;
  while (at < stop && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

/** The string between two quotes; where it is much longer than `limit`, its beginning. */
function decodeString(text: string, start: number, end: number, limit: number): string {
  const stop = Math.min(end, start + Math.max(limit * 6, DECODED_AT_MOST));
  if (stop === end && text[end] === '"') return JSON.parse(text.slice(start, end + 1)) as string;
  // The cut may be inside an escape, which has at most six characters.
  for (let cut = stop; cut > stop - 6; cut -= 1)
    try {
      return JSON.parse(`${text.slice(start, cut)}"`) as string;
    } catch {
      continue;
    }
  return '';
}
