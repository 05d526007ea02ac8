/** Compressed forms that browsers can read. */
export type Compression = 'gzip' | 'deflate' | 'deflate-raw';

/** What inflating may give at most: a few kilobytes can claim to hold gigabytes. Bytes. */
const MOST_INFLATED = 64 * 1024 * 1024;

/** What came of it; `cut` where there is more than was wanted. */
export type Inflated = { ok: true; bytes: Uint8Array; cut: boolean } | { ok: false };

/** The compression that bytes begin with the mark of (RFC 1952, 2.3.1; RFC 1950, 2.2). */
export function compressionOf(bytes: Uint8Array): 'gzip' | 'deflate' | undefined {
  const [first = 0, second = 0] = bytes;
  if (bytes.length >= 18 && first === 0x1f && second === 0x8b && bytes[2] === 8) return 'gzip';
  const isZlib = (first & 0x0f) === 8 && first >> 4 <= 7 && (first * 256 + second) % 31 === 0;
  return bytes.length >= 8 && isZlib ? 'deflate' : undefined;
}

/**
 * Inflates bytes up to a bound. What comes before a fault counts, but not where the compression has no
 * mark to be told by: anything can begin like that.
 */
export async function inflate(
  bytes: Uint8Array,
  compression: Compression,
  most = MOST_INFLATED,
): Promise<Inflated> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream(compression));
  const reader = stream.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { ok: true, bytes: join(pieces, length), cut: false };
      const room = most - length;
      pieces.push(value.subarray(0, room));
      length += Math.min(room, value.length);
      if (value.length > room) {
        // Not awaited: a stream may take its time to stop.
        void reader.cancel().catch(() => {});
        return { ok: true, bytes: join(pieces, length), cut: true };
      }
    }
  } catch {
    // Streams that are flushed and go on in the next message have no end.
    const isPart = length > 0 && compression !== 'deflate-raw';
    return isPart ? { ok: true, bytes: join(pieces, length), cut: true } : { ok: false };
  }
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
