import type { FilterNode, JsonLiteral, Moment, Pattern, Range, Term } from './filter-syntax.ts';
import { printJsonPath } from './json-path.ts';
import { parseFilter } from './parse-filter.ts';

/** A filter as text that is read as the same filter. */
export function printFilter(node: FilterNode): string {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.nodes.map(printInner).join(node.type === 'and' ? ' ' : ' or ');
    case 'not':
      return `-${printInner(node.node)}`;
    default:
      return printTerm(node);
  }
}

/** One condition as text. */
export function printTerm(term: Term): string {
  switch (term.type) {
    case 'text':
      return printPattern(term.pattern, isPlainTerm);
    case 'dir':
    case 'kind':
    case 'is':
      return `${term.type}:${term.values.join('|')}`;
    case 'conn':
      return `conn:${term.values
        .map((value) =>
          value.type === 'number' ? String(value.number) : printPattern(value, isPlainValue),
        )
        .join('|')}`;
    case 'url':
    case 'frame':
    case 'event':
      return `${term.type}:${term.values.map((value) => printPattern(value, isPlainValue)).join('|')}`;
    case 'size':
    case 'code':
      return term.type + printRange(term.range, String);
    case 'delta':
      return term.type + printRange(term.range, (value) => `${printNumber(value)}ms`);
    case 'time':
      return term.type + printRange(term.range, printMoment);
    case 'json': {
      const path = `json:${printJsonPath(term.path)}`;
      return term.test
        ? `${path} ${term.test.comparison} ${printLiteral(term.test.literal)}`
        : path;
    }
  }
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function printInner(node: FilterNode): string {
  const text = printFilter(node);
  return node.type === 'and' || node.type === 'or' ? `(${text})` : text;
}

function printPattern(pattern: Pattern, isPlain: (text: string) => boolean): string {
  if (pattern.type === 'expression') return `/${pattern.source}/${pattern.flags}`;
  return isPlain(pattern.text) ? pattern.text : quote(pattern.text);
}

/** Whether a word stands for itself; one with a slash may become an expression with the next. */
function isPlainTerm(text: string): boolean {
  return /^[\p{L}\p{N}_.{[]/u.test(text) && isReadAs(text, text);
}

/** Whether a value needs no quotes; numbers name connections and frames. */
function isPlainValue(text: string): boolean {
  return (
    /^[\p{L}\p{N}_.:/-]+$/u.test(text) &&
    !/^(?:\d+$|\/)/.test(text) &&
    isReadAs(`url:${text}`, text)
  );
}

/** Whether a condition is read as one of these words alone. */
function isReadAs(term: string, words: string): boolean {
  if (/[\s()]/.test(term)) return false;
  try {
    const node = parseFilter(term);
    const pattern = node?.type === 'url' ? node.values[0] : node?.type === 'text' && node.pattern;
    return !!pattern && pattern.type === 'words' && pattern.text === words;
  } catch {
    return false;
  }
}

function printRange<Value>(range: Range<Value>, print: (value: Value) => string): string {
  if (range.comparison === '..') return `:${print(range.from)}..${print(range.to)}`;
  const { comparison, value } = range;
  return `${comparison === '=' ? ':' : comparison}${print(value)}`;
}

/** Never with an exponent. */
function printNumber(value: number): string {
  return value.toFixed(6).replace(/\.?0+$/, '');
}

function printMoment(moment: Moment): string {
  if (moment.type === 'ago') return `-${printNumber(moment.milliseconds)}ms`;
  const { date, ofDay, precision } = moment;
  const length = { 60000: 5, 1000: 8, 1: 12 }[precision];
  const clock = new Date(ofDay).toISOString().slice(11, 11 + length);
  if (!date) return clock;
  return `${pad(date.year, 4)}-${pad(date.month, 2)}-${pad(date.day, 2)}T${clock}`;
}

function printLiteral(literal: JsonLiteral): string {
  if (literal.type === 'bare') return literal.text;
  return literal.type === 'quoted' ? quote(literal.text) : `/${literal.source}/${literal.flags}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
