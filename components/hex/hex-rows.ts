const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** One line of a hex dump. */
export interface HexRow {
  offset: string;
  /** Pairs of digits with spaces between and one more in the middle. */
  hex: string;
  /** A printable ASCII character a byte, a dot for any other. */
  ascii: string;
}

/** How many rows a number of bytes takes. */
export function countHexRows(byteLength: number, perRow: number): number {
  return Math.ceil(byteLength / perRow);
}

/** Digits that every offset into a number of bytes can be written with. */
export function offsetDigits(byteLength: number): number {
  return byteLength > 0x1_0000 ? 8 : 4;
}

/** The row at a position, from 0. */
export function hexRow(bytes: Uint8Array, row: number, perRow: number): HexRow {
  const start = row * perRow;
  const end = Math.min(start + perRow, bytes.length);
  let hex = '';
  let ascii = '';
  for (let index = start; index < end; index += 1) {
    const byte = bytes[index] ?? 0;
    if (index > start) hex += index - start === perRow / 2 ? '  ' : ' ';
    hex += HEX[byte];
    ascii += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
  }
  const digits = offsetDigits(bytes.length);
  return { offset: start.toString(16).padStart(digits, '0'), hex, ascii };
}
