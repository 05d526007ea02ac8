import { poll } from './poll.ts';
import type { DocumentDriver } from './session.ts';

/** Source of an expression that calls `fn` with JSON arguments. */
export function callSource(fn: (...args: never[]) => unknown, args: readonly unknown[]): string {
  return `(${fn})(...${JSON.stringify(args)})`;
}

/** Evaluates `fn` until it gives something truthy. */
export function waitForResult<T, A extends unknown[]>(
  evaluate: DocumentDriver['evaluate'],
  fn: (...args: A) => T | Promise<T>,
  args: A,
): Promise<T> {
  const source = callSource(fn, args).replace(/\s+/g, ' ');
  const what = source.length > 300 ? `${source.slice(0, 300)}…` : source;
  return poll(what, () => evaluate(fn, ...args)) as Promise<T>;
}
