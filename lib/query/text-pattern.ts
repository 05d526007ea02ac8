import type { RE2JS } from 're2js';
import type { Pattern } from './filter-syntax.ts';

/** Of a text this much is given to an expression, UTF-16 units: it takes about a frame. */
export const EXPRESSION_LIMIT = 2_000_000;

/** Time in which all matches of one text are found, milliseconds. */
const REPLACEMENT_TIME = 50;

let engine: typeof RE2JS | undefined;

/** Gives what runs expressions; before, {@link expressionError} says `stillLoading`. */
export function useExpressions(re2: typeof RE2JS): void {
  engine ??= re2;
}

/**
 * Puts `replacement` in the place of each match; `$1` and `$<name>` in it are groups. What is made
 * is null of a text that is too long, or whose matches take too long to find: each is found in a
 * time that grows with the text, but there may be as many.
 */
export function compileReplacement(
  source: string,
  flags: string,
  replacement: string,
): (text: string) => string | null {
  if (!engine) throw new Error('Expressions are not loaded.');
  const expression = compileExpression(engine, source, flags);
  return (text) => {
    if (text.length > EXPRESSION_LIMIT) return null;
    const deadline = performance.now() + REPLACEMENT_TIME;
    for (const found = expression.matcher(text); found.find();)
      if (performance.now() > deadline) return null;
    return expression.matcher(text).replaceAll(replacement);
  };
}

/** Compiles what a text is searched for: words are found in upper and lower case alike. */
export function compilePattern(pattern: Pattern): (text: string) => boolean {
  if (pattern.type === 'words') {
    const words = new RegExp(pattern.text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'i');
    return (text) => words.test(text);
  }
  if (!engine) throw new Error('Expressions are not loaded.');
  const expression = compileExpression(engine, pattern.source, pattern.flags);
  return (text) =>
    expression.test(text.length > EXPRESSION_LIMIT ? text.slice(0, EXPRESSION_LIMIT) : text);
}

/** What is wrong with an expression, in the words of the browser where it has some; null where nothing is. */
export function expressionError(
  source: string,
  flags: string,
): { problem: 'badExpression' | 'notInRe2' | 'stillLoading'; said: string } | null {
  try {
    void new RegExp(source, flags);
  } catch (error) {
    return { problem: 'badExpression', said: (error as Error).message };
  }
  if (!engine) return { problem: 'stillLoading', said: '' };
  try {
    compileExpression(engine, source, flags);
    return null;
  } catch {
    return { problem: 'notInRe2', said: '' };
  }
}

/**
 * Expressions run in RE2, whose time grows with the text and not with what the page put into it:
 * the backtracking of a `RegExp` can be made to last for ever. RE2 knows no look-around and no
 * back-references.
 */
function compileExpression(re2: typeof RE2JS, source: string, flags: string): RE2JS {
  let bits = 0;
  if (flags.includes('i')) bits |= re2.CASE_INSENSITIVE;
  if (flags.includes('m')) bits |= re2.MULTILINE;
  if (flags.includes('s')) bits |= re2.DOTALL;
  return re2.compile(re2.translateRegExp(source), bits);
}
