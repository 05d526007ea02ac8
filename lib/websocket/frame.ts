/** A data frame as RFC 6455, section 5.2, puts it on the wire. */
export interface WireFrame {
  opcode: number;
  masked: boolean;
  /** How the payload's length is written: in 7 bits, or in 16 or 64 bits after them. */
  lengthBits: 7 | 16 | 64;
  /** The header's bytes; null for those of the masking key, which only the browser knows. */
  header: (number | null)[];
  /** Bytes of header and payload. */
  byteLength: number;
}

const FIN = 0x80;
const MASK = 0x80;
const KEY_BYTES = 4;

/** The one frame that a message takes where it is neither fragmented nor compressed. */
export function wireFrame(opcode: number, payloadLength: number, masked: boolean): WireFrame {
  const lengthBits = payloadLength < 126 ? 7 : payloadLength < 65_536 ? 16 : 64;
  const short = lengthBits === 7 ? payloadLength : lengthBits === 16 ? 126 : 127;
  const header: (number | null)[] = [FIN | opcode, (masked ? MASK : 0) | short];
  const extended = lengthBits === 7 ? 0 : lengthBits / 8;
  for (let byte = extended - 1; byte >= 0; byte -= 1)
    header.push(Math.floor(payloadLength / 2 ** (8 * byte)) % 256);
  if (masked) for (let i = 0; i < KEY_BYTES; i += 1) header.push(null);
  return { opcode, masked, lengthBits, header, byteLength: header.length + payloadLength };
}
