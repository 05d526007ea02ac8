import browser from 'webextension-polyfill';
import { handshakeKey, isHandshake, isHandshakeKey } from '../protocol/handshake.ts';
import type { Handshake } from '../protocol/handshake.ts';

/** Handshakes kept of one tab: a reconnecting page shows its last hours, not its whole life. */
const MAX_OF_TAB = 200;
/** Handshakes kept altogether. */
const MAX_ALL = 2000;
/** What they may weigh altogether, UTF-16 code units; browsers give `storage.session` 10 MB. */
const MAX_WEIGHT = 3_000_000;

interface Kept {
  handshake: Handshake;
  weight: number;
}

/** What is kept of one tab: keys, oldest first. */
interface Tab {
  keys: Set<string>;
  weight: number;
}

/**
 * The handshakes of all tabs in `storage.session`, which is memory: it outlives the background, not
 * the browser, and no page can read it. Beyond the bounds the oldest go, of the tab that has the most:
 * no page can push out what others have. What is kept here besides is a copy, made anew when the
 * background starts again.
 */
export class HandshakeStore {
  /** Oldest first. */
  readonly #kept = new Map<string, Kept>();
  readonly #tabs = new Map<number, Tab>();
  readonly #dirty = new Set<string>();
  readonly #changes: (() => void)[] = [];
  #weight = 0;
  #working = false;
  #loaded = false;

  /** Changes a handshake, or makes it where it is new: `change` gets undefined then. */
  update(
    tabId: number,
    id: number,
    change: (known: Handshake | undefined) => Handshake | undefined,
  ): void {
    this.#queue(() => {
      const handshake = change(this.#kept.get(handshakeKey({ tabId, id }))?.handshake);
      if (handshake) this.#keep(handshake);
    });
  }

  /** Lets go all that fit. */
  remove(fits: (handshake: Handshake) => boolean): void {
    this.#queue(() => {
      for (const [key, { handshake }] of this.#kept) if (fits(handshake)) this.#drop(key);
    });
  }

  /** Changes are made one after the other, and written together where they come together. */
  #queue(change: () => void): void {
    this.#changes.push(change);
    if (!this.#working) void this.#work();
  }

  async #work(): Promise<void> {
    this.#working = true;
    try {
      if (!this.#loaded) await this.#load();
      while (this.#changes.length > 0) {
        for (const change of this.#changes.splice(0)) change();
        await this.#write();
      }
    } catch {
      // Without the storage there are no handshakes to show; all else goes on.
      this.#changes.length = 0;
    } finally {
      this.#working = false;
    }
  }

  async #load(): Promise<void> {
    const stored = await browser.storage.session.get(null);
    const known = Object.entries(stored)
      .filter(([key, value]) => isHandshakeKey(key) && isHandshake(value))
      .map(([, value]) => value as Handshake)
      .sort((a, b) => a.startedAt - b.startedAt);
    for (const handshake of known) this.#keep(handshake);
    this.#dirty.clear();
    this.#loaded = true;
  }

  #keep(handshake: Handshake): void {
    const key = handshakeKey(handshake);
    const weight = weightOf(handshake);
    const more = weight - (this.#kept.get(key)?.weight ?? 0);
    this.#kept.set(key, { handshake, weight });
    this.#weight += more;
    this.#dirty.add(key);
    let tab = this.#tabs.get(handshake.tabId);
    if (!tab) this.#tabs.set(handshake.tabId, (tab = { keys: new Set(), weight: 0 }));
    tab.keys.add(key);
    tab.weight += more;
    if (tab.keys.size > MAX_OF_TAB) this.#dropOldest(tab, key);
    while (this.#kept.size > MAX_ALL)
      this.#dropOldest(
        this.#largest(({ keys }) => keys.size),
        key,
      );
    while (this.#weight > MAX_WEIGHT) {
      const largest = this.#largest((each) => each.weight - (each === tab ? weight : 0));
      this.#dropOldest(largest, key);
    }
  }

  /** The tab that has the most; of several the one that has been there longest. */
  #largest(size: (tab: Tab) => number): Tab | undefined {
    let largest: Tab | undefined;
    for (const tab of this.#tabs.values()) if (!largest || size(tab) > size(largest)) largest = tab;
    return largest;
  }

  /** What has just come stays. */
  #dropOldest(tab: Tab | undefined, justKept: string): void {
    for (const key of tab?.keys ?? [])
      if (key !== justKept) {
        this.#drop(key);
        return;
      }
  }

  #drop(key: string): void {
    const kept = this.#kept.get(key);
    if (!kept) return;
    const { tabId } = kept.handshake;
    const tab = this.#tabs.get(tabId);
    this.#kept.delete(key);
    this.#weight -= kept.weight;
    this.#dirty.add(key);
    if (!tab) return;
    tab.keys.delete(key);
    tab.weight -= kept.weight;
    if (tab.keys.size === 0) this.#tabs.delete(tabId);
  }

  async #write(): Promise<void> {
    const set: Record<string, Handshake> = {};
    const removed: string[] = [];
    for (const key of this.#dirty) {
      const kept = this.#kept.get(key);
      if (kept) set[key] = kept.handshake;
      else removed.push(key);
    }
    this.#dirty.clear();
    if (removed.length > 0) await browser.storage.session.remove(removed);
    if (Object.keys(set).length > 0) await browser.storage.session.set(set);
  }
}

function weightOf({ url, requestHeaders, responseHeaders }: Handshake): number {
  let weight = 500 + url.length;
  for (const headers of [requestHeaders, responseHeaders])
    for (const [name, value] of headers) weight += name.length + value.length + 8;
  return weight;
}
