import { EventKind } from '../protocol/events.ts';
import type { LogReader, RowList } from '../session/types.ts';
import type { RowPredicate } from './row-filter.ts';
import { RowNumbers } from './row-numbers.ts';

/** Time that one slice of filtering may take, milliseconds: a small part of a frame. */
const SLICE = 6;
/** Of it this much may go to rows whose data came late. */
const LATE_SLICE = 3;
/** Rows between two looks at the clock, where they are short. */
const ROWS_PER_LOOK = 256;
/** So many bytes of a payload count as another row. */
const BYTES_PER_ROW = 2048;

/**
 * The rows that pass a filter, found in slices and kept up to date as the log grows. The search begins
 * where the user looks and goes on from there in both directions by turns: what is seen is right at once.
 */
export class FilteredRows {
  readonly #log: LogReader;
  readonly #matches: RowPredicate;
  readonly #rows: RowNumbers;
  /** Where to begin, asked for by the first slice. */
  readonly #begin: (range: { first: number; end: number }) => number;
  #begun = false;
  #first: number;
  /** Looked at are the rows from `#low` to `#high`. */
  #low = 0;
  #high = 0;
  #upwards = true;
  /** Those of them that are no messages: few. */
  readonly #others = new Set<number>();
  /** Rows of which it is not known yet whether they match, as their data is still to come. */
  readonly #late = new LateRows();
  #arrivals: number;

  /** @param begin the row to begin with */
  constructor(
    log: LogReader,
    matches: RowPredicate,
    begin: (range: { first: number; end: number }) => number,
  ) {
    this.#log = log;
    this.#rows = new RowNumbers((row) => log.time(row));
    this.#matches = matches;
    this.#begin = begin;
    this.#first = log.range().first;
    this.#arrivals = log.arrivals();
  }

  /** The rows found so far, in order of time; void once there are more. */
  get rows(): RowList {
    return this.#rows.snapshot();
  }

  /** How many of them are sends or receives. */
  get messages(): number {
    return this.#rows.length - this.#others.size;
  }

  /** How many rows have been looked at. */
  get searched(): number {
    return this.#high - this.#low;
  }

  /** Takes out the rows before `first`, which the log has let go. */
  forgetBelow(first: number): void {
    if (first <= this.#first) return;
    this.#first = first;
    this.#rows.removeBelow(first);
    for (const row of this.#others) if (row < first) this.#others.delete(row);
    this.#late.removeBelow(first);
    this.#low = Math.max(this.#low, first);
    this.#high = Math.max(this.#high, first);
  }

  /** Looks at a row again that did not match and may do so now. */
  lookAgainAt(row: number): void {
    const isSearched = row >= this.#low && row < this.#high;
    if (isSearched && this.#rows.snapshot().indexOf(row) < 0) this.#look(row);
  }

  /** Looks at rows up to `end` for one slice of time; returns whether some are left. */
  advance(end: number): boolean {
    const start = performance.now();
    this.#lookAtLate(start + LATE_SLICE);
    if (!this.#begun) {
      this.#begun = true;
      const begin = this.#begin({ first: this.#first, end });
      this.#low = this.#high = Math.min(Math.max(begin, this.#first), end);
    }
    while (this.#low > this.#first || this.#high < end) {
      this.#upwards = this.#low <= this.#first || (!this.#upwards && this.#high < end);
      this.#search(this.#upwards, end);
      if (performance.now() >= start + SLICE) break;
    }
    return this.#low > this.#first || this.#high < end || this.#late.due > 0;
  }

  /** Looks at the next rows in one direction, until it is time to look at the clock. */
  #search(upwards: boolean, end: number): void {
    const stop = upwards ? end : this.#first;
    for (let work = 0; work < ROWS_PER_LOOK && (upwards ? this.#high : this.#low) !== stop;) {
      const row = upwards ? this.#high++ : --this.#low;
      this.#look(row);
      work += 1 + this.#log.byteLength(row) / BYTES_PER_ROW;
    }
  }

  /** When data has come, each row that waits for some is looked at once more: which it is for is not told. */
  #lookAtLate(deadline: number): void {
    const arrivals = this.#log.arrivals();
    if (arrivals !== this.#arrivals) this.#late.begin();
    this.#arrivals = arrivals;
    let work = 0;
    while (this.#late.due > 0) {
      const row = this.#late.take();
      const isKnown = this.#look(row);
      work += 1 + (isKnown ? this.#log.byteLength(row) / BYTES_PER_ROW : 0);
      if (work < ROWS_PER_LOOK) continue;
      work = 0;
      if (performance.now() >= deadline) return;
    }
  }

  /** Returns whether it is known now if the row matches. */
  #look(row: number): boolean {
    const matches = this.#matches(row);
    if (matches === undefined) this.#late.add(row);
    if (!matches) return matches !== undefined;
    this.#rows.add(row);
    const kind = this.#log.kind(row);
    if (kind !== EventKind.Send && kind !== EventKind.Receive) this.#others.add(row);
    return true;
  }
}

/** A queue of rows that are looked at by turns, so that many of them cost one slice at a time. */
class LateRows {
  /** How many of them are to be looked at in this round. */
  due = 0;
  #rows: number[] = [];
  #next = 0;

  add(row: number): void {
    this.#rows.push(row);
  }

  /** A round begins, from where the last one got to. */
  begin(): void {
    this.due = this.#rows.length - this.#next;
  }

  /** The next row of the round. */
  take(): number {
    const row = this.#rows[this.#next] as number;
    this.#next += 1;
    this.due -= 1;
    if (this.#next >= ROWS_PER_LOOK && this.#next * 2 > this.#rows.length) this.removeBelow(0);
    return row;
  }

  removeBelow(first: number): void {
    this.#rows = this.#rows.slice(this.#next).filter((row) => row >= first);
    this.#next = 0;
    this.due = Math.min(this.due, this.#rows.length);
  }
}
