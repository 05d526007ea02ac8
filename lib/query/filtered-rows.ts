import { EventKind } from '../protocol/events.ts';
import type { LogReader, RowList } from '../session/types.ts';
import type { RowPredicate } from './row-filter.ts';
import { RowNumbers } from './row-numbers.ts';

/** Time that one slice of filtering may take, milliseconds: a small part of a frame. */
const SLICE = 6;
/** Rows between two looks at the clock, where they are short. */
const ROWS_PER_LOOK = 256;
/** So many bytes of a payload count as another row. */
const BYTES_PER_ROW = 2048;

/** The rows that pass a filter, found in slices and kept up to date as the log grows. */
export class FilteredRows {
  readonly #log: LogReader;
  readonly #matches: RowPredicate;
  readonly #rows: RowNumbers;
  #first: number;
  #next: number;
  /** Those of them that are no messages: few. */
  readonly #others = new Set<number>();
  /** Rows of which it is not known yet whether they match, as their data is still to come. */
  #loading: number[] = [];

  constructor(log: LogReader, matches: RowPredicate, first: number) {
    this.#log = log;
    this.#rows = new RowNumbers((row) => log.time(row));
    this.#matches = matches;
    this.#first = first;
    this.#next = first;
  }

  /** The rows found so far, in order of time; void once there are more. */
  get rows(): RowList {
    return this.#rows.snapshot();
  }

  /** How many of them are sends or receives. */
  get messages(): number {
    return this.#rows.length - this.#others.size;
  }

  /** The first row not looked at yet. */
  get next(): number {
    return this.#next;
  }

  /** Takes out the rows before `first`, which the log has let go. */
  forgetBelow(first: number): void {
    if (first <= this.#first) return;
    this.#first = first;
    this.#rows.removeBelow(first);
    for (const row of this.#others) if (row < first) this.#others.delete(row);
    this.#loading = this.#loading.filter((row) => row >= first);
    this.#next = Math.max(this.#next, first);
  }

  /** Looks at a row again that did not match and may do so now. */
  lookAgainAt(row: number): void {
    if (row < this.#next && this.#rows.snapshot().indexOf(row) < 0) this.#look(row);
  }

  /** Looks at rows up to `end` for one slice of time; returns whether some are left. */
  advance(end: number): boolean {
    this.#lookAgain();
    const deadline = performance.now() + SLICE;
    let work = 0;
    while (this.#next < end) {
      this.#look(this.#next);
      work += 1 + this.#log.byteLength(this.#next) / BYTES_PER_ROW;
      this.#next += 1;
      if (work < ROWS_PER_LOOK) continue;
      work = 0;
      if (performance.now() >= deadline) break;
    }
    return this.#next < end;
  }

  #lookAgain(): void {
    const loading = this.#loading;
    this.#loading = [];
    for (const row of loading) this.#look(row);
  }

  #look(row: number): void {
    const matches = this.#matches(row);
    if (matches === undefined) this.#loading.push(row);
    if (!matches) return;
    this.#rows.add(row);
    const kind = this.#log.kind(row);
    if (kind !== EventKind.Send && kind !== EventKind.Receive) this.#others.add(row);
  }
}
