import type { GoneReason, Payload } from './types.ts';

/** Rows in one chunk of columns: large enough that chunks are few, small enough to let go of. */
export const CHUNK_ROWS = 16_384;

/** What a row weighs beside its payload, bytes: its columns, its slots, its place in a list. */
const ROW_WEIGHT = 120;

const MAP_ENTRY_WEIGHT = 40;

const LET_GO = { gone: 'memory' } as const;

/** What a payload slot holds: data, a Blob still to be read, or why there is none. */
export type PayloadSlot = Payload | Blob | { gone: GoneReason } | null;

/** One chunk of columns. */
class Chunk {
  readonly kind = new Uint8Array(CHUNK_ROWS);
  readonly flags = new Uint16Array(CHUNK_ROWS);
  readonly time = new Float64Array(CHUNK_ROWS);
  readonly seq = new Float64Array(CHUNK_ROWS);
  readonly connection = new Uint32Array(CHUNK_ROWS);
  readonly index = new Uint32Array(CHUNK_ROWS);
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
  /** Of a message that was sent or received: the how-manieth of its connection. */
  index?: number;
  byteLength: number;
  bufferedBefore: number;
  bufferedAfter: number;
  payload: PayloadSlot;
  detail: unknown;
}

/** Is told before a row leaves or changes, and after it has changed; of new rows it is not told. */
export interface RowWatcher {
  leaving(row: number): void;
  entering(row: number): void;
  /** All that was counted is void. @param next number of the first row that is there, or of the next to come */
  cleared(next: number): void;
}

/** Rows that were taken out together and may come back. */
interface RowsAside {
  chunks: Map<number, Chunk>;
  details: Map<number, unknown>;
  first: number;
  count: number;
  payloadsWeight: number;
  detailsWeight: number;
  withPayload: number;
}

