import type { PlainKey } from '../i18n/translate.ts';
import { readJsonPath } from '../query/json-path.ts';
import type { JsonPath } from '../reading/slice-json.ts';

/** What stands between `{{` and `}}`. */
export type TemplateValue =
  | { name: 'uuid' }
  | { name: 'now'; format: 'ms' | 's' | 'iso' }
  /** Grows by one with each message. */
  | { name: 'counter'; start: number }
  /** A whole number, both ends included. */
  | { name: 'random'; min: number; max: number }
  /** As it stands: how `{{` itself is written. */
  | { name: 'literal'; text: string }
  /** Out of the newest message of a direction that has the path; its whole text without one. */
  | { name: 'last'; direction: 'send' | 'receive'; path: JsonPath | null };

/** Text that is sent as it is, or a variable; `at` and `end` are offsets in the source. */
type TemplatePart =
  | { text: string; at: number; end: number }
  | { value: TemplateValue; at: number; end: number; /** in a string of JSON */ inString: boolean };

/** A part of the source that is wrong, and the message that says why. */
export interface TemplateError {
  ok: false;
  at: number;
  end: number;
  why: Extract<PlainKey, `template.${string}`>;
}

/** A template that was read. */
export interface Template {
  ok: true;
  parts: readonly TemplatePart[];
}

/**
 * Reads a template:
 *
 * ```
 * {{uuid}}                    a random UUID
 * {{now}} {{now s}} {{now iso}}   the time: milliseconds, seconds, ISO 8601
 * {{counter}} {{counter 100}} 1, 2, 3, … or from a number on
 * {{random}} {{random 1 6}}   a whole number from 0 to 999999, or between two
 * {{last.receive $.token}}    a value out of the newest message of the connection that has it
 * {{last.send}}               the whole text of the newest one
 * {{'{{'}}                    what stands in the quotes
 * ```
 */
export function parseTemplate(source: string): Template | TemplateError {
  const parts: TemplatePart[] = [];
  let at = 0;
  let inString = false;
  for (;;) {
    const open = source.indexOf('{{', at);
    const end = open < 0 ? source.length : open;
    if (end > at) {
      const text = source.slice(at, end);
      parts.push({ text, at, end });
      inString = endsInString(text, inString);
    }
    if (open < 0) return { ok: true, parts };
    const close = closingAt(source, open + 2);
    if (close < 0) return { ok: false, at: open, end: source.length, why: 'template.end' };
    const value = parseValue(source.slice(open + 2, close));
    if (typeof value === 'string') return { ok: false, at: open, end: close + 2, why: value };
    parts.push({ value, at: open, end: close + 2, inString });
    at = close + 2;
  }
}

/** Whether anything in a template is a variable. */
export function hasVariables({ parts }: Template): boolean {
  return parts.some((part) => 'value' in part);
}

const FORMATS = ['ms', 's', 'iso'] as const;
const WHOLE = /^-?\d{1,15}$/;
const RANDOM_MAX = 999_999;

/** The value, or what is wrong with it. */
function parseValue(source: string): TemplateValue | TemplateError['why'] {
  const text = source.trim();
  const quote = text[0];
  if (quote === "'" || quote === '"') {
    if (text.length < 2 || text.indexOf(quote, 1) !== text.length - 1) return 'template.quotes';
    return { name: 'literal', text: text.slice(1, -1) };
  }
  const space = text.search(/\s/);
  const name = space < 0 ? text : text.slice(0, space);
  const rest = space < 0 ? '' : text.slice(space).trim();
  switch (name) {
    case 'uuid':
      return rest ? 'template.uuid' : { name };
    case 'now': {
      const format = FORMATS.find((each) => each === (rest || 'ms'));
      return format ? { name, format } : 'template.now';
    }
    case 'counter':
      if (rest && !WHOLE.test(rest)) return 'template.counter';
      return { name, start: rest ? Number(rest) : 1 };
    case 'random':
      return parseRandom(rest);
    case 'last.send':
    case 'last.receive': {
      const direction = name === 'last.send' ? 'send' : 'receive';
      if (!rest) return { name: 'last', direction, path: null };
      const path = readPath(rest);
      return path ? { name: 'last', direction, path } : 'template.path';
    }
    default:
      return 'template.unknown';
  }
}

/** A path to one value, as filters have it; null where it is none, or leads to many. */
function readPath(text: string): JsonPath | null {
  const { steps, end, error } = readJsonPath(text, 0);
  if (error !== null || end < text.length) return null;
  const path = steps.filter((step) => typeof step !== 'symbol');
  return path.length === steps.length ? path : null;
}

function parseRandom(rest: string): TemplateValue | TemplateError['why'] {
  if (!rest) return { name: 'random', min: 0, max: RANDOM_MAX };
  const [min = '', max = '', ...more] = rest.split(/\s+/);
  if (more.length > 0 || !WHOLE.test(min) || !WHOLE.test(max)) return 'template.random';
  if (Number(min) > Number(max)) return 'template.range';
  return { name: 'random', min: Number(min), max: Number(max) };
}

/** Where the `}}` of a variable is, past text in quotes; -1 where there is none. */
function closingAt(source: string, from: number): number {
  let at = from;
  while (at < source.length) {
    const character = source[at];
    if (character === '}' && source[at + 1] === '}') return at;
    if (character === "'" || character === '"') {
      const end = source.indexOf(character, at + 1);
      if (end < 0) return source.indexOf('}}', at);
      at = end;
    }
    at += 1;
  }
  return -1;
}

/** Whether one is inside a string of JSON after `text`. */
function endsInString(text: string, before: boolean): boolean {
  let inside = before;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"') inside = !inside;
    else if (character === '\\' && inside) index += 1;
  }
  return inside;
}
