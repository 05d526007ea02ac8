import browser from 'webextension-polyfill';
import { changeRules, MAX_RULES } from '../protocol/change-rules.ts';
import { readRules } from '../protocol/read-rules.ts';
import type { RuleRefusal } from '../protocol/read-rules.ts';
import type { Rule } from '../protocol/rule.ts';
import type { RuleChange } from '../protocol/rules.ts';

const KEY = 'rules';

/** The stored rules, of all sites, in their order. The background is the only one who writes them. */
export class RuleStore {
  #loaded: Promise<boolean>;
  #rules: readonly Rule[] = [];
  #refused: readonly RuleRefusal[] = [];
  /** What of the stored ones is no rule here, as it was: a later version may read it. */
  #unread: readonly unknown[] = [];
  #writing: Promise<void> = Promise.resolve();

  constructor() {
    this.#loaded = this.#load();
  }

  /** All of them, once they have been read. */
  async all(): Promise<readonly Rule[]> {
    await this.#ready();
    return this.#rules;
  }

  /** What of the stored ones could not be read. */
  get refused(): readonly RuleRefusal[] {
    return this.#refused;
  }

  /** Makes changes, all that fit, and stores them. */
  async change(changes: readonly RuleChange[]): Promise<void> {
    // Written over what could not be loaded, they would be all that is left.
    if (!(await this.#ready())) return;
    this.#rules = changes.reduce(changeRules, this.#rules);
    // One after the other: the last is what stays.
    this.#writing = this.#writing.then(() => this.#store());
    await this.#writing;
  }

  /** Whether they have been read; where that failed it is tried again. */
  async #ready(): Promise<boolean> {
    const loaded = this.#loaded;
    if (await loaded) return true;
    if (this.#loaded === loaded) this.#loaded = this.#load();
    return this.#loaded;
  }

  async #load(): Promise<boolean> {
    try {
      const stored = (await browser.storage.local.get(KEY))[KEY];
      if (stored === undefined) return true;
      const { rules, refused } = readRules(stored);
      const all: unknown[] = Array.isArray(stored) ? stored : [stored];
      const broken = new Set(refused.map(({ index }) => index));
      this.#unread = all.filter((_, index) => broken.has(index) || index >= MAX_RULES);
      this.#rules = rules;
      this.#refused = refused;
      return true;
    } catch (error) {
      console.warn('Sockscope could not read the rules:', error);
      return false;
    }
  }

  async #store(): Promise<void> {
    try {
      await browser.storage.local.set({ [KEY]: [...this.#rules, ...this.#unread] });
    } catch (error) {
      console.warn('Sockscope could not store the rules:', error);
    }
  }
}