/** Columns of all rows, in chunks: it grows without copying, and a row never changes its number. */
export class RowStore {
  /** Number of the first row that may be there, and of the next to come. */
  first = 0;
  end = 0;
  /** Rows that are there. */
  count = 0;
  readonly watchers = new Set<RowWatcher>();
  #payloadsWeight = 0;
  #detailsWeight = 0;
  /** Of all rows before this one the payloads were let go. */
  #withPayload = 0;
  #chunks = new Map<number, Chunk>();
  #details = new Map<number, unknown>();
  #aside: RowsAside | null = null;

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
    chunk.index[at] = toUint32(values.index ?? 0);
    chunk.byteLength[at] = toUint32(values.byteLength);
    chunk.bufferedBefore[at] = toUint32(values.bufferedBefore);
    chunk.bufferedAfter[at] = toUint32(values.bufferedAfter);
    chunk.payload[at] = values.payload;
    chunk.live += 1;
    this.count += 1;
    this.#payloadsWeight += payloadWeight(values.payload, values.byteLength);
    if (values.detail !== undefined) {
      this.#details.set(row, values.detail);
      this.#detailsWeight += detailWeight(values.detail);
    }
    return row;
  }

  /** Takes a row out; its number stays unused. */
  remove(row: number): void {
    const chunk = this.#chunkOf(row);
    const at = row % CHUNK_ROWS;
    if (!chunk || chunk.kind[at] === 0) return;
    for (const watcher of this.watchers) watcher.leaving(row);
    this.#payloadsWeight -= this.#releasable(chunk, row);
    this.#detailsWeight -= detailWeight(this.detail(row));
    chunk.kind[at] = 0;
    chunk.payload[at] = null;
    chunk.live -= 1;
    this.count -= 1;
    this.#details.delete(row);
    const number = Math.floor(row / CHUNK_ROWS);
    if (chunk.live === 0 && (number + 1) * CHUNK_ROWS <= this.end) this.#chunks.delete(number);
  }

  /** Takes all rows out, and keeps them apart in place of those that were kept so before. */
  setAside(): void {
    this.#aside = {
      chunks: this.#chunks,
      details: this.#details,
      first: this.first,
      count: this.count,
      payloadsWeight: this.#payloadsWeight,
      detailsWeight: this.#detailsWeight,
      withPayload: this.#withPayload,
    };
    this.#chunks = new Map();
    this.#details = new Map();
    this.count = 0;
    this.#payloadsWeight = 0;
    this.#detailsWeight = 0;
    // Go on in a new chunk: the old one is apart.
    this.end = Math.ceil(this.end / CHUNK_ROWS) * CHUNK_ROWS;
    this.first = this.end;
    this.#withPayload = this.end;
    for (const watcher of this.watchers) watcher.cleared(this.end);
  }

  /** Puts the rows that were set aside back before the others. Returns those whose Blobs were not read. */
  restore(): { row: number; blob: Blob }[] {
    const aside = this.#aside;
    if (!aside) return [];
    this.#aside = null;
    const unread: { row: number; blob: Blob }[] = [];
    for (const [number, chunk] of aside.chunks) {
      this.#chunks.set(number, chunk);
      chunk.payload.forEach((payload, at) => {
        if (payload instanceof Blob) unread.push({ row: number * CHUNK_ROWS + at, blob: payload });
      });
    }
    for (const [row, detail] of aside.details) this.#details.set(row, detail);
    this.count += aside.count;
    this.#payloadsWeight += aside.payloadsWeight;
    this.#detailsWeight += aside.detailsWeight;
    this.first = aside.first;
    this.#withPayload = aside.withPayload;
    for (const watcher of this.watchers) watcher.cleared(this.first);
    return unread;
  }

  /** Lets the rows that were set aside go. */
  discard(): void {
    this.#aside = null;
  }

  /** What the rows that were set aside weigh, bytes, roughly. */
  get asideWeight(): number {
    if (!this.#aside) return 0;
    const { count, payloadsWeight, detailsWeight } = this.#aside;
    return count * ROW_WEIGHT + payloadsWeight + detailsWeight;
  }

  /** What all rows weigh with their payloads, bytes, roughly. */
  get weight(): number {
    return this.rowsWeight + this.#payloadsWeight;
  }

  /** What all rows weigh without their payloads, bytes, roughly. */
  get rowsWeight(): number {
    return this.count * ROW_WEIGHT + this.#detailsWeight;
  }

  /** Lets the oldest payloads go until all weighs at most `bound` bytes; never that of the last row. */
  releasePayloads(bound: number): void {
    for (; this.weight > bound && this.#withPayload < this.end - 1; this.#withPayload += 1) {
      const row = this.#withPayload;
      const chunk = this.#chunkOf(row);
      // Of a chunk that is gone each row is passed over.
      if (chunk) this.#release(chunk, row);
    }
  }

  #release(chunk: Chunk, row: number): void {
    const weight = this.#releasable(chunk, row);
    if (weight === 0) return;
    this.#payloadsWeight -= weight;
    chunk.payload[row % CHUNK_ROWS] = LET_GO;
    const detail = this.detail(row);
    // A send() that threw tells its data twice.
    if (typeof detail === 'object' && detail !== null && 'data' in detail)
      this.#details.set(row, { ...detail, data: null });
  }

  #releasable(chunk: Chunk, row: number): number {
    const at = row % CHUNK_ROWS;
    return payloadWeight(chunk.payload[at] ?? null, chunk.byteLength[at] as number);
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
  index(row: number): number {
    return this.#chunkOf(row)?.index[row % CHUNK_ROWS] ?? 0;
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
    this.#payloadsWeight -= this.#releasable(chunk, row);
    chunk.payload[at] = payload;
    const isResized = chunk.byteLength[at] !== toUint32(byteLength);
    if (isResized) for (const watcher of this.watchers) watcher.leaving(row);
    chunk.byteLength[at] = toUint32(byteLength);
    if (isResized) for (const watcher of this.watchers) watcher.entering(row);
    this.#payloadsWeight += this.#releasable(chunk, row);
    // Those that came before it are gone already.
    if (row < this.#withPayload) this.#release(chunk, row);
  }

  /** Replaces the detail of a row that has one. */
  setDetail(row: number, detail: unknown): void {
    this.#detailsWeight += detailWeight(detail) - detailWeight(this.#details.get(row));
    for (const watcher of this.watchers) watcher.leaving(row);
    this.#details.set(row, detail);
    for (const watcher of this.watchers) watcher.entering(row);
  }

  #chunkOf(row: number): Chunk | undefined {
    return this.#chunks.get(Math.floor(row / CHUNK_ROWS));
  }
}

/** A text with characters beyond Latin-1 takes two bytes for each, and more than one as UTF-8. */
function payloadWeight(slot: PayloadSlot, byteLength: number): number {
  if (typeof slot === 'string') return byteLength > slot.length ? slot.length * 2 : slot.length;
  return slot instanceof Uint8Array ? slot.byteLength : 0;
}

/** Of what a page can make long: addresses, reasons, call stacks, and lists of connections. */
function detailWeight(detail: unknown): number {
  if (typeof detail === 'string') return detail.length;
  if (typeof detail !== 'object' || detail === null) return 0;
  let weight = 0;
  for (const [name, value] of Object.entries(detail)) {
    // Of a send() that threw: it is the payload.
    if (name === 'data') continue;
    if (typeof value === 'string') weight += value.length;
    else if (value instanceof Map) weight += value.size * MAP_ENTRY_WEIGHT;
    else if (Array.isArray(value))
      for (const each of value) if (typeof each === 'string') weight += each.length;
  }
  return weight;
}

function toUint32(value: number): number {
  return Math.min(Math.max(0, value), 0xffff_ffff);
}
