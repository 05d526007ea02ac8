import type { JsonDocument } from './json-document.ts';
import type { Work } from './slices.ts';

/** Indents stop growing here: of text nested by the thousand they would be most. */
const DEEPEST_INDENT = 64;
/** Values printed between two yields. */
const STRIDE = 4096;

/** What a piece of printed JSON is; the rest is punctuation. */
export type TokenType = 'name' | 'string' | 'number' | 'word';

/** Printed JSON, and where in it its tokens are: type, start and end of each in turn. */
export interface PrintedJson {
  text: string;
  tokens: { type: TokenType; start: number; end: number }[];
}

/** Prints a value indented by two, each part just as the text has it. */
export function* printJson(document: JsonDocument, root = 0): Work<PrintedJson> {
  const printer = new Printer(document);
  const end = document.after(root);
  let depth = 0;
  for (let value = root; value < end; value += 1) {
    if (value > root) printer.name(value, depth);
    printer.value(value);
    if (document.isFilled(value)) depth += 1;
    else depth -= printer.closings(value, root, depth);
    if (value % STRIDE === 0) yield (value - root) / (end - root);
  }
  return printer.printed();
}

class Printer {
  readonly #document: JsonDocument;
  readonly #parts: string[] = [];
  readonly #tokens: PrintedJson['tokens'] = [];
  #length = 0;

  constructor(document: JsonDocument) {
    this.#document = document;
  }

  name(value: number, depth: number): void {
    this.#line(depth);
    const document = this.#document;
    const parent = document.parent(value);
    if (document.type(parent) === 'array') return;
    this.#token('name', document.nameSource(value));
    this.#put(': ');
  }

  value(value: number): void {
    const document = this.#document;
    const type = document.type(value);
    if (type === 'object' || type === 'array') {
      const empty = !document.isFilled(value);
      this.#put(type === 'object' ? (empty ? '{}' : '{') : empty ? '[]' : '[');
    } else
      this.#token(type === 'string' || type === 'number' ? type : 'word', document.source(value));
  }

  /** Closes the containers whose last value this is, and says how many they were. */
  closings(value: number, root: number, depth: number): number {
    const document = this.#document;
    const next = document.after(value);
    let closed = 0;
    let at = value;
    while (at !== root && document.after(document.parent(at)) === next) {
      at = document.parent(at);
      closed += 1;
      this.#line(depth - closed);
      this.#put(document.type(at) === 'object' ? '}' : ']');
    }
    if (at !== root) this.#put(',');
    return closed;
  }

  printed(): PrintedJson {
    return { text: this.#parts.join(''), tokens: this.#tokens };
  }

  #line(depth: number): void {
    this.#put(`\n${'  '.repeat(Math.min(depth, DEEPEST_INDENT))}`);
  }

  #token(type: TokenType, text: string): void {
    this.#tokens.push({ type, start: this.#length, end: this.#length + text.length });
    this.#put(text);
  }

  #put(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
  }
}
