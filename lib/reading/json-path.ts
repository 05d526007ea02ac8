import type { JsonDocument } from './json-document.ts';

const SHORT_NAME = /^[A-Za-z_][\w]*$/;
const ESCAPES: Record<string, string> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  "'": "\\'",
  '\\': '\\\\',
};

/** The normalized path of a value (RFC 9535, section 2.7), such as `$['payload']['items'][3]`. */
export function normalizedPath(document: JsonDocument, value: number): string {
  return `$${segments(document, value).map(normalSegment).join('')}`;
}

/** The same place, written as people do: `$.payload.items[3]`. */
export function shortPath(document: JsonDocument, value: number): string {
  const parts = segments(document, value).map((segment) =>
    typeof segment === 'string' && SHORT_NAME.test(segment)
      ? `.${segment}`
      : normalSegment(segment),
  );
  return `$${parts.join('')}`;
}

function segments(document: JsonDocument, value: number): (string | number)[] {
  const found: (string | number)[] = [];
  for (let at = value; document.parent(at) >= 0; at = document.parent(at))
    found.push(document.name(at) as string | number);
  return found.toReversed();
}

function normalSegment(segment: string | number): string {
  if (typeof segment === 'number') return `[${segment}]`;
  // eslint-disable-next-line no-control-regex
  const escaped = segment.replaceAll(/['\\\u0000-\u001f]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return ESCAPES[character] ?? `\\u${code}`;
  });
  return `['${escaped}']`;
}
