import { compareToDecimal, isDecimal } from '../reading/decimal.ts';
import { scalarAt, someMember } from '../reading/json-scan.ts';
import type { JsonScalar } from '../reading/json-scan.ts';
import type { Comparison, JsonLiteral } from './filter-syntax.ts';
import { ALL } from './json-path.ts';
import type { JsonStep } from './json-path.ts';
import { compilePattern } from './text-pattern.ts';

/** A value that a path leads to; undefined for objects and arrays. */
type Found = JsonScalar | undefined;

/** Makes a test of JSON text: whether any value that the path leads to passes. */
export function compileJson(
  path: readonly JsonStep[],
  test: { comparison: Comparison | '!='; literal: JsonLiteral } | null,
): (text: string) => boolean {
  const passes = test ? compileValue(test.comparison, test.literal) : () => true;
  // Without a path all that looks like JSON passes.
  if (path.length === 0) return (text) => /^[\t\n\r ]*[[{]/.test(text) && passes(undefined);
  const names = path.filter((step) => typeof step === 'string' && /^[\w$-]+$/.test(step));
  // The rarest look first: most messages have no such member at all.
  const last = names.at(-1) as string | undefined;
  return (text) =>
    (last === undefined || text.includes(last) || text.includes('\\')) &&
    leadsTo(text, 0, path, 0, passes);
}

function leadsTo(
  text: string,
  at: number,
  path: readonly JsonStep[],
  depth: number,
  passes: (value: Found) => boolean,
): boolean {
  // As deep as the path that a user wrote, whatever the page sent.
  const step = path[depth];
  if (step === undefined) return passes(scalarAt(text, at));
  return someMember(
    text,
    at,
    (key, valueAt) =>
      (step === ALL || step === key) && leadsTo(text, valueAt, path, depth + 1, passes),
  );
}

function compileValue(
  comparison: Comparison | '!=',
  literal: JsonLiteral,
): (value: Found) => boolean {
  if (comparison === '=') return compileEqual(literal);
  if (comparison === '!=') {
    const isEqual = compileEqual(literal);
    return (value) => !isEqual(value);
  }
  const holds = ORDERS[comparison];
  if (literal.type === 'expression') return () => false;
  const { text } = literal;
  if (literal.type !== 'bare' || !isDecimal(text))
    return (value) => typeof value === 'string' && holds(value < text ? -1 : value > text ? 1 : 0);
  const compare = compareToDecimal(text);
  return (value) => {
    const digits = digitsOf(value);
    return digits !== null && holds(compare(digits));
  };
}

/** The number that a value is; prices and the like are often sent as text. */
function digitsOf(value: Found): string | null {
  if (typeof value === 'string') return isDecimal(value) ? value : null;
  return typeof value === 'object' && value !== null ? value.digits : null;
}

function compileEqual(literal: JsonLiteral): (value: Found) => boolean {
  if (literal.type === 'expression') {
    const find = compilePattern(literal);
    return (value) => value !== undefined && find(written(value));
  }
  const { text } = literal;
  if (literal.type === 'quoted') return (value) => value === text;
  const compare = isDecimal(text) ? compareToDecimal(text) : null;
  return (value) => {
    const digits = digitsOf(value);
    if (compare && digits !== null) return compare(digits) === 0;
    return value !== undefined && written(value) === text;
  };
}

/** A value as text; a number as it is written. */
function written(value: JsonScalar): string {
  return typeof value === 'object' && value !== null ? value.digits : String(value);
}

const ORDERS: Readonly<Record<Exclude<Comparison, '='>, (difference: number) => boolean>> = {
  '<': (difference) => difference < 0,
  '<=': (difference) => difference <= 0,
  '>': (difference) => difference > 0,
  '>=': (difference) => difference >= 0,
};
