import { type JsonColumns, JsonDocument } from './json-document.ts';
import type { Work } from './slices.ts';

/** More values are not made into a tree: each takes 24 bytes beside the text. */
export const MAX_VALUES = 8_000_000;
/** Characters read between two yields. */
const STRIDE = 32_768;

/** What came of reading: a document, or why there is none. `at` is the offset of the fault. */
export type JsonResult =
  | { ok: true; document: JsonDocument }
  | { ok: false; fault: 'syntax'; at: number }
  | { ok: false; fault: 'many' };

/** Whether text could be a JSON object or array, told by its ends alone. */
export function looksLikeJson(text: string): boolean {
  // Only a bounded piece: `trim` would copy the whole text.
  const first = text.slice(0, 1000).trimStart()[0];
  const last = text.slice(-1000).trimEnd().at(-1);
  return (first === '{' && last === '}') || (first === '[' && last === ']');
}

/**
 * Reads JSON as RFC 8259 has it: takes what `JSON.parse` takes and nothing else. No recursion, so no
 * depth is too deep. Not by a library: those that keep the places of values make an object of each.
 */
export function* readJson(text: string, most = MAX_VALUES): Work<JsonResult> {
  const reader = new Reader(text, most);
  while (reader.read(STRIDE)) yield reader.at / text.length;
  return reader.result();
}

const State = {
  Value: 0,
  ValueOrClose: 1,
  Name: 2,
  NameOrClose: 3,
  Colon: 4,
  CommaOrClose: 5,
  Text: 6,
  Digits: 7,
} as const;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LITERALS: Record<number, string> = { 0x74: 'true', 0x66: 'false', 0x6e: 'null' };
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

class Reader {
  at = 0;
  readonly #text: string;
  readonly #most: number;
  #columns = makeColumns(256);
  #length = 0;
  #container = -1;
  #state: number = State.Value;
  /** Where the string or number that is being read began, and whether it is a name. */
  #began = 0;
  #isName = false;
  #name = 0;
  #fault: 'syntax' | 'many' | null = null;

  constructor(text: string, most: number) {
    this.#text = text;
    this.#most = most;
  }

