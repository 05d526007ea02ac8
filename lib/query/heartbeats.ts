import { labelOf } from '../decoders/registry.ts';
import { EventKind } from '../protocol/events.ts';
import type { LogReader, Payload } from '../session/types.ts';

/** A heartbeat says nothing else: what is longer, in bytes, is none. */
const LONGEST = 256;
/** Two beats of one kind are at least so far apart, milliseconds. */
const FASTEST = 250;
/** How far a pace may be off, as a part of it, and in milliseconds beside that. */
const PART_OFF = 0.2;
const TIME_OFF = 100;
/** Kinds of beats that are followed at most, over all connections. */
const MOST_PULSES = 100_000;
const CHUNK = 16_384;

/** Says what it is, alone or as the label of JSON. */
const NAMED = /^_{0,2}(?:ping|pong|heart-?_?beat(?:[-_]?ack)?|keep-?_?alive|ka|hb)_{0,2}$/i;
/** May be a heartbeat (Engine.IO, SockJS, STOMP and many a server), if its pace is one. */
const UNNAMED = new Set(['', '\n', '\r\n', '.', '2', '3', 'h', 'p', '{}', '[]', '0', '1']);

/** What is known of one kind of beat of one direction of a connection. */
interface Pulse {
  last: number;
  /** Time between the two before; 0 where not known. */
  interval: number;
}

/**
 * Which rows are heartbeats: messages that say so (`ping`, `{"type":"keepalive"}`), unless one comes
 * faster than a pulse does, and messages that are next to nothing, where each came at the same pace as the one before.
 * Made only once a filter asks for it, row by row as the log grows; a row never changes.
 */
export class Heartbeats {
  readonly #log: LogReader;
  readonly #pulses = new Map<string, Pulse>();
  readonly #chunks = new Map<number, Uint8Array>();
  readonly #utf8 = new TextDecoder();
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
    if (this.#log.byteLength(row) > LONGEST) return false;
    const payload = this.#log.payload(row);
    if (payload.state !== 'ready') return false;
    const name = this.#nameOf(payload.data);
    if (name === null) return false;
    return this.#keepsPace(
      `${this.#log.connection(row)} ${kind} ${name}`,
      this.#log.time(row),
      name,
    );
  }

  /** What a beat is called; what is no word may be one. Null for what cannot be a beat. */
  #nameOf(data: Payload): string | null {
    const text = typeof data === 'string' ? data : this.#utf8.decode(data);
    if (UNNAMED.has(text)) return text;
    if (NAMED.test(text.trim())) return text.trim();
    const label = labelOf(data);
    return label !== undefined && NAMED.test(label) ? label : null;
  }

  #keepsPace(key: string, time: number, name: string): boolean {
    const pulse = this.#pulses.get(key);
    if (!pulse) {
      if (this.#pulses.size < MOST_PULSES) this.#pulses.set(key, { last: time, interval: 0 });
      return !UNNAMED.has(name);
    }
    const interval = time - pulse.last;
    const before = pulse.interval;
    pulse.last = time;
    pulse.interval = interval;
    if (interval < FASTEST) return false;
    if (!UNNAMED.has(name)) return true;
    return before >= FASTEST && Math.abs(interval - before) <= before * PART_OFF + TIME_OFF;
  }
}
