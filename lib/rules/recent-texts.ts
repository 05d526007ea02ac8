/** Messages that templates may look back at, and how long one may be, UTF-16 units. */
const MOST = 20;
const LONGEST = 100_000;

/** The latest texts of one direction of a connection, from which templates take values. */
export class RecentTexts {
  readonly #texts: string[] = [];

  add(text: string): void {
    if (text.length > LONGEST) return;
    this.#texts.unshift(text);
    if (this.#texts.length > MOST) this.#texts.pop();
  }

  /** The newest first. */
  [Symbol.iterator](): Iterator<string> {
    return this.#texts[Symbol.iterator]();
  }
}
