import {
  DIRECTION_NAMES,
  FILTER_KEYS,
  FilterError,
  isFilterKey,
  KIND_NAMES,
  STATE_NAMES,
} from './filter-syntax.ts';
import type {
  FilterKey,
  FilterNode,
  FilterProblem,
  JsonLiteral,
  Pattern,
  Range,
  Term,
} from './filter-syntax.ts';
import { readJsonPath } from './json-path.ts';
import { parseCode, parseDuration, parseMoment, parseSize } from './parse-value.ts';
import { expressionError } from './text-pattern.ts';

/** More than anyone types; what is pasted beyond it would be no filter. */
export const MAX_LENGTH = 10_000;
/** Conditions at most: each costs time at each row. */
export const MAX_TERMS = 200;
/** Parentheses and `not` within each other at most: each is a call within a call. */
export const MAX_DEPTH = 50;

const SPACE = /\s/;
const COMPARISON = /^(?::(?:>=|<=|[<>])|!=|>=|<=|==|[:=<>])/;

/** Reads a filter; null where it is empty, so that all passes. Throws a FilterError for the user. */
export function parseFilter(text: string): FilterNode | null {
  if (text.length > MAX_LENGTH) throw new FilterError('tooLong', MAX_LENGTH, text.length);
  return new Parser(text).parse();
}

type Operator = ':' | '=' | '!=' | '<' | '<=' | '>' | '>=';

