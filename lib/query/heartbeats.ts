import { EventKind } from '../protocol/events.ts';
import type { LogReader } from '../session/types.ts';
import { LONGEST_BEAT, Pulses } from './pulses.ts';

const CHUNK = 16_384;

/**
 * Which rows are heartbeats: messages that say so (`ping`, `{"type":"keepalive"}`), unless one comes
 * faster than a pulse does, and messages that are next to nothing, where each came at the same pace as the one before.
 * Made only once a filter asks for it, row by row as the log grows; a row never changes.
 */
export class Heartbeats {
  readonly #log: LogReader;
  readonly #pulses = new Pulses();
  readonly #chunks = new Map<number, Uint8Array>();
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
    for (; this.#next < end; this.#next += 1) if (this.#beats(this.#next)) this.#mark(this.#next);
  }

  /** Takes what is known of the rows before `first` out. */
  forgetBelow(first: number): void {
    for (const number of this.#chunks.keys())
      if ((number + 1) * CHUNK <= first) this.#chunks.delete(number);
    this.#next = Math.max(this.#next, first);
  }

  /** Undefined of what was not looked at. */
  at(row: number): boolean | undefined {
    if (row >= this.#next) return undefined;
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

  #beats(row: number): boolean {
    const kind = this.#log.kind(row);
    if (kind !== EventKind.Send && kind !== EventKind.Receive) return false;
    if (this.#log.byteLength(row) > LONGEST_BEAT) return false;
    const payload = this.#log.payload(row);
    if (payload.state !== 'ready') return false;
    const stream = `${this.#log.connection(row)} ${kind}`;
    return this.#pulses.beats(stream, payload.data, this.#log.time(row));
  }
}
