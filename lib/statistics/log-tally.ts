import { EventFlag, EventKind } from '../protocol/events.ts';
import type { CloseDetail } from '../protocol/events.ts';
import type { RowWatcher } from '../session/row-store.ts';
import { SessionKind } from '../session/types.ts';
import type { GapDetail, LogReader } from '../session/types.ts';
import { TimeBuckets } from './time-buckets.ts';

/** Time that one slice of counting may take, milliseconds: a small part of a frame. */
const SLICE = 3;
/** Rows between two looks at the clock. */
const ROWS_PER_LOOK = 512;

/** What a tally sums up in each bucket. */
export const Series = {
  Sent: 0,
  Received: 1,
  /** Payload bytes; text counts as UTF-8. */
  SentBytes: 2,
  ReceivedBytes: 3,
  Opened: 4,
  /** Cleanly, or with their page. */
  Closed: 5,
  Failed: 6,
  /** Rows that say that messages are missing. */
  Gaps: 7,
} as const;

/** A value of {@link Series}. */
export type Series = (typeof Series)[keyof typeof Series];

const SERIES = Object.keys(Series).length;

/** Sizes of messages are counted by the power of two, up to 4 GB; the first is for those of no bytes. */
const SIZE_CLASSES = 34;

/** What a tally is of; times in milliseconds since the epoch. */
export interface TallyScope {
  /** Key of the one connection, or null for all. */
  readonly connection: number | null;
  /** Rows before `from`, or from `to` on, do not count. */
  readonly from: number;
  readonly to: number;
  /** Width of a bucket at first, milliseconds. */
  readonly width: number;
}

/** All rows of all connections. */
export const WHOLE_LOG: TallyScope = { connection: null, from: -Infinity, to: Infinity, width: 1 };

/**
 * Sums over the rows of the log by time and by size. It looks at each row once, in slices, and at those that
 * leave the log again to take them out: it is always what a count of the rows would be.
 */
export class LogTally implements RowWatcher {
  readonly scope: TallyScope;
  buckets: TimeBuckets;
  /** Messages sent and received by {@link sizeClass}. */
  readonly sentSizes = new Float64Array(SIZE_CLASSES);
  readonly receivedSizes = new Float64Array(SIZE_CLASSES);
  /** Grows with each change. */
  changes = 0;
  /** All rows that were there have been counted. */
  complete = false;
  readonly #log: LogReader;
  #next: number;
  #left = false;

  /** @param first number of the log's first row */
  constructor(log: LogReader, scope: TallyScope, first: number) {
    this.#log = log;
    this.scope = scope;
    this.buckets = new TimeBuckets(SERIES, scope.width);
    this.#next = first;
  }

  /** Looks at rows up to `end` for one slice of time; returns whether some are left. */
  advance(end: number): boolean {
    if (this.#left) {
      this.#left = false;
      this.buckets.shrink();
    }
    const deadline = performance.now() + SLICE;
    while (this.#next < end) {
      const stop = Math.min(end, this.#next + ROWS_PER_LOOK);
      for (; this.#next < stop; this.#next += 1) this.#count(this.#next, 1);
      if (performance.now() >= deadline) break;
    }
    if (this.#next >= end) this.complete = true;
    return this.#next < end;
  }

  /** A row is taken out, or about to change. */
  leaving(row: number): void {
    if (row < this.#next) this.#count(row, -1);
  }

  /** A row has changed. */
  entering(row: number): void {
    if (row < this.#next) this.#count(row, 1);
  }

  /** All rows were taken out. */
  cleared(end: number): void {
    this.buckets = new TimeBuckets(SERIES, this.scope.width);
    this.sentSizes.fill(0);
    this.receivedSizes.fill(0);
    this.#next = end;
    this.changes += 1;
  }

  #count(row: number, sign: 1 | -1): void {
    const log = this.#log;
    const kind = log.kind(row);
    const { connection, from, to } = this.scope;
    if (kind === (0 as number)) return;
    const time = log.time(row);
    if (time < from || time >= to) return;
    if (connection !== null && log.connection(row) !== connection && !this.#concerns(row)) return;
    this.changes += 1;
    const { buckets } = this;
    const place = sign === 1 ? buckets.enter(time) : buckets.leave(time);
    if (sign === -1) this.#left = true;
    if (kind === EventKind.Send || kind === EventKind.Receive) {
      const isSent = kind === EventKind.Send;
      // What was discarded or blocked never went out.
      if (isSent && (log.flags(row) & (EventFlag.Discarded | EventFlag.Blocked)) !== 0) return;
      const bytes = log.byteLength(row);
      buckets.add(place, isSent ? Series.Sent : Series.Received, sign);
      buckets.add(place, isSent ? Series.SentBytes : Series.ReceivedBytes, sign * bytes);
      const sizes = isSent ? this.sentSizes : this.receivedSizes;
      const size = sizeClass(bytes);
      sizes[size] = (sizes[size] as number) + sign;
      return;
    }
    const series = markOf(log, row, kind);
    if (series !== null) buckets.add(place, series, sign);
  }

  #concerns(row: number): boolean {
    if (this.#log.kind(row) !== SessionKind.Gap || this.#log.connection(row) !== 0) return false;
    const { connections } = this.#log.detail(row) as GapDetail;
    return connections.has(this.scope.connection as number) || connections.has(0);
  }
}

/** Class of a size in bytes: 0 for none, `n` for 2ⁿ⁻¹ up to below 2ⁿ. */
export function sizeClass(bytes: number): number {
  return bytes < 1 ? 0 : Math.min(SIZE_CLASSES - 1, 1 + Math.floor(Math.log2(bytes)));
}

function markOf(log: LogReader, row: number, kind: number): Series | null {
  switch (kind) {
    case EventKind.Open:
      return Series.Opened;
    case EventKind.ConstructFailed:
      return Series.Failed;
    case EventKind.Close:
      return (log.detail(row) as CloseDetail).wasClean ? Series.Closed : Series.Failed;
    case SessionKind.Teardown:
      return Series.Closed;
    case SessionKind.Gap:
      return Series.Gaps;
    default:
      return null;
  }
}
