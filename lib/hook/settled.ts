import { apply, defineProperty, deleteProperty } from './primordials.ts';

/**
 * Promises without a page noticing: `then` and the platform look up `constructor` and `then` of a
 * promise, which a page may have replaced on `Promise.prototype`.
 */

const NativePromise = Promise;
const { then } = Promise.prototype;

/** Calls one of both when a promise settles, before what the page adds to it later. */
export function settled(
  promise: Promise<unknown>,
  fulfilled: (value: unknown) => void,
  rejected: (error: unknown) => void,
): void {
  // Without a constructor the platform takes its own (ECMA-262, section 7.3.22).
  own(promise, 'constructor', undefined);
  apply(then, promise, [fulfilled, rejected]);
  deleteProperty(promise, 'constructor');
}

/** A promise that only the platform gets to see: what it looks up there is its own. */
export function shielded<T>(promise: Promise<T>): Promise<T> {
  own(promise, 'constructor', NativePromise);
  own(promise, 'then', then);
  return promise;
}

function own(promise: Promise<unknown>, name: string, value: unknown): void {
  defineProperty(promise, name, { __proto__: null, value, configurable: true } as never);
}
