/** A rule that sends this often on one connection within the time rather answers itself. */
const MAX_ANSWERS = 100;
const WITHIN = 1000;

/** Tells rules that answer what they made happen themselves from those that answer the page. */
export class AnswerRate {
  readonly #times = new Map<string, number[]>();

  /** Counts an answer; returns whether it is one too many. @param time milliseconds */
  isLoop(rule: string, connection: number, time: number): boolean {
    const key = `${connection} ${rule}`;
    const times = this.#times.get(key) ?? [];
    this.#times.set(key, times);
    times.push(time);
    if (times.length <= MAX_ANSWERS) return false;
    return time - (times.shift() as number) < WITHIN;
  }

  /** A connection has ended. */
  forget(connection: number): void {
    for (const key of this.#times.keys())
      if (key.startsWith(`${connection} `)) this.#times.delete(key);
  }
}
