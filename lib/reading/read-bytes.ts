/** What the bytes at an offset are as numbers; undefined where there are too few of them. */
export interface NumberReading {
  name: string;
  /** Least significant byte first, and most significant first; equal for single bytes. */
  little: string | undefined;
  big: string | undefined;
}

/** A base 128 varint as Protocol Buffers have it, of at most ten bytes. */
export interface Varint {
  value: bigint;
  byteLength: number;
}

type Read = (view: DataView, at: number, little: boolean) => number | bigint;

const NUMBERS: readonly { name: string; size: number; read: Read }[] = [
  { name: 'int8', size: 1, read: (view, at) => view.getInt8(at) },
  { name: 'uint8', size: 1, read: (view, at) => view.getUint8(at) },
  { name: 'int16', size: 2, read: (view, at, little) => view.getInt16(at, little) },
  { name: 'uint16', size: 2, read: (view, at, little) => view.getUint16(at, little) },
  { name: 'int32', size: 4, read: (view, at, little) => view.getInt32(at, little) },
  { name: 'uint32', size: 4, read: (view, at, little) => view.getUint32(at, little) },
  { name: 'int64', size: 8, read: (view, at, little) => view.getBigInt64(at, little) },
  { name: 'uint64', size: 8, read: (view, at, little) => view.getBigUint64(at, little) },
  { name: 'float32', size: 4, read: (view, at, little) => view.getFloat32(at, little) },
  { name: 'float64', size: 8, read: (view, at, little) => view.getFloat64(at, little) },
];

/** The bytes at an offset as integers and floats of each width. */
export function readNumbers(bytes: Uint8Array, at: number): NumberReading[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return NUMBERS.map(({ name, size, read }) => {
    const fits = at + size <= bytes.length;
    const text = (little: boolean) => (fits ? numeral(read(view, at, little)) : undefined);
    return { name, little: text(true), big: text(false) };
  });
}

function numeral(value: number | bigint): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** The varint at an offset; undefined where it does not end, or is no 64 bit number. */
export function readVarint(bytes: Uint8Array, at: number): Varint | undefined {
  let value = 0n;
  for (let index = 0; index < 10; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) return undefined;
    value |= BigInt(byte & 0x7f) << BigInt(7 * index);
    if (byte < 0x80) {
      const isTooLarge = value >= 1n << 64n;
      return isTooLarge ? undefined : { value, byteLength: index + 1 };
    }
  }
  return undefined;
}

/** The signed number that zigzag encoding made unsigned. */
export function unzigzag(value: bigint): bigint {
  return value & 1n ? -((value + 1n) >> 1n) : value >> 1n;
}

/** The character whose UTF-8 begins at an offset; undefined where none does. */
export function readUtf8(bytes: Uint8Array, at: number): string | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return decoder.decode(bytes.subarray(at, at + length));
  } catch {
    return undefined;
  }
}
