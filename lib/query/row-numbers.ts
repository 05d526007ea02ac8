import type { RowList } from '../session/types.ts';

/** Rows in one chunk at most: an insertion moves no more than these. */
const CHUNK = 8_192;

interface Chunk {
  rows: Uint32Array;
  length: number;
  /** The smallest number in it, or one below that. */
  least: number;
  /** How many rows stand in the chunks before it. */
  before: number;
}

/**
 * A growing list of row numbers in order of time, rows of the same time in order of their numbers.
 * Rows mostly arrive in order; those of another document may be older than what is there, and those
 * whose data came late are found late. In chunks, so that growing copies nothing.
 */
export class RowNumbers {
  readonly #timeOf: (row: number) => number;
  #chunks: Chunk[] = [];
  #length = 0;

  constructor(timeOf: (row: number) => number) {
    this.#timeOf = timeOf;
  }

  get length(): number {
    return this.#length;
  }

  /** Adds a row where it belongs. */
  add(row: number): void {
    const time = this.#timeOf(row);
    let number = this.#chunks.length - 1;
    while (number > 0 && this.#isBehind(this.#rowAt(number, 0), row, time)) number -= 1;
    let chunk = this.#chunks[number];
    if (!chunk || chunk.length === CHUNK) {
      [chunk, number] = this.#makeRoom(number, row, time);
    }
    let at = chunk.length;
    if (at > 0 && this.#isBehind(chunk.rows[at - 1] as number, row, time))
      at = this.#placeIn(chunk, row, time);
    chunk.rows.copyWithin(at + 1, at, chunk.length);
    chunk.rows[at] = row;
    chunk.length += 1;
    chunk.least = Math.min(chunk.least, row);
    this.#length += 1;
    this.#count(number);
  }

  /** Takes out all rows whose number is below `first`. */
  removeBelow(first: number): void {
    for (const chunk of this.#chunks) {
      if (chunk.least >= first) continue;
      const { rows, length } = chunk;
      chunk.length = 0;
      chunk.least = first;
      for (let at = 0; at < length; at += 1) {
        const row = rows[at] as number;
        if (row >= first) rows[chunk.length++] = row;
      }
      this.#length -= length - chunk.length;
    }
    this.#chunks = this.#chunks.filter(({ length }) => length > 0);
    this.#count(0);
  }

  /** The list as it is now; it is void once another row was added. */
  snapshot(): RowList {
    const chunks = this.#chunks;
    const length = this.#length;
    const at = (index: number): number => {
      const chunk = chunks[chunkAt(chunks, index)] as Chunk;
      return chunk.rows[index - chunk.before] as number;
    };
    const indexFrom = (row: number): number => this.#indexFrom(row, length, at);
    return {
      length,
      at,
      indexFrom,
      indexOf(row) {
        const index = indexFrom(row);
        return index < length && at(index) === row ? index : -1;
      },
    };
  }

  #rowAt(number: number, at: number): number {
    return (this.#chunks[number] as Chunk).rows[at] as number;
  }

  /** Whether `other` stands behind `row`, which is of `time`. */
  #isBehind(other: number, row: number, time: number): boolean {
    const otherTime = this.#timeOf(other);
    return otherTime > time || (otherTime === time && other > row);
  }

  /** Position of the first row of a chunk that stands behind `row`. */
  #placeIn(chunk: Chunk, row: number, time: number): number {
    let low = 0;
    let high = chunk.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#isBehind(chunk.rows[middle] as number, row, time)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** A chunk after a full one; where rows go into its middle, it takes over the later half. */
  #makeRoom(number: number, row: number, time: number): [Chunk, number] {
    const full = this.#chunks[number];
    const next: Chunk = {
      rows: new Uint32Array(CHUNK),
      length: 0,
      least: full ? Math.min(full.least, row) : row,
      before: 0,
    };
    this.#chunks.splice(number + 1, 0, next);
    if (!full || !this.#isBehind(full.rows[CHUNK - 1] as number, row, time)) {
      this.#count(number + 1);
      return [next, number + 1];
    }
    const half = CHUNK / 2;
    next.rows.set(full.rows.subarray(half));
    next.length = half;
    full.length = half;
    this.#count(number);
    const later = !this.#isBehind(next.rows[0] as number, row, time);
    return later ? [next, number + 1] : [full, number];
  }

  /** Brings `before` up to date behind a chunk that changed. */
  #count(number: number): void {
    let before = 0;
    if (number > 0) {
      const previous = this.#chunks[number - 1] as Chunk;
      before = previous.before + previous.length;
    }
    for (let i = Math.max(0, number); i < this.#chunks.length; i += 1) {
      const chunk = this.#chunks[i] as Chunk;
      chunk.before = before;
      before += chunk.length;
    }
  }

  #indexFrom(row: number, length: number, at: (index: number) => number): number {
    const time = this.#timeOf(row);
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = at(middle);
      if (other === row || this.#isBehind(other, row, time)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Number of the chunk that holds the row at `index`. */
function chunkAt(chunks: readonly Chunk[], index: number): number {
  let low = 0;
  let high = chunks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((chunks[middle] as Chunk).before <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}
