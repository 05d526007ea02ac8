import { Settings } from '../transport/settings.ts';

/** Names of the settings, as the panel's preferences have them. */
const NAMES = ['rulesStay', 'pausedAtClose'] as const;

/** What becomes of rules when no panel is open, as the user chose. */
export class RuleSettings {
  readonly #settings = new Settings();
  readonly loaded: Promise<void>;
  /** Rules hold also in tabs without a panel. */
  stay = false;
  /** What is done to what is paused when the last panel of a tab closes. */
  pausedAtClose: 'forward' | 'drop' = 'forward';

  /** @param changed called when the user chooses anew */
  constructor(changed: () => void) {
    this.loaded = this.#load();
    this.#settings.onChange((name, value) => {
      this.#take(name, value);
      if (name === 'rulesStay') changed();
    });
  }

  async #load(): Promise<void> {
    try {
      const stored = await this.#settings.load(NAMES);
      for (const name of NAMES) this.#take(name, stored[name]);
    } catch {
      // Storage that cannot be read holds no choice.
    }
  }

  #take(name: string, value: unknown): void {
    if (name === 'rulesStay') this.stay = value === true;
    else if (name === 'pausedAtClose') this.pausedAtClose = value === 'drop' ? 'drop' : 'forward';
  }
}
