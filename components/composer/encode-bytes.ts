const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
/** Bytes per `fromCharCode` call, below every engine's limit of arguments, divisible by three. */
const SLICE = 0x6000;

/** Bytes as pairs of hexadecimal digits with spaces between. */
export function encodeHex(bytes: Uint8Array): string {
  const parts = Array.from<string>({ length: bytes.length });
  for (let index = 0; index < bytes.length; index += 1) parts[index] = HEX[bytes[index]!]!;
  return parts.join(' ');
}

/** Bytes as Base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += SLICE)
    text += btoa(String.fromCharCode(...bytes.subarray(start, start + SLICE)));
  return text;
}
