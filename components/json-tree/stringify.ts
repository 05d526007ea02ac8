import type { JsonValue } from './json-node.ts';

/** A value as JSON text, indented; however deep it is nested. */
export function stringify(value: JsonValue): string {
  try {
    return JSON.stringify(value, null, 2);
  } catch (error) {
    // JSON.stringify recurses and gives up some thousand levels down; indents would also be
    // longer than the data there.
    if (error instanceof RangeError) return stringifyDeep(value);
    throw error;
  }
}

function stringifyDeep(root: JsonValue): string {
  const parts: string[] = [];
  const pending: { text: string; value?: JsonValue }[] = [{ text: '', value: root }];
  for (let item = pending.pop(); item; item = pending.pop()) {
    parts.push(item.text);
    const { value } = item;
    if (value === undefined) continue;
    if (value === null || typeof value !== 'object') {
      parts.push(JSON.stringify(value));
      continue;
    }
    const list = Array.isArray(value);
    parts.push(list ? '[' : '{');
    pending.push({ text: list ? ']' : '}' });
    const entries = Object.entries(value);
    for (let index = entries.length - 1; index >= 0; index -= 1) {
      const [key, child] = entries[index]!;
      const comma = index > 0 ? ',' : '';
      pending.push({ text: comma + (list ? '' : `${JSON.stringify(key)}:`), value: child });
    }
  }
  return parts.join('');
}
