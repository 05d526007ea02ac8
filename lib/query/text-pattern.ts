import { RE2JS } from 're2js';

/** What a text is searched for. */
export interface TextPattern {
  test(text: string): boolean;
}

/**
 * Compiles what a user types: words, found in upper and lower case alike, or
 * `/regular expression/flags`. Null matches all. Throws a SyntaxError for the user.
 *
 * Expressions run in RE2, whose time grows with the text and not with what the page put into it:
 * the backtracking of a `RegExp` can be made to last for ever. RE2 knows no look-around and no
 * back-references.
 */
export function compileText(text: string): TextPattern | null {
  const wanted = text.trim();
  if (wanted === '') return null;
  const expression = /^\/(.+)\/([dgimsuvy]*)$/s.exec(wanted);
  if (!expression) return new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'i');
  const [, source = '', flags = ''] = expression;
  // For the browser's own words about what is wrong.
  const checked = new RegExp(source, flags);
  let bits = 0;
  if (checked.ignoreCase) bits |= RE2JS.CASE_INSENSITIVE;
  if (checked.multiline) bits |= RE2JS.MULTILINE;
  if (checked.dotAll) bits |= RE2JS.DOTALL;
  try {
    return RE2JS.compile(RE2JS.translateRegExp(source), bits);
  } catch {
    throw new SyntaxError('Look-around, back-references and the like are not available here.');
  }
}
