import type { Rule } from '../protocol/rule.ts';
import { compileRule } from './compile-rule.ts';
import type { CompiledRule } from './compile-rule.ts';
import type { HitLog } from './hit-log.ts';

/** The rules that hold in a document, ready to be asked. */
export class RuleSet {
  readonly #log: HitLog;
  #rules: readonly CompiledRule[] | null = null;

  constructor(log: HitLog) {
    this.#log = log;
  }

  /** Whether they have come. */
  get areHere(): boolean {
    return this.#rules !== null;
  }

  /** In their order; none while they are on their way. */
  get all(): readonly CompiledRule[] {
    return this.#rules ?? [];
  }

  has(rule: CompiledRule): boolean {
    return this.all.includes(rule);
  }

  hasId(id: string): boolean {
    return this.all.some((rule) => rule.id === id);
  }

  /** Takes others in their place. Those that are as they were keep their counts. */
  set(rules: readonly Rule[], now: number): void {
    const before = new Map(this.all.map((rule) => [rule.id, rule]));
    const compiled: CompiledRule[] = [];
    for (const rule of rules) {
      const known = before.get(rule.id);
      if (known?.source === JSON.stringify(rule)) {
        compiled.push(known);
        continue;
      }
      this.#log.forgive(rule.id);
      const made = compileRule(rule, now);
      if ('problem' in made) this.#log.fail(made);
      else compiled.push(made);
    }
    for (const { rule } of this.#log.failures)
      if (!rules.some(({ id }) => id === rule)) this.#log.forgive(rule);
    this.#rules = compiled;
  }
}
