import { EventFlag, EventKind } from '../protocol/events.ts';
import type { LogReader } from '../session/types.ts';

/** Messages of one replay: what a list of numbers holds without weight. */
const MAX_MESSAGES = 1_000_000;

/** How fast a replay goes: as then (2 is twice as fast), without waiting, or by hand. */
export type ReplayTiming =
  { type: 'original'; factor: number } | { type: 'fast' } | { type: 'step' };

/** The messages of a replay in order. */
export interface ReplayPlan {
  rows: readonly number[];
  /** Milliseconds from the first one on, never falling. */
  offsets: readonly number[];
  /** Messages whose data is not there: they are left out. */
  without: number;
}

/** Gathers a plan row by row, so that a long list can be taken in slices. */
export class ReplayPlanner {
  readonly #log: LogReader;
  readonly #directions: { send: boolean; receive: boolean };
  readonly #rows: number[] = [];
  readonly #offsets: number[] = [];
  #without = 0;
  #start = 0;

  constructor(log: LogReader, directions: { send: boolean; receive: boolean }) {
    this.#log = log;
    this.#directions = directions;
  }

  /** Takes a row if it is a message of the wanted directions. What never went out is none. */
  add(row: number): void {
    const log = this.#log;
    const kind = log.kind(row);
    const sent = kind === EventKind.Send;
    if (!sent && kind !== EventKind.Receive) return;
    if (!(sent ? this.#directions.send : this.#directions.receive)) return;
    if ((log.flags(row) & EventFlag.Discarded) !== 0) return;
    if (this.#rows.length === MAX_MESSAGES || log.payload(row).state !== 'ready') {
      this.#without += 1;
      return;
    }
    const time = log.time(row);
    if (this.#rows.length === 0) this.#start = time;
    const offset = Math.max(this.#offsets.at(-1) ?? 0, time - this.#start);
    this.#rows.push(row);
    this.#offsets.push(offset);
  }

  plan(): ReplayPlan {
    return { rows: this.#rows, offsets: this.#offsets, without: this.#without };
  }
}

/** When each message of a plan is due; for {@link TransmitPlan}. */
export function dueTimes(plan: ReplayPlan, timing: ReplayTiming): (index: number) => number | null {
  if (timing.type === 'fast') return () => null;
  const factor = timing.type === 'original' ? timing.factor : 1;
  return (index) => plan.offsets[index]! / factor;
}
