import type { RuleCount, RuleFailure, RuleHit } from '../protocol/rules.ts';

/** Hits that wait to be told at most; the counts are always right. */
const MAX_WAITING = 1000;

/** What the rules of a document did, until it is told. */
export class HitLog {
  #waiting: RuleHit[] = [];
  readonly #counts = new Map<string, RuleCount>();
  readonly #failures = new Map<string, RuleFailure>();
  #haveFailuresChanged = false;
  /** Called when there is something to tell. */
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  hit(hit: RuleHit): void {
    const count = this.#counts.get(hit.rule) ?? { rule: hit.rule, hits: 0, last: 0 };
    count.hits += 1;
    count.last = hit.time;
    this.#counts.set(hit.rule, count);
    if (this.#waiting.length < MAX_WAITING) this.#waiting.push(hit);
    this.#changed();
  }

  fail(failure: RuleFailure): void {
    const known = this.#failures.get(failure.rule);
    if (known?.problem === failure.problem && known.said === failure.said) return;
    this.#failures.set(failure.rule, failure);
    this.#haveFailuresChanged = true;
    this.#changed();
  }

  /** The rule was changed. */
  forgive(rule: string): void {
    if (!this.#failures.delete(rule)) return;
    this.#haveFailuresChanged = true;
    this.#changed();
  }

  get counts(): RuleCount[] {
    return [...this.#counts.values()];
  }

  get failures(): RuleFailure[] {
    return [...this.#failures.values()];
  }

  /** Whether other failures are there than at the last call. */
  haveFailuresChanged(): boolean {
    const have = this.#haveFailuresChanged;
    this.#haveFailuresChanged = false;
    return have;
  }

  /** The hits since the last call. */
  take(): RuleHit[] {
    return this.#waiting.splice(0);
  }
}
