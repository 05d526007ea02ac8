import type { RowList } from '../session/types.ts';

/** Rows in one chunk at most: an insertion moves no more than these. */
const CHUNK = 8_192;

interface Chunk {
  /** Those from `start` to `end` are used: there may be room in front and behind. */
  rows: Uint32Array;
  start: number;
  end: number;
  /** The smallest number in it, or one below that. */
  least: number;
  /** How many rows stand in the chunks before it, as of the last snapshot. */
  before: number;
}

/**
 * A growing list of row numbers in order of time, rows of the same time in order of their numbers. Rows
 * mostly arrive at one of its ends; those of another document may be older than what is there, and those
 * whose data came late are found late. In chunks, so that growing copies nothing.
 */
export class RowNumbers {
  readonly #timeOf: (row: number) => number;
  #chunks: Chunk[] = [];
  #length = 0;
  /** `before` of the chunks is up to date. */
  #counted = true;

  constructor(timeOf: (row: number) => number) {
    this.#timeOf = timeOf;
  }

  get length(): number {
    return this.#length;
  }

  /** Adds a row where it belongs. */
  add(row: number): void {
    const time = this.#timeOf(row);
    this.#length += 1;
    this.#counted = false;
    const number = this.#chunkBefore(row, time);
    const chunk = this.#chunks[number];
    if (!chunk) return this.#addInFront(row);
    chunk.least = Math.min(chunk.least, row);
    if (!this.#isBehind(chunk.rows[chunk.end - 1] as number, row, time)) {
      if (chunk.end < CHUNK) chunk.rows[chunk.end++] = row;
      else this.#chunks.splice(number + 1, 0, chunkOf(row, 0));
      return;
    }
    if (chunk.end - chunk.start === CHUNK) this.#split(number);
    const half = this.#chunks[this.#chunkBefore(row, time)] as Chunk;
    insert(half, this.#placeIn(half, row, time), row);
  }

  /** Takes out all rows whose number is below `first`. */
  removeBelow(first: number): void {
    for (const chunk of this.#chunks) {
      if (chunk.least >= first) continue;
      const { rows, start, end } = chunk;
      chunk.end = start;
      chunk.least = first;
      for (let at = start; at < end; at += 1) {
        const row = rows[at] as number;
        if (row >= first) rows[chunk.end++] = row;
      }
      this.#length -= end - chunk.end;
    }
    this.#chunks = this.#chunks.filter(({ start, end }) => end > start);
    this.#counted = false;
  }

  /** The list as it is now; it is void once another row was added. */
  snapshot(): RowList {
    if (!this.#counted) this.#count();
    const chunks = this.#chunks;
    const length = this.#length;
    const at = (index: number): number => {
      const chunk = chunks[chunkAt(chunks, index)] as Chunk;
      return chunk.rows[chunk.start + index - chunk.before] as number;
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

  /** Whether `other` stands behind `row`, which is of `time`. */
  #isBehind(other: number, row: number, time: number): boolean {
    const otherTime = this.#timeOf(other);
    return otherTime > time || (otherTime === time && other > row);
  }

  /** Number of the last chunk that begins before a row; -1 where none does. The ends are looked at first. */
  #chunkBefore(row: number, time: number): number {
    const beginsBehind = (number: number): boolean => {
      const { rows, start } = this.#chunks[number] as Chunk;
      return this.#isBehind(rows[start] as number, row, time);
    };
    let high = this.#chunks.length - 1;
    if (high < 0 || !beginsBehind(high)) return high;
    if (beginsBehind(0)) return -1;
    let low = 0;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (beginsBehind(middle)) high = middle;
      else low = middle;
    }
    return low;
  }

  #addInFront(row: number): void {
    const first = this.#chunks[0];
    if (!first || first.start === 0) {
      // Of the first of all nobody knows on which side of it there will be more.
      this.#chunks.unshift(chunkOf(row, first ? CHUNK - 1 : CHUNK >> 1));
      return;
    }
    first.rows[--first.start] = row;
    first.least = Math.min(first.least, row);
  }

  /** Position of the first row of a chunk that stands behind `row`. */
  #placeIn(chunk: Chunk, row: number, time: number): number {
    let low = chunk.start;
    let high = chunk.end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#isBehind(chunk.rows[middle] as number, row, time)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Moves the later half of a full chunk into one of its own. */
  #split(number: number): void {
    const full = this.#chunks[number] as Chunk;
    const half = CHUNK >> 1;
    const later = new Uint32Array(CHUNK);
    later.set(full.rows.subarray(half));
    full.end = half;
    const { least } = full;
    this.#chunks.splice(number + 1, 0, { rows: later, start: 0, end: half, least, before: 0 });
  }

  #count(): void {
    let before = 0;
    for (const chunk of this.#chunks) {
      chunk.before = before;
      before += chunk.end - chunk.start;
    }
    this.#counted = true;
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

function chunkOf(row: number, at: number): Chunk {
  const rows = new Uint32Array(CHUNK);
  rows[at] = row;
  return { rows, start: at, end: at + 1, least: row, before: 0 };
}

/** Puts a row into a chunk that is not full. */
function insert(chunk: Chunk, at: number, row: number): void {
  const { rows, start, end } = chunk;
  if (end < CHUNK) {
    rows.copyWithin(at + 1, at, end);
    rows[at] = row;
    chunk.end += 1;
  } else {
    rows.copyWithin(start - 1, start, at);
    rows[at - 1] = row;
    chunk.start -= 1;
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
