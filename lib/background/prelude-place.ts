/** Where a prelude goes into a script: behind its byte order mark, before all else. */
export interface PreludePlace {
  /** Bytes before it. */
  at: number;
  /** The script begins with `"use strict"`, which only counts at the very start. */
  strict: boolean;
}

/** A script whose first statement does not begin within so many bytes is left as it is. */
const MOST_COMMENTS = 64 * 1024;

const BOM = [0xef, 0xbb, 0xbf];
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BACKSLASH = 0x5c;
const codeOf = (character: string): number => character.charCodeAt(0);
const SLASH = codeOf('/');
const STAR = codeOf('*');
/** What continues an expression that a string began, and so says that the string is no directive. */
const OPERATORS = new Set(Array.from('.([*%,?:>=&|^`', codeOf));
const USE_STRICT = Array.from('use strict', codeOf);

/** Thrown where more of the script is needed to tell. */
const MORE = Symbol('more');
/** Thrown where it is better to leave the script as it is. */
const DOUBT = Symbol('doubt');

/**
 * Looks at the beginning of a script, UTF-8 as that of each worker is, for where to put a prelude so that
 * the script goes on to mean what it meant (ECMA-262, sections 11.2.1 and 12). `more`: it takes more of
 * the script to tell; `leave`: there is a doubt, and the script is better left alone.
 * @param ended whether `head` is all of the script
 */
export function preludePlace(head: Uint8Array, ended: boolean): PreludePlace | 'more' | 'leave' {
  try {
    if (!ended && head.length < BOM.length) return 'more';
    const at = BOM.every((byte, index) => head[index] === byte) ? BOM.length : 0;
    return { at, strict: new Scanner(head, at, ended).isStrict() };
  } catch (thrown) {
    if (thrown === MORE && head.length < MOST_COMMENTS) return 'more';
    return 'leave';
  }
}

class Scanner {
  readonly #bytes: Uint8Array;
  readonly #ended: boolean;
  #at: number;

  constructor(bytes: Uint8Array, at: number, ended: boolean) {
    this.#bytes = bytes;
    this.#at = at;
    this.#ended = ended;
  }

  /** Goes through the directives until one is `"use strict"`. */
  isStrict(): boolean {
    // A hashbang counts only as the very first.
    if (this.#is('#!')) throw DOUBT;
    for (;;) {
      this.#skipSpace();
      const quote = this.#peek();
      // What HTML calls a comment is one at the start of a line only.
      if (this.#is('<!--') || this.#is('-->')) throw DOUBT;
      if (quote !== codeOf('"') && quote !== codeOf("'")) {
        if (quote !== undefined && quote > 0x7f) throw DOUBT;
        return false;
      }
      const isUseStrict = this.#skipString(quote);
      if (!this.#endsStatement()) return false;
      if (isUseStrict) return true;
    }
  }

  /** The byte so far ahead; undefined behind the end of the script. */
  #peek(ahead = 0): number | undefined {
    const byte = this.#bytes[this.#at + ahead];
    if (byte === undefined && !this.#ended) throw MORE;
    return byte;
  }

  #is(text: string): boolean {
    for (let i = 0; i < text.length; i += 1) if (this.#peek(i) !== text.charCodeAt(i)) return false;
    return true;
  }

  /** Skips white space and comments; returns whether there was the end of a line among them. */
  #skipSpace(): boolean {
    let lineEnded = false;
    for (;;) {
      const byte = this.#peek();
      if (byte === SLASH && this.#peek(1) === SLASH) this.#skipToLineEnd();
      else if (byte === SLASH && this.#peek(1) === STAR)
        lineEnded = this.#skipComment() || lineEnded;
      else if (byte === 0x20 || (byte !== undefined && byte >= TAB && byte <= CARRIAGE_RETURN)) {
        if (byte === LINE_FEED || byte === CARRIAGE_RETURN) lineEnded = true;
        this.#at += 1;
      } else return lineEnded;
    }
  }

  #skipToLineEnd(): void {
    for (let byte = this.#peek(); byte !== undefined; byte = this.#peek()) {
      if (byte === LINE_FEED || byte === CARRIAGE_RETURN) return;
      // U+2028 and U+2029 end lines, too: rare enough to leave such a script alone.
      if (this.#isSeparator(byte)) throw DOUBT;
      this.#at += 1;
    }
  }

  /** Returns whether the comment spans lines. */
  #skipComment(): boolean {
    let spans = false;
    this.#at += 2;
    for (;;) {
      const byte = this.#peek();
      if (byte === undefined) throw DOUBT;
      if (byte === STAR && this.#peek(1) === SLASH) break;
      if (byte === LINE_FEED || byte === CARRIAGE_RETURN || this.#isSeparator(byte)) spans = true;
      this.#at += 1;
    }
    this.#at += 2;
    return spans;
  }

  #isSeparator(byte: number): boolean {
    if (byte !== 0xe2 || this.#peek(1) !== 0x80) return false;
    return this.#peek(2) === 0xa8 || this.#peek(2) === 0xa9;
  }

  /** Returns whether it is `use strict`, letter by letter. */
  #skipString(quote: number): boolean {
    this.#at += 1;
    const begin = this.#at;
    for (let byte = this.#peek(); byte !== quote; byte = this.#peek()) {
      if (byte === undefined || byte === LINE_FEED || byte === CARRIAGE_RETURN) throw DOUBT;
      this.#at += byte === BACKSLASH ? 2 : 1;
    }
    const length = this.#at - begin;
    this.#at += 1;
    return (
      length === USE_STRICT.length &&
      USE_STRICT.every((letter, index) => this.#bytes[begin + index] === letter)
    );
  }

  /** Whether the string just read is a whole statement, and so a directive. */
  #endsStatement(): boolean {
    const lineEnded = this.#skipSpace();
    const byte = this.#peek();
    if (byte === undefined) return true;
    if (byte === codeOf(';')) {
      this.#at += 1;
      return true;
    }
    // A comment would have been skipped: this is a division.
    if (byte === SLASH || OPERATORS.has(byte)) return false;
    // `a\n++b` is two statements, `a\n+b` is one; `a\n!b` is two, `a\n!=b` is one; `a in b`.
    if (!lineEnded || byte > 0x7f || '+-!<i}\\'.includes(String.fromCharCode(byte))) throw DOUBT;
    return true;
  }
}
