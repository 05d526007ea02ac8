import { setTimeout as delay } from 'node:timers/promises';

const INTERVAL_MS = 50;

/** Milliseconds that waiting for a condition may take unless told otherwise. */
export const PATIENCE_MS = 15_000;

type Truthy<T> = Exclude<T, false | null | undefined | 0 | ''>;

/** Calls `probe` until it gives something truthy; rejects after `patience` ms, saying what came last. */
export async function poll<T>(
  what: string,
  probe: () => T | Promise<T>,
  patience: number = PATIENCE_MS,
): Promise<Truthy<T>> {
  const deadline = Date.now() + patience;
  let last = 'nothing yet';
  let cause: unknown;
  for (;;) {
    try {
      const value = await probe();
      if (value) return value as Truthy<T>;
      last = JSON.stringify(value) ?? 'undefined';
    } catch (error) {
      // A document that is being replaced answers with an error; the next one may not.
      last = String(error);
      cause = error;
    }
    if (Date.now() > deadline) {
      throw new Error(`Waited ${patience} ms for ${what}; last: ${last}`, { cause });
    }
    await delay(INTERVAL_MS);
  }
}
