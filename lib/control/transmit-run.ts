import { signal } from '@preact/signals-core';
import type { RunClock } from './run-clock.ts';

/** Messages under way without an answer: enough for full speed, few enough to stop soon. */
const IN_FLIGHT = 32;
/** Milliseconds between two reports of progress. */
const REPORT_EVERY = 100;
/** Longest single wait, ms: timers end at 2^31. */
const LONGEST_WAIT = 60_000;

/** What is done one after the other. */
export interface TransmitPlan {
  total: number;
  /** Milliseconds after the start at which a message is due, never falling; null where at once. */
  dueAt: (index: number) => number | null;
  /** Rejects with an Error for the user; the run then ends. */
  transmit: (index: number) => Promise<void>;
  /** Begins paused, to be taken on message by message. */
  stepwise?: boolean;
}

/** How far a run is. */
export type RunState = 'running' | 'paused' | 'done' | 'stopped' | 'failed';

/**
 * Sends a row of messages in order and in time. The first that fails ends it: nothing is skipped, and
 * what is late is sent at once rather than left out.
 */
export class TransmitRun {
  readonly state = signal<RunState>('running');
  /** Messages that were carried out. */
  readonly done = signal(0);
  readonly error = signal('');
  readonly total: number;
  readonly #plan: TransmitPlan;
  readonly #clock: RunClock;
  readonly #pending = new Set<Promise<void>>();
  #wake = new AbortController();
  #steps = 0;
  #done = 0;
  #reported: number;
  /** When it would have begun had it never paused. */
  #origin: number;
  #pausedAt = 0;
  /** Settles when the run has ended and nothing is under way any more. */
  readonly ended: Promise<void>;

  constructor(plan: TransmitPlan, clock: RunClock) {
    this.#plan = plan;
    this.#clock = clock;
    this.total = plan.total;
    this.#origin = clock.now();
    this.#reported = this.#origin;
    if (plan.stepwise) this.pause();
    this.ended = this.#run();
  }

  pause(): void {
    if (this.state.value !== 'running') return;
    this.#pausedAt = this.#clock.now();
    this.state.value = 'paused';
    this.#rouse();
  }

  resume(): void {
    if (this.state.value !== 'paused') return;
    this.#origin += this.#clock.now() - this.#pausedAt;
    this.state.value = 'running';
    this.#rouse();
  }

  /** While paused: the next message, now. */
  step(): void {
    if (this.state.value !== 'paused') return;
    this.#steps += 1;
    this.#rouse();
  }

  stop(): void {
    this.#end('stopped');
  }

  async #run(): Promise<void> {
    for (let index = 0; index < this.total; index += 1) {
      // One after the other is the whole point.
      if (!(await this.#turn(index))) break;
      this.#start(index);
      while (this.#pending.size >= IN_FLIGHT) await Promise.race(this.#pending);
    }
    await Promise.all(this.#pending);
    this.#end('done');
    this.done.value = this.#done;
  }

  /** Waits until a message is due; false where the run has ended meanwhile. */
  async #turn(index: number): Promise<boolean> {
    for (;;) {
      if (this.#hasEnded()) return false;
      const { signal: woken } = this.#wake;
      if (this.state.value === 'paused') {
        if (this.#steps > 0) {
          this.#steps -= 1;
          // What follows keeps its distance from this one.
          const due = this.#plan.dueAt(index);
          if (due !== null) this.#origin = this.#pausedAt - due;
          return true;
        }
        await new Promise<void>((resolve) =>
          woken.addEventListener('abort', () => resolve(), { once: true }),
        );
        continue;
      }
      const due = this.#plan.dueAt(index);
      const left = due === null ? 0 : this.#origin + due - this.#clock.now();
      if (left <= 0) return true;
      await this.#clock.wait(Math.min(left, LONGEST_WAIT), woken);
    }
  }

  #start(index: number): void {
    const pending = this.#carryOut(index).finally(() => this.#pending.delete(pending));
    this.#pending.add(pending);
  }

  async #carryOut(index: number): Promise<void> {
    try {
      await this.#plan.transmit(index);
    } catch (error) {
      if (this.error.value === '') this.error.value = (error as Error).message;
      this.#end('failed');
      return;
    }
    this.#done += 1;
    const now = this.#clock.now();
    if (now - this.#reported < REPORT_EVERY && this.state.value === 'running') return;
    this.#reported = now;
    this.done.value = this.#done;
  }

  #hasEnded(): boolean {
    return this.state.value !== 'running' && this.state.value !== 'paused';
  }

  #end(state: 'done' | 'stopped' | 'failed'): void {
    if (this.#hasEnded()) return;
    this.state.value = state;
    this.#rouse();
  }

  #rouse(): void {
    const before = this.#wake;
    this.#wake = new AbortController();
    before.abort();
  }
}
