import { labelOf } from '../decoders/registry.ts';
import type { Payload } from '../session/types.ts';

/** Longer texts are told apart by their beginning: only alignment hangs on it. */
const MAX_PARSED = 65_536;
const MAX_LABEL = 80;

/** What kind of message this is: its own label, else its form. Equal for messages that play one part. */
export function messageLabel(data: Payload): string {
  const label = labelOf(data);
  if (label !== undefined) return `label ${label}`;
  if (typeof data !== 'string') return 'binary';
  const { prefix, value } = parseMessage(data);
  if (Array.isArray(value)) {
    const name = value.find((item) => typeof item === 'string');
    return cut(`${prefix}[${typeof name === 'string' ? name : ''}]`);
  }
  // Without a name the members tell: an answer has others than a notice.
  if (typeof value === 'object' && value !== null)
    return cut(`${prefix}{${Object.keys(value).slice(0, 8).join()}}`);
  return cut(`text ${/^[\p{L}_-]*/u.exec(data.slice(0, MAX_LABEL))?.[0] ?? ''}`);
}

/** JSON with the digits that Socket.IO writes before it; without a value where it is no JSON. */
export function parseMessage(text: string): { prefix: string; value?: unknown } {
  if (text.length > MAX_PARSED) return { prefix: '' };
  let digits = 0;
  while (digits < 20 && text[digits]! >= '0' && text[digits]! <= '9') digits += 1;
  const structured = text[digits] === '[' || text[digits] === '{';
  const prefix = structured ? text.slice(0, digits) : '';
  try {
    return { prefix, value: JSON.parse(structured ? text.slice(digits) : text) as unknown };
  } catch {
    return { prefix: '' };
  }
}

function cut(text: string): string {
  return text.slice(0, MAX_LABEL);
}
