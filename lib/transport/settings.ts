import browser from 'webextension-polyfill';
import { randomId } from './random-id.ts';

/** Keys in the storage are the names with this before them. */
const PREFIX = 'setting:';

/** What is stored under a key: the value, and who wrote it. */
interface Stored {
  by: string;
  value: unknown;
}

/**
 * What is remembered between panels, by name, each under a key of its own, so that two panels which
 * change different things do not undo each other.
 */
export class Settings {
  readonly #id = randomId();
  /** Names being written, with the value that is to follow, if any. */
  readonly #writing = new Map<string, { next: unknown } | null>();

  /** What is stored under these names; as it was stored: nothing says that it is of the right type. */
  async load(names: readonly string[]): Promise<Record<string, unknown>> {
    const found = await browser.storage.local.get(names.map((name) => PREFIX + name));
    return Object.fromEntries(
      Object.entries(found).flatMap(([key, stored]) =>
        isStored(stored) ? [[key.slice(PREFIX.length), stored.value]] : [],
      ),
    );
  }

  /**
   * Remembers a value, which must be JSON. Of many in a row, as while a bar is dragged, those are
   * skipped that came while one was written. What cannot be stored just lasts as long as the panel.
   */
  save(name: string, value: unknown): void {
    if (this.#writing.has(name)) this.#writing.set(name, { next: value });
    else void this.#write(name, value);
  }

  /** Calls back when another panel has changed something. */
  onChange(callback: (name: string, value: unknown) => void): void {
    browser.storage.local.onChanged.addListener((changes) => {
      for (const [key, { newValue }] of Object.entries(changes)) {
        if (!key.startsWith(PREFIX) || !isStored(newValue) || newValue.by === this.#id) continue;
        const name = key.slice(PREFIX.length);
        // What is chosen here and now is newer.
        if (!this.#writing.has(name)) callback(name, newValue.value);
      }
    });
  }

  async #write(name: string, value: unknown): Promise<void> {
    this.#writing.set(name, null);
    try {
      await browser.storage.local.set({ [PREFIX + name]: { by: this.#id, value } });
    } catch (error) {
      console.warn('Sockscope could not remember a setting:', error);
    }
    const next = this.#writing.get(name);
    this.#writing.delete(name);
    if (next) void this.#write(name, next.next);
  }
}

function isStored(stored: unknown): stored is Stored {
  return typeof stored === 'object' && stored !== null && 'value' in stored && 'by' in stored;
}
