import { findJsonError, skipSpace, stringEnd } from '../../lib/control/json-error.ts';

const INDENT = '  ';

/**
 * JSON with a line for each member and item; null where it is no JSON. Only white space changes:
 * numbers keep their digits, strings their escapes.
 */
export function tidyJson(text: string): string | null {
  if (findJsonError(text)) return null;
  const parts: string[] = [];
  let depth = 0;
  let at = skipSpace(text, 0);
  const newLine = () => parts.push('\n', INDENT.repeat(Math.min(depth, 100)));
  while (at < text.length) {
    const character = text[at]!;
    let end = at + 1;
    if (character === '"') {
      end = stringEnd(text, at);
      parts.push(text.slice(at, end));
    } else if (character === '{' || character === '[') {
      const next = skipSpace(text, end);
      parts.push(character);
      if (text[next] === '}' || text[next] === ']') {
        parts.push(text[next]!);
        end = next + 1;
      } else {
        depth += 1;
        newLine();
      }
    } else if (character === '}' || character === ']') {
      depth -= 1;
      newLine();
      parts.push(character);
    } else if (character === ',') {
      parts.push(character);
      newLine();
    } else if (character === ':') parts.push(': ');
    else parts.push(character);
    at = skipSpace(text, end);
  }
  return parts.join('');
}
