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

/** The digits that Socket.IO writes before JSON; empty where there are none. */
export function prefixOf(text: string): string {
  return /^\d{0,20}(?=[[{])/.exec(text)?.[0] ?? '';
}

function parseMessage(text: string): { prefix: string; value?: unknown } {
  if (text.length > MAX_PARSED) return { prefix: '' };
  const prefix = prefixOf(text);
  try {
    return { prefix, value: JSON.parse(text.slice(prefix.length)) as unknown };
  } catch {
    return { prefix: '' };
  }
}

function cut(text: string): string {
  return text.slice(0, MAX_LABEL);
}
