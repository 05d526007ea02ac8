import type { HookCommand } from '../protocol/commands.ts';
import { HISTORY_BOUNDS, isHistoryChoice } from '../protocol/history.ts';
import type { HistoryChoice } from '../protocol/history.ts';
import { Settings } from '../transport/settings.ts';

/** Name of the setting, as the panel's preferences have it. */
const NAME = 'history';

/** What the user lets pages keep while no panel watches. */
export class HistorySetting {
  readonly #settings = new Settings();
  #choice: Promise<HistoryChoice>;

  /** @param changed called with what hooks are to be told when the user chooses anew */
  constructor(changed: (command: HookCommand) => void) {
    this.#choice = this.#settings.load([NAME]).then(
      (stored) => choiceOf(stored[NAME]),
      // Storage that cannot be read holds no choice.
      () => choiceOf(undefined),
    );
    this.#settings.onChange((name, value) => {
      if (name !== NAME) return;
      const choice = choiceOf(value);
      this.#choice = Promise.resolve(choice);
      changed(commandOf(choice));
    });
  }

  /** What a hook is to be told that has just been heard of. */
  async command(): Promise<HookCommand> {
    return commandOf(await this.#choice);
  }
}

function choiceOf(stored: unknown): HistoryChoice {
  return isHistoryChoice(stored) ? stored : 'usual';
}

function commandOf(choice: HistoryChoice): HookCommand {
  return { type: 'bound', ...HISTORY_BOUNDS[choice] };
}
