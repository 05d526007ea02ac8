import type { LogReader } from '../session/types.ts';

const CHUNK = 16_384;

/**
 * For each row the time since the row before of the same connection, messages and others alike:
 * what the list shows of a connection alone. Made only once a filter asks for it, row by row as the log grows.
 */
export class Intervals {
  readonly #log: LogReader;
  /** By connection, the time of its last row. */
  readonly #last = new Map<number, number>();
  readonly #chunks = new Map<number, Float64Array>();
  #next = 0;

  constructor(log: LogReader) {
    this.#log = log;
  }

  /** The first row that was not looked at. */
  get next(): number {
    return this.#next;
  }

  /** Looks at rows up to `end`. */
  advance(end: number): void {
    for (; this.#next < end; this.#next += 1) this.#look(this.#next);
  }

  /** Takes what is known of the rows before `first` out. */
  forgetBelow(first: number): void {
    for (const number of this.#chunks.keys())
      if ((number + 1) * CHUNK <= first) this.#chunks.delete(number);
    this.#next = Math.max(this.#next, first);
  }

  /** Milliseconds; null for the first row of a connection, undefined of what was not looked at. */
  at(row: number): number | null | undefined {
    if (row >= this.#next) return undefined;
    const span = this.#chunks.get(Math.floor(row / CHUNK))?.[row % CHUNK] ?? Number.NaN;
    return Number.isNaN(span) ? null : span;
  }

  #look(row: number): void {
    const connection = this.#log.connection(row);
    if (connection === 0 || this.#log.kind(row) === (0 as number)) return;
    const time = this.#log.time(row);
    const last = this.#last.get(connection);
    this.#last.set(connection, time);
    if (last === undefined) return;
    const number = Math.floor(row / CHUNK);
    let chunk = this.#chunks.get(number);
    if (!chunk) {
      chunk = new Float64Array(CHUNK).fill(Number.NaN);
      this.#chunks.set(number, chunk);
    }
    chunk[row % CHUNK] = time - last;
  }
}
