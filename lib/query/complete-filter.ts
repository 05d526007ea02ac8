import { visibleLine } from '../session/visible-text.ts';
import {
  DIRECTION_NAMES,
  FILTER_KEYS,
  isFilterKey,
  KIND_NAMES,
  STATE_NAMES,
} from './filter-syntax.ts';
import type { FilterKey } from './filter-syntax.ts';
import { MAX_LENGTH } from './parse-filter.ts';
import { printTerm } from './print-filter.ts';

/** Offered at once at most: more are not read, and typing narrows them. */
const MOST = 50;
/** Of a value this much is offered. */
const VALUE_LIMIT = 100;

/** Something that can stand where one types. */
export interface Completion {
  /** What goes into the filter. */
  text: string;
  /** The key that it is, or is a value of. */
  key: FilterKey;
  /** It is a key, whose value is still to come. */
  open: boolean;
}

/** What can stand at a place of a filter. */
export interface Completions {
  /** The part of the text that it replaces. */
  start: number;
  end: number;
  options: readonly Completion[];
}

/** The values that a log has for a key, the likely ones first. */
export type KnownValues = (key: FilterKey) => readonly string[];

const OPENINGS: Readonly<Partial<Record<FilterKey, string>>> = {
  json: 'json:$.',
  size: 'size>',
  time: 'time>',
  delta: 'delta>',
};

const SUGGESTED: Readonly<Partial<Record<FilterKey, readonly string[]>>> = {
  dir: DIRECTION_NAMES,
  kind: KIND_NAMES,
  is: STATE_NAMES,
  size: ['1kB', '10kB', '100kB', '1MB'],
  time: ['-10s', '-1m', '-5m', '-1h'],
  delta: ['100ms', '1s', '10s'],
};

/**
 * What can stand at `caret`: keys, or values of the key that stands there. Nothing for a word that no
 * key starts with, and nothing where nothing was typed yet, unless it is asked for.
 */
export function completeFilter(
  text: string,
  caret: number,
  known: KnownValues,
  asked = false,
): Completions {
  const before = text.slice(0, caret);
  if (text.length > MAX_LENGTH) return { start: caret, end: caret, options: [] };
  const word = wordStart(before);
  const start = word + signs(before.slice(word));
  const typed = before.slice(start);
  const end = caret + (/^[^\s()]*/.exec(text.slice(caret))?.[0].length ?? 0);
  const keyed = /^([a-z]+)(:|!=|>=|<=|[=<>])(.*)$/s.exec(typed);
  const [, key = '', operator = '', value = ''] = keyed ?? [];
  if (keyed && isFilterKey(key)) {
    const from = value.lastIndexOf('|') + 1;
    const options = valuesOf(key, value.slice(from), known);
    return { start: start + key.length + operator.length + from, end, options };
  }
  if (typed === '' && !asked) return { start, end, options: [] };
  const options = FILTER_KEYS.filter((each) => each.startsWith(typed.toLowerCase())).map(
    (each): Completion => ({ text: OPENINGS[each] ?? `${each}:`, key: each, open: true }),
  );
  return { start, end, options };
}

/** Where the last word begins; not by an expression, which would look at each word from each place. */
function wordStart(text: string): number {
  let at = text.length;
  while (at > 0 && !/[\s()]/.test(text[at - 1] as string)) at -= 1;
  return at;
}

/** A `-` that a condition starts with stays. */
function signs(word: string): number {
  return /^-*/.exec(word)?.[0].length ?? 0;
}

function valuesOf(key: FilterKey, typed: string, known: KnownValues): Completion[] {
  const wanted = typed.replace(/^"/, '').toLowerCase();
  const all = SUGGESTED[key] ?? known(key);
  const texts = new Set<string>();
  for (const value of all) {
    // What hides characters, or is cut, would not be what one reads.
    if (value === '' || value.length > VALUE_LIMIT || visibleLine(value, VALUE_LIMIT) !== value)
      continue;
    if (!value.toLowerCase().includes(wanted)) continue;
    texts.add(SUGGESTED[key] ? value : printValue(key, value));
    if (texts.size >= MOST) break;
  }
  // What is there already needs no offer.
  if (texts.size === 1 && texts.has(typed)) return [];
  return Array.from(texts, (text): Completion => ({ text, key, open: false }));
}

function printValue(key: FilterKey, value: string): string {
  if (key !== 'event' && key !== 'url' && key !== 'conn' && key !== 'frame') return value;
  const isNumber = key !== 'event' && key !== 'url' && /^\d+$/.test(value);
  if (isNumber) return value;
  return printTerm({ type: 'url', values: [{ type: 'words', text: value }] }).slice('url:'.length);
}
