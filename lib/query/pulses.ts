import { labelOf } from '../decoders/registry.ts';
import type { Payload } from '../session/types.ts';

/** A heartbeat says nothing else: what is longer, in bytes, is none. */
export const LONGEST_BEAT = 256;
/** Two beats of one kind are at least so far apart, milliseconds. */
const FASTEST = 250;
/** How far a pace may be off, as a part of it, and in milliseconds beside that. */
const PART_OFF = 0.2;
const TIME_OFF = 100;
/** Kinds of beats that are followed at most, over all connections. */
const MOST_PULSES = 100_000;

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

/** Whether messages, told one after the other, are heartbeats. */
export class Pulses {
  readonly #pulses = new Map<string, Pulse>();
  readonly #utf8 = new TextDecoder();

  /** @param stream one direction of a connection; @param time milliseconds since the epoch */
  beats(stream: string, data: Payload, time: number): boolean {
    if (data.length > LONGEST_BEAT) return false;
    const name = this.nameOf(data);
    return name !== null && this.keepsPace(stream, name, time);
  }

  /** What a beat is called; what is no word may be one. Null for what cannot be a beat. */
  nameOf(data: Payload): string | null {
    const text = typeof data === 'string' ? data : this.#utf8.decode(data);
    if (UNNAMED.has(text)) return text;
    if (NAMED.test(text.trim())) return text.trim();
    const label = labelOf(data);
    return label !== undefined && NAMED.test(label) ? label : null;
  }

  /** Whether one of that name comes as a heartbeat does; each is told once, in order. */
  keepsPace(stream: string, name: string, time: number): boolean {
    const key = `${stream} ${name}`;
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