  /** Reads on; false where there is no more to read. */
  read(characters: number): boolean {
    const text = this.#text;
    const stop = Math.min(text.length, this.at + characters);
    while (this.at < stop && this.#fault === null) {
      if (this.#state === State.Text) this.#readText(stop);
      else if (this.#state === State.Digits) this.#readDigits(stop);
      else this.#readToken(text.charCodeAt(this.at));
    }
    return this.#fault === null && this.at < text.length;
  }

  result(): JsonResult {
    // A number may end with the text.
    if (this.#state === State.Digits && this.#fault === null) this.#endNumber();
    if (this.#fault === 'many') return { ok: false, fault: 'many' };
    const whole = this.#state === State.CommaOrClose && this.#container < 0;
    if (this.#fault || !whole) return { ok: false, fault: 'syntax', at: this.at };
    const document = new JsonDocument(this.#text, this.#length, this.#columns);
    return { ok: true, document };
  }

  #readToken(code: number): void {
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      this.at += 1;
      return;
    }
    switch (this.#state) {
      case State.ValueOrClose:
        if (code === 0x5d) this.#close();
        else this.#readValue(code);
        return;
      case State.Value:
        this.#readValue(code);
        return;
      case State.NameOrClose:
        if (code === 0x7d) this.#close();
        else this.#readName(code);
        return;
      case State.Name:
        this.#readName(code);
        return;
      case State.Colon:
        this.#expect(code === 0x3a, State.Value);
        return;
      default:
        this.#readAfterValue(code);
    }
  }

  #readAfterValue(code: number): void {
    if (this.#container < 0) return this.#fail();
    const isObject = this.#text.charCodeAt(this.#columns.start[this.#container] as number) === 0x7b;
    if (code === 0x2c) this.#expect(true, isObject ? State.Name : State.Value);
    else if (code === (isObject ? 0x7d : 0x5d)) this.#close();
    else this.#fail();
  }

  #readValue(code: number): void {
    if (code === 0x7b || code === 0x5b) {
      const container = this.#begin(this.at);
      if (container < 0) return;
      this.#container = container;
      this.#expect(true, code === 0x7b ? State.NameOrClose : State.ValueOrClose);
    } else if (code === QUOTE) this.#startText(false);
    else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
      this.#began = this.at;
      this.#state = State.Digits;
    } else {
      const literal = LITERALS[code];
      if (!literal || !this.#text.startsWith(literal, this.at)) return this.#fail();
      this.#began = this.at;
      this.at += literal.length;
      this.#end();
    }
  }

  #readName(code: number): void {
    if (code !== QUOTE) return this.#fail();
    this.#name = this.at;
    this.#startText(true);
  }

  #startText(isName: boolean): void {
    this.#began = this.at;
    this.#isName = isName;
    this.#state = State.Text;
    this.at += 1;
  }

  #readText(stop: number): void {
    const text = this.#text;
    let { at } = this;
    while (at < stop) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        this.at = at + 1;
        if (this.#isName) this.#state = State.Colon;
        else this.#end();
        return;
      }
      if (code === BACKSLASH) {
        const length = escapeLength(text, at);
        if (length === 0) {
          this.at = at;
          return this.#fail();
        }
        at += length;
      } else if (code < 0x20) {
        this.at = at;
        return this.#fail();
      } else at += 1;
    }
    this.at = at;
  }

  #readDigits(stop: number): void {
    let { at } = this;
    while (at < stop && isNumeric(this.#text.charCodeAt(at))) at += 1;
    this.at = at;
    if (at < stop) this.#endNumber();
  }

  #endNumber(): void {
    if (NUMBER.test(this.#text.slice(this.#began, this.at))) this.#end();
    else {
      this.at = this.#began;
      this.#fail();
    }
  }

  /** A value that has none in it is read. */
  #end(): void {
    const value = this.#begin(this.#began);
    if (value < 0) return;
    this.#columns.end[value] = this.at;
    this.#columns.after[value] = this.#length;
    this.#state = State.CommaOrClose;
  }

  #begin(start: number): number {
    const value = this.#length;
    if (value === this.#most) {
      this.#fault = 'many';
      return -1;
    }
    if (value === this.#columns.start.length) this.#columns = grow(this.#columns, this.#most);
    const columns = this.#columns;
    const container = this.#container;
    columns.start[value] = start;
    columns.parent[value] = container;
    if (container >= 0) {
      const isArray = this.#text.charCodeAt(columns.start[container] as number) === 0x5b;
      columns.name[value] = isArray ? (columns.count[container] as number) : this.#name;
      columns.count[container] = (columns.count[container] as number) + 1;
    }
    this.#length += 1;
    return value;
  }

  #close(): void {
    const container = this.#container;
    this.at += 1;
    this.#columns.end[container] = this.at;
    this.#columns.after[container] = this.#length;
    this.#container = this.#columns.parent[container] as number;
    this.#state = State.CommaOrClose;
  }

  #expect(isThere: boolean, next: number): void {
    if (!isThere) return this.#fail();
    this.at += 1;
    this.#state = next;
  }

  #fail(): void {
    this.#fault = 'syntax';
  }
}

/** Characters of the escape that begins with a backslash; 0 where it is none. */
function escapeLength(text: string, at: number): number {
  const code = text[at + 1];
  if (code === undefined) return 0;
  if ('"\\/bfnrt'.includes(code)) return 2;
  if (code !== 'u') return 0;
  return /^[\da-fA-F]{4}$/.test(text.slice(at + 2, at + 6)) ? 6 : 0;
}

function isNumeric(code: number): boolean {
  // Digits, `+`, `-`, `.`, `E` and `e`; their order is checked at the end.
  return (
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2b ||
    code === 0x2d ||
    code === 0x2e ||
    (code | 0x20) === 0x65
  );
}

function makeColumns(size: number): JsonColumns {
  return {
    start: new Uint32Array(size),
    end: new Uint32Array(size),
    parent: new Int32Array(size),
    after: new Uint32Array(size),
    name: new Uint32Array(size),
    count: new Uint32Array(size),
  };
}

function grow(columns: JsonColumns, most: number): JsonColumns {
  const larger = makeColumns(Math.min(most, columns.start.length * 2));
  for (const key of Object.keys(columns) as (keyof JsonColumns)[]) larger[key].set(columns[key]);
  return larger;
}
