import { type JsonColumns, JsonDocument } from './json-document.ts';
import type { Work } from './slices.ts';

/** More values are not made into a tree: each takes 24 bytes beside the text. */
export const MAX_VALUES = 8_000_000;
/** Characters read between two yields. */
const STRIDE = 32_768;

/** What JSON wants at the place of a fault, or has not; named as in `locales`. */
export type JsonFault =
  | 'value'
  | 'unquoted'
  | 'number'
  | 'name'
  | 'colon'
  | 'memberEnd'
  | 'itemEnd'
  | 'trailing'
  | 'control'
  | 'escape'
  | 'unicode'
  | 'stringEnd';

/** What came of reading: a document, or why there is none. `at` is the offset of the fault. */
export type JsonResult =
  | { ok: true; document: JsonDocument }
  | { ok: false; fault: 'syntax'; at: number; why: JsonFault }
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
  #fault: JsonFault | 'many' | null = null;

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
    if (this.#fault === null) this.#endText();
    if (this.#fault === 'many') return { ok: false, fault: 'many' };
    if (this.#fault !== null) return { ok: false, fault: 'syntax', at: this.at, why: this.#fault };
    const document = new JsonDocument(this.#text, this.#length, this.#columns);
    return { ok: true, document };
  }

  /** The text ends: where something was still wanted, that is the fault. */
  #endText(): void {
    switch (this.#state) {
      case State.Text:
        return this.#fail('stringEnd', this.#began);
      case State.CommaOrClose:
        if (this.#container >= 0) this.#readAfterValue(Number.NaN);
        return;
      default:
        this.#readToken(Number.NaN);
    }
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
        if (code === 0x3a) this.#goOn(State.Value);
        else this.#fail('colon');
        return;
      default:
        this.#readAfterValue(code);
    }
  }

  #readAfterValue(code: number): void {
    if (this.#container < 0) return this.#fail('trailing');
    const isObject = this.#text.charCodeAt(this.#columns.start[this.#container] as number) === 0x7b;
    if (code === 0x2c) this.#goOn(isObject ? State.Name : State.Value);
    else if (code === (isObject ? 0x7d : 0x5d)) this.#close();
    else this.#fail(isObject ? 'memberEnd' : 'itemEnd');
  }

  #readValue(code: number): void {
    if (code === 0x7b || code === 0x5b) {
      const container = this.#begin(this.at);
      if (container < 0) return;
      this.#container = container;
      this.#goOn(code === 0x7b ? State.NameOrClose : State.ValueOrClose);
    } else if (code === QUOTE) this.#startText(false);
    else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
      this.#began = this.at;
      this.#state = State.Digits;
    } else {
      const literal = LITERALS[code];
      if (!literal || !this.#text.startsWith(literal, this.at))
        return this.#fail(wantedInsteadOf(code));
      this.#began = this.at;
      this.at += literal.length;
      this.#end();
    }
  }

  #readName(code: number): void {
    if (code !== QUOTE) return this.#fail('name');
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
        // A cut escape has no end either.
        if (length === 0 && at + 1 === text.length) return this.#fail('stringEnd', this.#began);
        if (length === 0) return this.#fail(text[at + 1] === 'u' ? 'unicode' : 'escape', at);
        at += length;
      } else if (code < 0x20) return this.#fail('control', at);
      else at += 1;
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
    else this.#fail('number', this.#began);
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

  #goOn(next: number): void {
    this.at += 1;
    this.#state = next;
  }

  #fail(why: JsonFault, at = this.at): void {
    this.at = at;
    this.#fault = why;
  }
}

/** What a character that begins no value was meant to be. */
function wantedInsteadOf(code: number): JsonFault {
  const letter = code | 0x20;
  if (letter >= 0x61 && letter <= 0x7a) return 'unquoted';
  return code === 0x2b || code === 0x2e ? 'number' : 'value';
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
