/** Messages that rules hold in one document at most, and their bytes. */
const MAX_HELD_MESSAGES = 10_000;
export const MAX_HELD_BYTES = 64_000_000;

/** Counts what is held. */
export class HeldBound {
  #messages = 0;
  #bytes = 0;

  add(bytes: number): void {
    this.#messages += 1;
    this.#bytes += bytes;
  }

  release(bytes: number): void {
    this.#messages -= 1;
    this.#bytes -= bytes;
  }

  get isOver(): boolean {
    return this.#messages > MAX_HELD_MESSAGES || this.#bytes > MAX_HELD_BYTES;
  }
}
