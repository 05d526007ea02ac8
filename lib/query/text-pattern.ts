import { RE2JS } from 're2js';
import type { Pattern } from './filter-syntax.ts';

/** Of a text this much is given to an expression, UTF-16 units: it takes about a frame. */
export const EXPRESSION_LIMIT = 2_000_000;

/** Compiles what a text is searched for: words are found in upper and lower case alike. */
export function compilePattern(pattern: Pattern): (text: string) => boolean {
  if (pattern.type === 'words') {
    const words = new RegExp(pattern.text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'i');
    return (text) => words.test(text);
  }
  const expression = compileExpression(pattern.source, pattern.flags);
  return (text) =>
    expression.test(text.length > EXPRESSION_LIMIT ? text.slice(0, EXPRESSION_LIMIT) : text);
}

/** What is wrong with an expression, in the words of the browser where it has some; null where nothing is. */
export function expressionError(
  source: string,
  flags: string,
): { problem: 'badExpression' | 'notInRe2'; said: string } | null {
  try {
    void new RegExp(source, flags);
  } catch (error) {
    return { problem: 'badExpression', said: (error as Error).message };
  }
  try {
    compileExpression(source, flags);
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
function compileExpression(source: string, flags: string): RE2JS {
  let bits = 0;
  if (flags.includes('i')) bits |= RE2JS.CASE_INSENSITIVE;
  if (flags.includes('m')) bits |= RE2JS.MULTILINE;
  if (flags.includes('s')) bits |= RE2JS.DOTALL;
  return RE2JS.compile(RE2JS.translateRegExp(source), bits);
}
