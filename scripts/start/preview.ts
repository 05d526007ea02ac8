// C0, DEL, C1, zero-width and direction characters, line separators, BOM and lone surrogates:
// what could move the cursor, colour the terminal or turn text around.
const UNSAFE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/gu;

const NAMED: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A payload on one line of at most `length` characters that no terminal can take as commands. */
export function preview(data: Buffer | string, length = 60): string {
  // Nobody looks past the end, so megabytes need no escaping.
  const safe =
    typeof data === 'string' ? escape(data.slice(0, length + 1)) : spacedHex(data, length);
  return safe.length > length ? `${safe.slice(0, length - 1)}…` : safe;
}

function escape(text: string): string {
  return text.replace(
    UNSAFE,
    (character) =>
      NAMED[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function spacedHex(data: Buffer, length: number): string {
  return data
    .subarray(0, length)
    .toString('hex')
    .replace(/..(?=.)/g, '$& ');
}
