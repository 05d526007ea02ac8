import type { Outside } from './outside.ts';

/** How long something waits to be overtaken where nothing follows it, milliseconds. */
const OVERTAKE_WAIT = 1000;

/** A browser's timers go no farther, milliseconds; beyond, they would ring at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Something that goes one way on one connection, and may have to wait. */
export interface Waiting {
  /** It waits for the user, or for its data to be read. */
  held: boolean;
  /** Milliseconds since the epoch before which it does not go on. */
  due: number;
  /** How many of those behind it may still overtake it. */
  overtakers: number;
  /** Lets nothing before or behind it pass by: what is no message. */
  readonly isBarrier: boolean;
  readonly bytes: number;
  /** It goes on, or not: whatever was decided. */
  go(): void;
}

/**
 * One direction of a connection: what waits in it goes on in the order in which it came, but for
 * what may be overtaken.
 */
export class Lane<Entry extends Waiting> {
  readonly #outside: Outside;
  readonly #entries: Entry[] = [];
  #stopTimer: (() => void) | null = null;
  #isFlushing = false;
  #isFlushSoon = false;

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  /** Whether what comes now may go on at once. */
  get isFree(): boolean {
    return this.#entries.length === 0 && !this.#isFlushing;
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Puts something at the end, and lets it go on soon where it may. */
  push(entry: Entry): void {
    if (entry.overtakers > 0) entry.due = Math.max(entry.due, this.#outside.now());
    this.#entries.push(entry);
    this.flushSoon();
  }

  /** Takes something out, wherever it stands. */
  remove(entry: Entry): void {
    const index = this.#entries.indexOf(entry);
    if (index >= 0) this.#entries.splice(index, 1);
    this.flushSoon();
  }

  /** Takes all out. */
  clear(): Entry[] {
    this.#stopTimer?.();
    return this.#entries.splice(0);
  }

  /** Something may have become ready. */
  flushSoon(): void {
    if (this.#isFlushSoon) return;
    this.#isFlushSoon = true;
    this.#outside.soon(() => {
      this.#isFlushSoon = false;
      this.flush();
    });
  }

  /** Lets go on what is ready. */
  flush(): void {
    // What goes on may make the page send, and so end up here again.
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    try {
      for (;;) {
        const index = this.#nextReady();
        if (index < 0) break;
        for (const passed of this.#entries.slice(0, index)) passed.overtakers -= 1;
        const [entry] = this.#entries.splice(index, 1);
        entry?.go();
      }
    } finally {
      this.#isFlushing = false;
    }
    this.#setTimer();
  }

  /** The place of what goes on next, or -1. */
  #nextReady(): number {
    const now = this.#outside.now();
    for (const [index, entry] of this.#entries.entries()) {
      if (entry.held || entry.due > now) return -1;
      const isOvertaken = entry.overtakers > 0 && entry.due + OVERTAKE_WAIT > now;
      if (!isOvertaken) return entry.isBarrier ? 0 : index;
    }
    return -1;
  }

  #setTimer(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
    const now = this.#outside.now();
    let next = Infinity;
    for (const entry of this.#entries) {
      if (entry.held) break;
      const isOvertaken = entry.overtakers > 0 && entry.due <= now;
      next = Math.min(next, isOvertaken ? entry.due + OVERTAKE_WAIT : entry.due);
      if (!isOvertaken) break;
    }
    if (next === Infinity) return;
    const wait = Math.min(Math.max(0, next - now), LONGEST_TIMER);
    this.#stopTimer = this.#outside.after(wait, () => this.flush());
  }
}
