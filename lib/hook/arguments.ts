import { apply, NO_ARGUMENTS, safeArray } from './primordials.ts';

const iteratorSymbol: typeof Symbol.iterator = Symbol.iterator;

/**
 * Arguments that native code converts by running code of the page (`toString`, `valueOf`,
 * iterators) must be converted once, at the moment and in the order in which the native does it.
 * So the native gets a stand-in which forwards each step and notes what came out.
 */

/** An argument to pass on, and what it was converted to once the native has run. */
export interface NotedArgument<T> {
  pass: unknown;
  value: () => T | null;
}

let thrown: { error: unknown } | undefined;

/** Runs code of the page, and remembers what it threw: such an error is the page's own. */
function run<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    thrown = { error };
    throw error;
  }
}

/** Whether code of the page, run while converting an argument, threw this; asked once. */
export function takeThrownByPage(error: unknown): boolean {
  const own = thrown !== undefined && thrown.error === error;
  thrown = undefined;
  return own;
}

const isConvertible = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Notes a `DOMString` or `USVString` argument. */
export function noteString(argument: unknown): NotedArgument<string> {
  if (!isConvertible(argument)) {
    const primitive = typeof argument === 'symbol' ? null : `${argument as string}`;
    return { pass: argument, value: () => primitive };
  }
  let noted: string | null = null;
  const toString = () => (noted = run(() => `${argument as unknown as string}`));
  return { pass: { __proto__: null, toString }, value: () => noted };
}

/** Notes a numeric argument, as `ToNumber` gives it. */
export function noteNumber(argument: unknown): NotedArgument<number> {
  if (!isConvertible(argument)) {
    const convertible = typeof argument !== 'symbol' && typeof argument !== 'bigint';
    const primitive = convertible ? +(argument as number) : null;
    return { pass: argument, value: () => primitive };
  }
  let noted: number | null = null;
  const valueOf = () => (noted = run(() => +(argument as unknown as number)));
  return { pass: { __proto__: null, valueOf }, value: () => noted };
}

/** Notes a `(DOMString or sequence<DOMString>)` argument, the constructor's `protocols`. */
export function noteProtocols(argument: unknown): NotedArgument<string[]> {
  if (!isConvertible(argument)) {
    const list =
      argument === undefined || typeof argument === 'symbol' ? [] : [`${argument as string}`];
    return { pass: argument, value: () => list };
  }
  const list: string[] = safeArray();
  const pass = {
    __proto__: null,
    get [iteratorSymbol]() {
      const method = run(() => (argument as { [Symbol.iterator]?: unknown })[iteratorSymbol]);
      if (typeof method !== 'function') return method;
      return () =>
        notingIterator(
          run(() => apply(method, argument, NO_ARGUMENTS)),
          list,
        );
    },
    toString: () => (list[list.length] = run(() => `${argument as unknown as string}`)),
  };
  return { pass, value: () => list };
}

function notingIterator(iterator: unknown, list: string[]): unknown {
  if (!isConvertible(iterator)) return iterator;
  return {
    __proto__: null,
    get next() {
      const method = run(() => (iterator as { next?: unknown }).next);
      if (typeof method !== 'function') return method;
      return () =>
        notingResult(
          run(() => apply(method, iterator, NO_ARGUMENTS)),
          list,
        );
    },
    get return() {
      const method = run(() => (iterator as { return?: unknown }).return);
      if (typeof method !== 'function') return method;
      return (...given: unknown[]) => run(() => apply(method, iterator, given) as unknown);
    },
  };
}

/** Browsers read `value` of the last result, too, before or after `done`: it is no protocol. */
function notingResult(result: unknown, list: string[]): unknown {
  if (!isConvertible(result)) return result;
  const { length } = list;
  let done: unknown;
  return {
    __proto__: null,
    get done() {
      done = run(() => (result as { done?: unknown }).done);
      if (done) list.length = length;
      return done;
    },
    get value() {
      const item = run(() => (result as { value?: unknown }).value);
      if (done || typeof item === 'symbol') return item;
      if (!isConvertible(item)) return (list[length] = `${item as string}`);
      return {
        __proto__: null,
        toString: () => (list[length] = run(() => `${item as unknown as string}`)),
      };
    },
  };
}
