// Characters that would hide, reorder or break what is shown: C0 and C1 controls, DEL, zero
// widths, line separators, bidirectional marks, overrides and isolates, and the BOM.
const HIDDEN =
  '\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff';
const IN_LINE = new RegExp(`\\r\\n|[\\t\\n${HIDDEN}]`, 'g');
const IN_TEXT = new RegExp(`[${HIDDEN}]`, 'g');

function mark(character: string): string {
  if (character === '\n' || character === '\r\n') return '↵';
  if (character === '\t') return ' ';
  // Not the control pictures of U+2400: many fonts lack them.
  const code = character.charCodeAt(0);
  return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
}

/** At most `limit` UTF-16 units of `text` with an ellipsis where it was cut, never inside a pair. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  const cut = last >= 0xd800 && last < 0xdc00 ? limit - 1 : limit;
  return `${text.slice(0, cut)}…`;
}

/** One line that stands for `text`: cut at `limit` first, then with every hidden character marked. */
export function visibleLine(text: string, limit: number): string {
  return clip(text, limit).replace(IN_LINE, mark).toWellFormed();
}

/** `text` with its lines kept and every hidden character marked. */
export function visibleText(text: string): string {
  // A carriage return that is part of a line end says nothing that needs a mark.
  return text.replaceAll('\r\n', '\n').replace(IN_TEXT, mark).toWellFormed();
}
