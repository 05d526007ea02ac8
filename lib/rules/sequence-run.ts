import type { SequencePart } from './compile-rule.ts';
import type { Asked } from './asked.ts';
import type { Outside } from './outside.ts';

/** One run through the steps of a sequence on one connection. */
export class SequenceRun {
  readonly #steps: readonly SequencePart[];
  readonly #outside: Outside;
  readonly #send: (step: Extract<SequencePart, { do: 'send' }>) => void;
  readonly #ended: () => void;
  #next = 0;
  /** It stands at a step that waits, and what it waits for has not come. */
  #isWaiting: boolean;
  #isStarted = false;
  #isStopped = false;
  #stopTimer: (() => void) | null = null;

  /** @param ended called when the last step is done, or was given up */
  constructor(
    steps: readonly SequencePart[],
    outside: Outside,
    send: (step: Extract<SequencePart, { do: 'send' }>) => void,
    ended: () => void,
  ) {
    this.#steps = steps;
    this.#outside = outside;
    this.#send = send;
    this.#ended = ended;
    this.#isWaiting = steps[0]?.do === 'wait';
  }

  /** Begins; what is waited for at first may have come already. */
  start(): void {
    this.#isStarted = true;
    this.#goOn();
  }

  /** Goes on until it has to wait. */
  #goOn(): void {
    for (;;) {
      if (this.#isStopped) return;
      const step = this.#steps[this.#next];
      if (!step) return this.#ended();
      if (step.do === 'wait') {
        this.#isWaiting = true;
        this.#stopTimer = this.#outside.after(step.withinMs, () => this.#ended());
        return;
      }
      this.#next += 1;
      if (step.do === 'rest') {
        this.#stopTimer = this.#outside.after(step.ms, () => this.#goOn());
        return;
      }
      this.#send(step);
    }
  }

  /** A message has come; it may be the one that is waited for. */
  see(asked: Asked): void {
    const step = this.#steps[this.#next];
    if (!this.#isWaiting || step?.do !== 'wait' || step.passes(asked) !== true) return;
    this.#stopTimer?.();
    this.#next += 1;
    this.#isWaiting = this.#steps[this.#next]?.do === 'wait';
    if (!this.#isStarted) return;
    // What it sends comes behind the message; what it waits for next may come before that.
    if (this.#isWaiting) this.#goOn();
    else this.#outside.soon(() => this.#goOn());
  }

  /** Whether a message can be one that is waited for, as far as it is known. */
  mayAwait(asked: Asked): boolean {
    const left = this.#steps.slice(this.#next);
    return left.some((step) => step.do === 'wait' && step.passes(asked) !== false);
  }

  /** Ends it before its time. */
  stop(): void {
    this.#isStopped = true;
    this.#stopTimer?.();
  }
}
