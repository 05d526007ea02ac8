import { EventKind } from '../protocol/events.ts';
import type { LogReader } from '../session/types.ts';
import { LONGEST_BEAT, Pulses } from './pulses.ts';

const CHUNK = 16_384;

/** Short messages of one direction of a connection that wait for data, from `next` on; pace is told in order. */
interface Lane {
  rows: number[];
  next: number;
}

/** Rows that have been taken from a lane before it is cut. */
const CUT_FROM = 1024;

/**
 * Which rows are heartbeats: messages that say so (`ping`, `{"type":"keepalive"}`), unless one comes
 * faster than a pulse does, and messages that are next to nothing, where each came at the same pace as the one before.
 * Made only once a filter asks for it, row by row as the log grows; what is known of a row never changes.
 */
export class Heartbeats {
  readonly #log: LogReader;
  readonly #pulses = new Pulses();
  readonly #chunks = new Map<number, Uint8Array>();
  readonly #lanes = new Map<string, Lane>();
  /** The rows that wait, and the lane of each. */
  readonly #unknown = new Map<number, string>();
  #first = 0;
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
    if (first <= this.#first) return;
    this.#first = first;
    for (const lane of this.#lanes.keys()) this.#settle(lane);
  }

  /** Undefined of what was not looked at, and of what waits for data that is still being read. */
  at(row: number): boolean | undefined {
    if (row >= this.#next) return undefined;
    const lane = this.#unknown.get(row);
    if (lane !== undefined) {
      this.#settle(lane);
      if (this.#unknown.has(row)) return undefined;
    }
    return this.#chunks.get(Math.floor(row / CHUNK))?.[row % CHUNK] === 1;
  }

  #mark(row: number): void {
    const number = Math.floor(row / CHUNK);
    let chunk = this.#chunks.get(number);
    if (!chunk) {
      chunk = new Uint8Array(CHUNK);
      this.#chunks.set(number, chunk);
    }
    chunk[row % CHUNK] = 1;
  }

  #look(row: number): void {
    const kind = this.#log.kind(row);
    if (kind !== EventKind.Send && kind !== EventKind.Receive) return;
    if (this.#log.byteLength(row) > LONGEST_BEAT) return;
    const payload = this.#log.payload(row);
    const name = payload.state === 'ready' ? this.#pulses.nameOf(payload.data) : null;
    if (payload.state !== 'loading' && name === null) return;
    const lane = `${this.#log.connection(row)} ${kind}`;
    this.#settle(lane);
    const waiting = this.#lanes.get(lane);
    if (name !== null && !waiting) return this.#take(lane, row, name);
    this.#unknown.set(row, lane);
    if (waiting) waiting.rows.push(row);
    else this.#lanes.set(lane, { rows: [row], next: 0 });
  }

  /** Takes those whose data has come, up to the first whose has not. */
  #settle(name: string): void {
    const lane = this.#lanes.get(name);
    if (!lane) return;
    for (; lane.next < lane.rows.length; lane.next += 1) {
      const row = lane.rows[lane.next] as number;
      const isGone = row < this.#first;
      const payload = this.#log.payload(row);
      if (!isGone && payload.state === 'loading') break;
      this.#unknown.delete(row);
      const own = !isGone && payload.state === 'ready' ? this.#pulses.nameOf(payload.data) : null;
      if (own !== null) this.#take(name, row, own);
    }
    if (lane.next === lane.rows.length) this.#lanes.delete(name);
    else if (lane.next >= CUT_FROM && lane.next * 2 > lane.rows.length) {
      lane.rows = lane.rows.slice(lane.next);
      lane.next = 0;
    }
  }

  #take(lane: string, row: number, name: string): void {
    if (this.#pulses.keepsPace(lane, name, this.#log.time(row))) this.#mark(row);
  }
}
