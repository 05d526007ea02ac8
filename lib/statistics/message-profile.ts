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

/** One of the latest messages: the sum that it is in, or null, and its bytes. */
interface Looked {
  sum: LabelSum | null;
  bytes: number;
  /** It is none of the latest any more. */
  forgotten: boolean;
}

/** A message of which something is not known yet, as its data is still being read. */
interface Late {
  row: number;
  entry: Looked;
  beatKnown: boolean;
  labelKnown: boolean;
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
  /** The latest messages as a ring. */
  #ring: Looked[] = [];
  #at = 0;
  readonly #sums = new Map<string, LabelSum>();
  #sent: number[] = [];
  #received: number[] = [];
  #late: Late[] = [];

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
    if (this.#late.length > 0) this.#late = this.#late.filter((each) => !this.#learn(each));
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
    this.#late = [];
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
      arrivals: () => log.arrivals(),
      preview: (row, limit) => log.preview(row, limit),
      detail: (row) => log.detail(row),
    });
    heartbeats.forgetBelow(first);
    return heartbeats;
  }

  #look(row: number): void {
    const kind = this.#log.kind(row);
    if (kind !== EventKind.Send && kind !== EventKind.Receive) return;
    const entry: Looked = { sum: null, bytes: this.#log.byteLength(row), forgotten: false };
    const oldest = this.#ring[this.#at];
    if (oldest) this.#forget(oldest);
    else this.looked += 1;
    this.#ring[this.#at] = entry;
    this.#at = (this.#at + 1) % LATEST;
    const late: Late = { row, entry, beatKnown: false, labelKnown: false };
    if (this.#learn(late)) return;
    // Of more than the latest nothing is told.
    if (this.#late.length === LATEST) this.#late.shift();
    this.#late.push(late);
  }

  /** Notes what can be known of a message now; returns whether that is all. */
  #learn(late: Late): boolean {
    const { row, entry } = late;
    if (!late.beatKnown) {
      const beats = this.#heartbeats.at(row);
      late.beatKnown = beats !== undefined;
      if (beats) this.#addBeat(this.#log.kind(row), this.#log.time(row));
    }
    const payload = this.#log.payload(row);
    if (!late.labelKnown && payload.state !== 'loading') {
      late.labelKnown = true;
      if (payload.state === 'ready') this.#addLabel(entry, labelOf(payload.data));
    }
    return late.beatKnown && late.labelKnown;
  }

  #addBeat(kind: number, time: number): void {
    const beats = kind === EventKind.Send ? this.#sent : this.#received;
    beats.push(time);
    // One whose data came late stands before those that came meanwhile.
    if ((beats.at(-2) ?? time) > time) beats.sort((one, other) => one - other);
    if (beats.length > LATEST_BEATS) beats.shift();
  }

  #addLabel(entry: Looked, label: string | undefined): void {
    if (label === undefined || entry.forgotten) return;
    entry.sum = this.#sumOf(label.slice(0, LABEL_LIMIT));
    entry.sum.messages += 1;
    entry.sum.bytes += entry.bytes;
    this.labelled += 1;
  }

  #sumOf(label: string): LabelSum {
    let sum = this.#sums.get(label);
    if (!sum) this.#sums.set(label, (sum = { label, messages: 0, bytes: 0 }));
    return sum;
  }

  #forget(entry: Looked): void {
    const { sum, bytes } = entry;
    entry.forgotten = true;
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
