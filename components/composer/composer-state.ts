import { type Signal, signal } from '@preact/signals';
import type { TransmitRun } from '../../lib/control/transmit-run.ts';
import type { Replay } from '../../lib/panel/replay.ts';

/** The forms that open below the bar of the composer. */
export type ComposerForm = 'close' | 'replay' | 'end' | 'open';

/** What was done last, or what went wrong. */
interface Outcome {
  text: string;
  tone: 'info' | 'error';
}

/** State of the composer beside its draft. */
export interface ComposerState {
  readonly form: Signal<ComposerForm | null>;
  /** Variables in the draft are replaced. */
  readonly variables: Signal<boolean>;
  /** How often a message is sent, and after how many milliseconds again. */
  readonly times: Signal<number>;
  readonly every: Signal<number>;
  /** Messages that took a number from the counter. */
  readonly count: Signal<number>;
  /** What is being sent many times or replayed, or was last. */
  readonly run: Signal<{ run: TransmitRun; replay: Replay | null } | null>;
  readonly resultOpen: Signal<boolean>;
  readonly outcome: Signal<Outcome | null>;
}

/** A composer in which nothing was done yet. */
export function createComposerState(): ComposerState {
  return {
    form: signal(null),
    variables: signal(true),
    times: signal(1),
    every: signal(0),
    count: signal(0),
    run: signal(null),
    resultOpen: signal(false),
    outcome: signal(null),
  };
}
