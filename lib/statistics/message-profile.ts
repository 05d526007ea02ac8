import { labelOf } from '../decoders/registry.ts';
import { EventKind } from '../protocol/events.ts';
import { Heartbeats } from '../query/heartbeats.ts';
import type { RowWatcher } from '../session/row-store.ts';
import type { LogReader } from '../session/types.ts';

/** Labels are counted of so many of the latest messages: enough to tell what goes on, and bounded. */
const LATEST = 2000;
/** A label is kept this far, characters; a page may make one of any length. */
const LABEL_LIMIT = 100;
/** The latest beats of one direction that their pace is told from. */
const LATEST_BEATS = 100;
/** Time that one slice may take, milliseconds: a small part of a frame. */
const SLICE = 3;
const ROWS_PER_LOOK = 64;

/** How often a label was there, and with how many bytes. */
export interface LabelSum {
  readonly label: string;
  messages: number;
  /** Payload bytes; text counts as UTF-8. */
  bytes: number;
}

/** How heartbeats of one direction come; times in milliseconds. */
export interface Pace {
  readonly beats: number;
  readonly last: number;
  /** Median of the times between them; null with fewer than two. */
  readonly interval: number | null;
  readonly shortest: number;
  readonly longest: number;
}

/** What the latest messages of one connection are called, and how its heartbeats come. */
export class MessageProfile implements RowWatcher {
  /** Messages that labels were looked for in, and those of them that had one. */
  looked = 0;
  labelled = 0;
  readonly #log: LogReader;
  readonly #connection: number;
  #heartbeats: Heartbeats;
  #next: number;
  /** The latest messages as a ring: the sum that each is in, or null, and its bytes. */
  #ring: { sum: LabelSum | null; bytes: number }[] = [];
  #at = 0;
  readonly #sums = new Map<string, LabelSum>();
  #sent: number[] = [];
  #received: number[] = [];

  /** @param first number of the log's first row */
  constructor(log: LogReader, connection: number, first: number) {
    this.#log = log;
    this.#connection = connection;
    this.#next = first;
    this.#heartbeats = this.#startHeartbeats(first);
  }

  /** Looks at rows up to `end` for one slice of time; returns whether some are left. */
  advance(end: number): boolean {
    const deadline = performance.now() + SLICE;
    while (this.#next < end) {
      const stop = Math.min(end, this.#next + ROWS_PER_LOOK);
      this.#heartbeats.advance(stop);
      for (; this.#next < stop; this.#next += 1)
        if (this.#log.connection(this.#next) === this.#connection) this.#look(this.#next);
      if (performance.now() >= deadline) break;
    }
    return this.#next < end;
  }

  /** The labels that came most often, first. */
  labels(most: number): LabelSum[] {
    return [...this.#sums.values()]
      .sort((a, b) => b.messages - a.messages || b.bytes - a.bytes)
      .slice(0, most);
  }

  /** How heartbeats are sent or received; null where there are none. */
  pace(direction: 'sent' | 'received'): Pace | null {
    return paceOf(direction === 'sent' ? this.#sent : this.#received);
  }

  /** What was seen stays seen: of rows that are let go nothing is to be taken back. */
  leaving(): void {}
  entering(): void {}

  cleared(end: number): void {
    this.looked = 0;
    this.labelled = 0;
    this.#ring = [];
    this.#at = 0;
    this.#sums.clear();
    this.#sent = [];
    this.#received = [];
    this.#next = end;
    this.#heartbeats = this.#startHeartbeats(end);
  }

  /** Of other connections nothing is looked at. */
  #startHeartbeats(first: number): Heartbeats {
    const log = this.#log;
    const heartbeats = new Heartbeats({
      range: () => log.range(),
      kind: (row) => (log.connection(row) === this.#connection ? log.kind(row) : EventKind.State),
      time: (row) => log.time(row),
      connection: (row) => log.connection(row),
      seq: (row) => log.seq(row),
      flags: (row) => log.flags(row),
      byteLength: (row) => log.byteLength(row),
      index: (row) => log.index(row),
      bufferedBefore: (row) => log.bufferedBefore(row),
      bufferedAfter: (row) => log.bufferedAfter(row),
      payload: (row) => log.payload(row),
      preview: (row, limit) => log.preview(row, limit),
      detail: (row) => log.detail(row),
    });
    heartbeats.forgetBelow(first);
    return heartbeats;
  }

  #look(row: number): void {
    const kind = this.#log.kind(row);
    if (kind !== EventKind.Send && kind !== EventKind.Receive) return;
    if (this.#heartbeats.at(row)) {
      const beats = kind === EventKind.Send ? this.#sent : this.#received;
      beats.push(this.#log.time(row));
      if (beats.length > LATEST_BEATS) beats.shift();
    }
    const payload = this.#log.payload(row);
    const label = payload.state === 'ready' ? labelOf(payload.data) : undefined;
    const bytes = this.#log.byteLength(row);
    const sum = label === undefined ? null : this.#sumOf(label.slice(0, LABEL_LIMIT));
    if (sum) {
      sum.messages += 1;
      sum.bytes += bytes;
      this.labelled += 1;
    }
    const oldest = this.#ring[this.#at];
    if (oldest) this.#forget(oldest);
    else this.looked += 1;
    this.#ring[this.#at] = { sum, bytes };
    this.#at = (this.#at + 1) % LATEST;
  }

  #sumOf(label: string): LabelSum {
    let sum = this.#sums.get(label);
    if (!sum) this.#sums.set(label, (sum = { label, messages: 0, bytes: 0 }));
    return sum;
  }

  #forget({ sum, bytes }: { sum: LabelSum | null; bytes: number }): void {
    if (!sum) return;
    this.labelled -= 1;
    sum.messages -= 1;
    sum.bytes -= bytes;
    if (sum.messages === 0) this.#sums.delete(sum.label);
  }
}

function paceOf(times: readonly number[]): Pace | null {
  const last = times.at(-1);
  if (last === undefined) return null;
  const intervals = times
    .slice(1)
    .map((time, i) => Math.abs(time - (times[i] as number)))
    .sort((a, b) => a - b);
  return {
    beats: times.length,
    last,
    interval: intervals[intervals.length >> 1] ?? null,
    shortest: intervals[0] ?? 0,
    longest: intervals.at(-1) ?? 0,
  };
}
