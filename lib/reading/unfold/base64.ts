/** Shorter text is too often just a word. */
const SHORTEST = 8;
const PATTERN = /^[A-Za-z0-9+/_-]+={0,2}$/;
/** Characters decoded at a time, a whole number of groups. */
const PIECE = 0x8000;

/** Whether text has the form of Base64 or of its URL alphabet (RFC 4648), white space aside. */
export function looksLikeBase64(text: string): boolean {
  if (text.length < SHORTEST) return false;
  const digits = withoutSpace(text);
  return (
    digits.length >= SHORTEST &&
    PATTERN.test(digits) &&
    isWhole(digits) &&
    !(/[+/]/.test(digits) && /[_-]/.test(digits))
  );
}

/** The bytes of Base64, also of its URL alphabet and without padding; undefined where it is none. */
export function decodeBase64Bytes(text: string): Uint8Array | undefined {
  const digits = withoutSpace(text)
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/={1,2}$/, '');
  if (!isWhole(digits)) return undefined;
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let length = 0;
  try {
    for (let from = 0; from < digits.length; from += PIECE) {
      const piece = atob(digits.slice(from, from + PIECE));
      for (let index = 0; index < piece.length; index += 1)
        bytes[length + index] = piece.charCodeAt(index);
      length += piece.length;
    }
  } catch {
    return undefined;
  }
  return bytes.subarray(0, length);
}

function isWhole(digits: string): boolean {
  if (digits.endsWith('=')) return digits.length % 4 === 0;
  return digits.length % 4 !== 1;
}

function withoutSpace(text: string): string {
  return /\s/.test(text) ? text.replaceAll(/\s/g, '') : text;
}
