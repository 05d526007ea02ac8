import type { Payload } from './types.ts';

/** Rows in one chunk of columns: large enough that chunks are few, small enough to let go of. */
const CHUNK_ROWS = 16_384;

/** What a payload slot holds: data, a Blob still to be read, or why there is none. */
export type PayloadSlot = Payload | Blob | { gone: string } | null;

/** One chunk of columns. */
class Chunk {
  readonly kind = new Uint8Array(CHUNK_ROWS);
  readonly flags = new Uint16Array(CHUNK_ROWS);
  readonly time = new Float64Array(CHUNK_ROWS);
  readonly seq = new Float64Array(CHUNK_ROWS);
  readonly connection = new Uint32Array(CHUNK_ROWS);
  readonly byteLength = new Uint32Array(CHUNK_ROWS);
  readonly bufferedBefore = new Uint32Array(CHUNK_ROWS);
  readonly bufferedAfter = new Uint32Array(CHUNK_ROWS);
  readonly payload: PayloadSlot[] = [];
  live = 0;
}

/** The values of one row; lengths are in bytes, time in milliseconds since the epoch. */
export interface RowValues {
  kind: number;
  flags: number;
  time: number;
  seq: number;
  connection: number;
  byteLength: number;
  bufferedBefore: number;
  bufferedAfter: number;
  payload: PayloadSlot;
  detail: unknown;
}

/** Columns of all rows, in chunks: it grows without copying, and a row never changes its number. */
export class RowStore {
  /** Number of the first row that may be there, and of the next to come. */
  first = 0;
  end = 0;
  readonly #chunks = new Map<number, Chunk>();
  readonly #details = new Map<number, unknown>();

  /** Adds a row and returns its number. */
  append(values: RowValues): number {
    const row = this.end;
    this.end += 1;
    const number = Math.floor(row / CHUNK_ROWS);
    let chunk = this.#chunks.get(number);
    if (!chunk) {
      chunk = new Chunk();
      this.#chunks.set(number, chunk);
    }
    const at = row % CHUNK_ROWS;
    chunk.kind[at] = values.kind;
    chunk.flags[at] = values.flags;
    chunk.time[at] = values.time;
    chunk.seq[at] = values.seq;
    chunk.connection[at] = values.connection;
    chunk.byteLength[at] = toUint32(values.byteLength);
    chunk.bufferedBefore[at] = toUint32(values.bufferedBefore);
    chunk.bufferedAfter[at] = toUint32(values.bufferedAfter);
    chunk.payload[at] = values.payload;
    chunk.live += 1;
    if (values.detail !== undefined) this.#details.set(row, values.detail);
    return row;
  }

  /** Takes a row out; its number stays unused. */
  remove(row: number): void {
    const chunk = this.#chunkOf(row);
    const at = row % CHUNK_ROWS;
    if (!chunk || chunk.kind[at] === 0) return;
    chunk.kind[at] = 0;
    chunk.payload[at] = null;
    chunk.live -= 1;
    this.#details.delete(row);
    const number = Math.floor(row / CHUNK_ROWS);
    if (chunk.live === 0 && (number + 1) * CHUNK_ROWS <= this.end) this.#chunks.delete(number);
  }

  /** Takes all rows out. */
  clear(): void {
    this.#chunks.clear();
    this.#details.clear();
    // Go on in a new chunk: the old one is gone.
    this.end = Math.ceil(this.end / CHUNK_ROWS) * CHUNK_ROWS;
    this.first = this.end;
  }

  /** Kind of a row; 0 where there is none (any more). */
  kind(row: number): number {
    return this.#chunkOf(row)?.kind[row % CHUNK_ROWS] ?? 0;
  }
  flags(row: number): number {
    return this.#chunkOf(row)?.flags[row % CHUNK_ROWS] ?? 0;
  }
  time(row: number): number {
    return this.#chunkOf(row)?.time[row % CHUNK_ROWS] ?? 0;
  }
  seq(row: number): number {
    return this.#chunkOf(row)?.seq[row % CHUNK_ROWS] ?? 0;
  }
  connection(row: number): number {
    return this.#chunkOf(row)?.connection[row % CHUNK_ROWS] ?? 0;
  }
  byteLength(row: number): number {
    return this.#chunkOf(row)?.byteLength[row % CHUNK_ROWS] ?? 0;
  }
  bufferedBefore(row: number): number {
    return this.#chunkOf(row)?.bufferedBefore[row % CHUNK_ROWS] ?? 0;
  }
  bufferedAfter(row: number): number {
    return this.#chunkOf(row)?.bufferedAfter[row % CHUNK_ROWS] ?? 0;
  }
  payload(row: number): PayloadSlot {
    return this.#chunkOf(row)?.payload[row % CHUNK_ROWS] ?? null;
  }
  detail(row: number): unknown {
    return this.#details.get(row);
  }

  /** Replaces the payload of a row that is still there. */
  setPayload(row: number, payload: PayloadSlot, byteLength: number): void {
    const chunk = this.#chunkOf(row);
    const at = row % CHUNK_ROWS;
    if (!chunk || chunk.kind[at] === 0) return;
    chunk.payload[at] = payload;
    chunk.byteLength[at] = toUint32(byteLength);
  }

  #chunkOf(row: number): Chunk | undefined {
    return this.#chunks.get(Math.floor(row / CHUNK_ROWS));
  }
}

function toUint32(value: number): number {
  return Math.min(Math.max(0, value), 0xffff_ffff);
}