class Parser {
  #at = 0;
  #terms = 0;
  #depth = 0;

  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  parse(): FilterNode | null {
    this.#skipSpace();
    if (this.#at === this.text.length) return null;
    const node = this.#or();
    // Only a parenthesis ends what `or` reads.
    if (this.#at < this.text.length) throw this.#error('notOpen', this.#at, this.#at + 1);
    return node;
  }

  #or(): FilterNode {
    const nodes = [this.#and()];
    while (this.#takeKeyword('or')) nodes.push(this.#and());
    return group('or', nodes);
  }

  #and(): FilterNode {
    const nodes = [this.#unary()];
    for (;;) {
      this.#skipSpace();
      if (this.#at === this.text.length || this.text[this.#at] === ')') break;
      if (this.#keyword() === 'or') break;
      this.#takeKeyword('and');
      nodes.push(this.#unary());
    }
    return group('and', nodes);
  }

  #unary(): FilterNode {
    this.#skipSpace();
    const start = this.#at;
    const isMinus = this.text[start] === '-' && !this.#isBoundary(start + 1, '');
    if (!isMinus && this.#keyword() !== 'not') return this.#primary();
    this.#at += isMinus ? 1 : 3;
    const node = this.#deeper(start, () => this.#unary());
    return { type: 'not', node, start, end: node.end };
  }

  #primary(): FilterNode {
    const start = this.#at;
    const keyword = this.#keyword();
    if (start === this.text.length || this.text[start] === ')') throw this.#missing();
    if (keyword) throw this.#error('missingBefore', start, start + keyword.length, keyword);
    if (this.text[start] === '(') {
      this.#at += 1;
      const node = this.#deeper(start, () => this.#or());
      if (this.text[this.#at] !== ')') throw this.#error('notClosed', start, start + 1);
      this.#at += 1;
      return { ...node, start, end: this.#at };
    }
    this.#terms += 1;
    if (this.#terms > MAX_TERMS) throw this.#error('tooMany', start, this.text.length);
    const term = this.#term();
    return { ...term, start, end: this.#at };
  }

  #deeper(start: number, read: () => FilterNode): FilterNode {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw this.#error('tooDeep', start, start + 1);
    const node = read();
    this.#depth -= 1;
    return node;
  }

  #missing(): FilterError {
    const before = this.text.slice(0, this.#at).trimEnd();
    if (before === '') return this.#error('notOpen', this.#at, this.#at + 1);
    const name = /(?:^|[\s()-])(and|or|not)$/i.exec(before)?.[1] ?? before.slice(-1);
    return this.#error('missingAfter', before.length - name.length, before.length, name);
  }

  #term(): Term | FilterNode {
    const start = this.#at;
    const pattern = this.#quoted('') ?? this.#expression('');
    if (pattern) return { type: 'text', pattern };
    const key = /^[a-z]+/.exec(this.text.slice(start, start + 20))?.[0] ?? '';
    if (isFilterKey(key)) {
      const operator = this.#operator(start + key.length);
      if (operator) return this.#keyed(key, operator);
    }
    const end = this.#wordEnd('');
    const near = this.text[start + key.length] === ':' && nearKey(key);
    if (near) throw this.#error('noKey', start, start + key.length, key, near);
    this.#at = end;
    return { type: 'text', pattern: { type: 'words', text: this.text.slice(start, end) } };
  }

  /** Reads the operator after a key, and goes behind it; a comparison may have space around it. */
  #operator(after: number): Operator | null {
    let at = after;
    while (SPACE.test(this.text[at] ?? '')) at += 1;
    const found = COMPARISON.exec(this.text.slice(at, at + 3))?.[0];
    if (!found || (at > after && found.startsWith(':'))) return null;
    at += found.length;
    if (!found.endsWith(':')) while (SPACE.test(this.text[at] ?? '')) at += 1;
    this.#at = at;
    if (found === '==') return '=';
    return (found.length > 1 && found.startsWith(':') ? found.slice(1) : found) as Operator;
  }

  #keyed(key: FilterKey, operator: Operator): Term | FilterNode {
    if (key === 'json') return this.#json(operator);
    const start = this.#at;
    const positive = operator === '!=' || operator === ':' ? '=' : operator;
    const node = this.#valued(key, positive);
    if (operator !== '!=') return node;
    return { type: 'not', node: { ...node, start, end: this.#at }, start, end: this.#at };
  }

  #valued(key: Exclude<FilterKey, 'json'>, operator: Exclude<Operator, ':' | '!='>): Term {
    switch (key) {
      case 'size':
        return { type: key, range: this.#range(key, operator, parseSize) };
      case 'code':
        return { type: key, range: this.#range(key, operator, parseCode) };
      case 'delta':
        return { type: key, range: this.#range(key, operator, parseDuration) };
      case 'time':
        return { type: key, range: this.#range(key, operator, parseMoment) };
      default:
    }
    if (operator !== '=') throw this.#error('noOrder', this.#at - operator.length, this.#at, key);
    switch (key) {
      case 'dir':
        return { type: key, values: this.#names(key, DIRECTION_NAMES) };
      case 'kind':
        return { type: key, values: this.#names(key, KIND_NAMES) };
      case 'is':
        return { type: key, values: this.#names(key, STATE_NAMES) };
      case 'conn':
        return {
          type: key,
          values: this.#alternatives(key, (raw) =>
            /^\d{1,9}$/.test(raw) ? { type: 'number', number: Number(raw) } : words(raw),
          ),
        };
      default:
        return { type: key, values: this.#alternatives(key, words) };
    }
  }

  #range<Value>(
    key: keyof typeof WANTED,
    comparison: '=' | '<' | '<=' | '>' | '>=',
    parse: (text: string) => Value | null,
  ): Range<Value> {
    const start = this.#at;
    const end = this.#wordEnd('');
    const read = (from: number, to: number): Value => {
      const value = parse(this.text.slice(from, to));
      if (value === null) {
        const at = from === to && from === end ? this.#keyStart(start) : from;
        throw this.#error(WANTED[key], at, Math.max(to, at + 1));
      }
      return value;
    };
    const dots = this.text.slice(start, end).indexOf('..');
    if (dots >= 0 && comparison === '=') {
      const range = { from: read(start, start + dots), to: read(start + dots + 2, end) };
      this.#at = end;
      return { comparison: '..', ...range };
    }
    const value = read(start, end);
    this.#at = end;
    return { comparison, value };
  }

  /** Where the word before `at` starts, for what is missing after it. */
  #keyStart(at: number): number {
    const before = this.text.slice(0, at).trimEnd();
    return before.length - (/\S*$/.exec(before)?.[0].length ?? 0);
  }

  #names<Name extends string>(key: string, names: readonly Name[]): Name[] {
    return this.#alternatives(key, (raw, start) => {
      const name = names.find((each) => each === raw.toLowerCase());
      if (!name)
        throw this.#error('noValue', start, start + raw.length, raw.slice(0, 40), names.join(', '));
      return name;
    }) as Name[];
  }

  /** Values with `|` between them. */
  #alternatives<Value>(
    key: string,
    read: (raw: string, start: number) => Value,
  ): (Value | Pattern)[] {
    const isNames = key === 'dir' || key === 'kind' || key === 'is';
    const values: (Value | Pattern)[] = [];
    for (;;) {
      const start = this.#at;
      const pattern = isNames ? null : (this.#quoted('|') ?? this.#expression('|'));
      if (pattern) values.push(pattern);
      else {
        const end = this.#wordEnd('|');
        if (end === start) {
          const from = this.#keyStart(start);
          throw this.#error('valueWanted', from, Math.max(start, from + 1), key);
        }
        values.push(read(this.text.slice(start, end), start));
        this.#at = end;
      }
      if (this.text[this.#at] !== '|') return values;
      this.#at += 1;
    }
  }

  #json(operator: Operator): Term {
    if (operator !== ':') throw this.#error('pathWanted', this.#at - operator.length, this.#at);
    const start = this.#at;
    const { steps, end, error } = readJsonPath(this.text, start);
    if (error) {
      const from = end === this.text.length ? this.#keyStart(end) : end;
      throw this.#error(error, from, Math.max(from + 1, this.#rawEnd(end)));
    }
    this.#at = end;
    const comparison = this.#operator(end);
    if (!comparison) {
      if (this.#isBoundary(end, '')) return { type: 'json', path: steps, test: null };
      throw this.#error('comparisonWanted', end, this.#rawEnd(end));
    }
    if (comparison === ':') throw this.#error('comparisonWanted', this.#at - 1, this.#at);
    const literal = this.#literal(start);
    if (literal.type === 'expression' && comparison !== '=' && comparison !== '!=')
      throw this.#error('noOrderOfExpressions', start, this.#at);
    return { type: 'json', path: steps, test: { comparison, literal } };
  }

  #literal(path: number): JsonLiteral {
    const quoted = this.#quoted('');
    if (quoted) return { type: 'quoted', text: quoted.text };
    const expression = this.#expression('');
    if (expression) return expression;
    const start = this.#at;
    const end = this.#wordEnd('');
    if (end === start) throw this.#error('valueWanted', path, start, 'json');
    this.#at = end;
    const text = this.text.slice(start, end);
    // Printed, it would close or open more than it does here: it stands for the same text in quotes.
    return { type: /[()]/.test(text) ? 'quoted' : 'bare', text };
  }

  /** `"text"` where a term or value ends behind it; what is pasted as `"id":7` is a word. */
  #quoted(separator: string): { type: 'words'; text: string } | null {
    const start = this.#at;
    if (this.text[start] !== '"') return null;
    let at = start + 1;
    while (at < this.text.length && this.text[at] !== '"') at += this.text[at] === '\\' ? 2 : 1;
    // While one types, the closing quote is still to come.
    const end = Math.min(at, this.text.length);
    if (end === at && !this.#isBoundary(at + 1, separator)) return null;
    const text = this.text.slice(start + 1, end).replace(/\\(["\\])/g, '$1');
    if (text === '') {
      if (end === this.text.length) return null;
      throw this.#error('nothingQuoted', start, at + 1);
    }
    this.#at = Math.min(at + 1, this.text.length);
    return { type: 'words', text };
  }

  /** `/expression/flags` where a term or value ends behind it; a path as `/api/users` is a word. */
  #expression(separator: string): (Pattern & { type: 'expression' }) | null {
    const start = this.#at;
    if (this.text[start] !== '/') return null;
    let inClass = false;
    let spaced = false;
    let slashes = 0;
    for (let at = start + 1; at < this.text.length; at += 1) {
      const char = this.text[at] as string;
      if (char === '\\') at += 1;
      else if (char === '[') inClass = true;
      else if (char === ']') inClass = false;
      else if (SPACE.test(char)) spaced = true;
      if (char !== '/' || (inClass && slashes === 0)) continue;
      slashes += 1;
      // What has a slash and a space inside is rather a path and another word.
      if (slashes > 1 && spaced) return null;
      const flags = /^[dgimsuvy]*/.exec(this.text.slice(at + 1, at + 20))?.[0] ?? '';
      const end = at + 1 + flags.length;
      if (at === start + 1 || !this.#isBoundary(end, separator)) continue;
      const source = this.text.slice(start + 1, at);
      const wrong = expressionError(source, flags);
      if (wrong) throw this.#error(wrong.problem, start, end, wrong.said);
      this.#at = end;
      return { type: 'expression', source, flags };
    }
    return null;
  }

  #keyword(): string | null {
    const word = /^(?:and|or|not|AND|OR|NOT)(?![^\s()])/.exec(
      this.text.slice(this.#at, this.#at + 4),
    );
    return word ? word[0].toLowerCase() : null;
  }

  #takeKeyword(keyword: string): boolean {
    this.#skipSpace();
    if (this.#keyword() !== keyword) return false;
    this.#at += keyword.length;
    return true;
  }

  #skipSpace(): void {
    while (this.#at < this.text.length && SPACE.test(this.text[this.#at] as string)) this.#at += 1;
  }

  #isBoundary(at: number, separator: string): boolean {
    const char = this.text[at];
    return char === undefined || char === ')' || char === separator || SPACE.test(char);
  }

  /** Where a word ends; parentheses that close within it belong to it, as in `close()`. */
  #wordEnd(separator: string): number {
    let open = 0;
    for (let at = this.#at; at < this.text.length; at += 1) {
      const char = this.text[at] as string;
      if (SPACE.test(char)) return at;
      if (char === '(') open += 1;
      else if (char === ')') {
        if (open === 0) return at;
        open -= 1;
      } else if (char === separator) return at;
    }
    return this.text.length;
  }

  #rawEnd(start: number): number {
    const rest = /^\S*/.exec(this.text.slice(start, start + 200))?.[0] ?? '';
    return start + rest.length;
  }

  #error(problem: FilterProblem, start: number, end: number, word = '', choices = ''): FilterError {
    const to = Math.min(end, this.text.length);
    // Always something to underline.
    return new FilterError(problem, Math.min(start, to - 1), to, word, choices);
  }
}

/** What is said of a value that cannot be read. */
const WANTED = {
  size: 'sizeWanted',
  code: 'codeWanted',
  delta: 'durationWanted',
  time: 'timeWanted',
} as const;

function words(text: string): Pattern {
  return { type: 'words', text };
}

function group(type: 'and' | 'or', nodes: FilterNode[]): FilterNode {
  const [first] = nodes as [FilterNode];
  if (nodes.length === 1) return first;
  return { type, nodes, start: first.start, end: (nodes.at(-1) as FilterNode).end };
}

/** The key that a word is one slip of the finger away from: a letter too many, missing, or swapped. */
function nearKey(word: string): string | undefined {
  return FILTER_KEYS.find((key) => {
    if (key.length < 3) return false;
    if (word.length === key.length + 1) return without(word, key);
    if (word.length + 1 === key.length) return without(key, word);
    return word.length === key.length && isSwapped(word, key);
  });
}

function without(longer: string, shorter: string): boolean {
  return Array.from(longer).some((_, i) => longer.slice(0, i) + longer.slice(i + 1) === shorter);
}

function isSwapped(one: string, other: string): boolean {
  return Array.from(one).some(
    (_, i) =>
      one.slice(0, i) + (one[i + 1] ?? '') + one[i] + one.slice(i + 2) === other && one !== other,
  );
}
