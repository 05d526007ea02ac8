import browser from 'webextension-polyfill';
import { MAX_RULES, readRules } from '../protocol/read-rules.ts';
import type { RuleRefusal } from '../protocol/read-rules.ts';
import type { Rule } from '../protocol/rule.ts';
import type { RuleChange } from '../protocol/rules.ts';

const KEY = 'rules';

/** The stored rules, of all sites, in their order. The background is the only one who writes them. */
export class RuleStore {
  readonly #loaded: Promise<void>;
  #rules: readonly Rule[] = [];
  #refused: readonly RuleRefusal[] = [];
  #writing: Promise<void> = Promise.resolve();

  constructor() {
    this.#loaded = this.#load();
  }

  /** All of them, once they have been read. */
  async all(): Promise<readonly Rule[]> {
    await this.#loaded;
    return this.#rules;
  }

  /** What of the stored ones could not be read. */
  get refused(): readonly RuleRefusal[] {
    return this.#refused;
  }

  /** Makes changes, all that fit, and stores them. */
  async change(changes: readonly RuleChange[]): Promise<void> {
    await this.#loaded;
    this.#rules = changes.reduce(apply, this.#rules);
    // One after the other: the last is what stays.
    this.#writing = this.#writing.then(() => this.#store());
    await this.#writing;
  }

  async #load(): Promise<void> {
    try {
      const stored = (await browser.storage.local.get(KEY))[KEY];
      if (stored === undefined) return;
      const { rules, refused } = readRules(stored);
      this.#rules = rules;
      this.#refused = refused;
    } catch (error) {
      console.warn('Sockscope could not read the rules:', error);
    }
  }

  async #store(): Promise<void> {
    try {
      await browser.storage.local.set({ [KEY]: this.#rules });
      // What could not be read is no longer there.
      this.#refused = [];
    } catch (error) {
      console.warn('Sockscope could not store the rules:', error);
    }
  }
}

function apply(rules: readonly Rule[], change: RuleChange): readonly Rule[] {
  if (change.type === 'put') {
    const at = rules.findIndex(({ id }) => id === change.rule.id);
    if (at >= 0) return rules.with(at, change.rule);
    return rules.length < MAX_RULES ? [...rules, change.rule] : rules;
  }
  const rule = rules.find(({ id }) => id === change.id);
  if (!rule) return rules;
  const others = rules.filter((each) => each !== rule);
  return change.type === 'remove' ? others : others.toSpliced(change.to, 0, rule);
}
