const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A byte as two hexadecimal digits. */
export function hexOf(byte: number): string {
  return HEX[byte] as string;
}

/** How many rows a number of bytes takes. */
export function countHexRows(byteLength: number, perRow: number): number {
  return Math.ceil(byteLength / perRow);
}

/** Digits that every offset into a number of bytes can be written with. */
export function offsetDigits(byteLength: number): number {
  return byteLength > 0x1_0000 ? 8 : 4;
}
