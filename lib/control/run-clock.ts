/** Time for a run; times in milliseconds. */
export interface RunClock {
  now(): number;
  /** Resolves after a time, or at once when the signal aborts. */
  wait(time: number, signal: AbortSignal): Promise<void>;
}
