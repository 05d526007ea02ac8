import { computed, signal } from '@preact/signals-core';
import type { ReadonlySignal } from '@preact/signals-core';
import { alignByLabel } from '../control/align.ts';
import type { AlignedPair } from '../control/align.ts';
import { messageLabel } from '../control/message-label.ts';
import { dueTimes } from '../control/replay-plan.ts';
import type { ReplayPlan, ReplayTiming } from '../control/replay-plan.ts';
import { TransmitRun } from '../control/transmit-run.ts';
import { t } from '../i18n/translate.ts';
import { EventFlag, EventKind } from '../protocol/events.ts';
import type { LogReader } from '../session/types.ts';
import type { PanelModel } from './panel-model.ts';

/** Answers that are set side by side, of the first time and of now. */
const MAX_ANSWERS = 5000;

/** What is replayed, how fast, and onto which connection; without one each onto its own. */
export interface ReplayOptions {
  plan: ReplayPlan;
  timing: ReplayTiming;
  target: number | null;
}

/** What came back the first time and now: row numbers, paired by order and label. */
export interface ReplayResult {
  before: readonly number[];
  now: readonly number[];
  pairs: readonly AlignedPair[];
}

/** Messages on their way once more, and what comes back. */
export class Replay {
  readonly run: TransmitRun;
  /** Changes as answers come in. */
  readonly result: ReadonlySignal<ReplayResult>;
  readonly #model: PanelModel;
  readonly #before: readonly number[];
  readonly #beforeLabels: readonly string[];
  readonly #now: number[] = [];
  readonly #nowLabels: string[] = [];
  readonly #targets: ReadonlySet<number>;
  readonly #kinds: ReadonlySet<number>;
  readonly #ended = signal(false);
  #next: number;
  #paired: ReplayResult | null = null;

  constructor(model: PanelModel, { plan, timing, target }: ReplayOptions) {
    const { log } = model;
    this.#model = model;
    const sources = new Set(plan.rows.map((row) => log.connection(row)));
    this.#targets = target === null ? sources : new Set([target]);
    this.#kinds = answerKinds(log, plan);
    this.#before = firstAnswers(log, plan, sources, this.#kinds);
    this.#beforeLabels = this.#before.map((row) => labelOf(log, row));
    this.#next = log.range().end;
    this.result = computed(() => {
      void model.version.value;
      if (!this.#ended.value) this.#gather();
      return this.#pair();
    });
    this.run = new TransmitRun(
      {
        total: plan.rows.length,
        dueAt: dueTimes(plan, timing),
        stepwise: timing.type === 'step',
        transmit: (index) => this.#transmit(plan.rows[index]!, target),
      },
      model.clock,
    );
  }

  /** Stops the run, and takes in no more answers. */
  dispose(): void {
    this.run.stop();
    this.#gather();
    this.#ended.value = true;
  }

  #pair(): ReplayResult {
    if (this.#paired?.now.length === this.#now.length) return this.#paired;
    const pairs = alignByLabel(this.#beforeLabels, this.#nowLabels);
    this.#paired = { before: this.#before, now: [...this.#now], pairs };
    return this.#paired;
  }

  async #transmit(row: number, target: number | null): Promise<void> {
    const { log } = this.#model;
    const kind = log.kind(row);
    const payload = log.payload(row);
    if (payload.state !== 'ready') throw new Error(t('replay.gone'));
    const key = target ?? log.connection(row);
    if (kind === EventKind.Receive) await this.#model.deliver(key, payload.data);
    else await this.#model.send(key, payload.data);
  }

  #gather(): void {
    const { log } = this.#model;
    const { first, end } = log.range();
    for (let row = Math.max(first, this.#next); row < end; row += 1) {
      if (this.#now.length === MAX_ANSWERS) break;
      if (!this.#targets.has(log.connection(row)) || !isAnswer(log, row, this.#kinds)) continue;
      // What is still being read is looked at next time, and all that follows with it.
      if (log.payload(row).state === 'loading') {
        this.#next = row;
        return;
      }
      this.#now.push(row);
      this.#nowLabels.push(labelOf(log, row));
    }
    this.#next = end;
  }
}

/** What answers a replay: to what was sent comes something received, and the other way round. */
function answerKinds(log: LogReader, { rows }: ReplayPlan): ReadonlySet<number> {
  const kinds = new Set<number>();
  for (const row of rows)
    kinds.add(log.kind(row) === EventKind.Send ? EventKind.Receive : EventKind.Send);
  return kinds;
}

function isAnswer(log: LogReader, row: number, kinds: ReadonlySet<number>): boolean {
  return (
    kinds.has(log.kind(row)) && (log.flags(row) & (EventFlag.Injected | EventFlag.Discarded)) === 0
  );
}

/**
 * What came back the first time: from the first replayed message on, on its connections, until after
 * the last one a message goes the same way that is not replayed.
 */
function firstAnswers(
  log: LogReader,
  { rows }: ReplayPlan,
  sources: ReadonlySet<number>,
  kinds: ReadonlySet<number>,
): number[] {
  const answers: number[] = [];
  const { first, end } = log.range();
  const last = rows.at(-1) ?? -1;
  for (let row = Math.max(first, rows[0] ?? end); row < end; row += 1) {
    // Where both ways are replayed nothing tells an answer from what follows.
    if (answers.length === MAX_ANSWERS || (kinds.size > 1 && row > last)) break;
    if (!sources.has(log.connection(row))) continue;
    if (isAnswer(log, row, kinds)) answers.push(row);
    else if (row > last && isMessage(log.kind(row))) break;
  }
  return answers;
}

function isMessage(kind: number): boolean {
  return kind === EventKind.Send || kind === EventKind.Receive;
}

function labelOf(log: LogReader, row: number): string {
  const payload = log.payload(row);
  const way = log.kind(row) === EventKind.Send ? '↑' : '↓';
  return way + (payload.state === 'ready' ? messageLabel(payload.data) : '');
}
