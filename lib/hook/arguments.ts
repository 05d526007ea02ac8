import type { Conversions } from './convert-objects.ts';
import { isObject, NativeProxy, safeArray } from './primordials.ts';

/**
 * Arguments that native code converts by running code of the page (`toString`, `valueOf`,
 * iterators) must be converted once, at the moment and in the order in which the native does it.
 * So the native gets a stand-in which forwards each step and notes what came out.
 */

/** An argument to pass on, and what it was converted to once the native has run. */
export interface NotedArgument<T> {
  pass: unknown;
  result: () => T | null;
}

let conversions: Conversions | undefined;

/** Takes what few pages need from where it is; without it objects are passed as they are, unnoted. */
export function useConversions(those: Conversions | undefined): void {
  conversions = those;
}

let thrown: { error: unknown } | undefined;

/** Runs code of the page, and remembers what it threw: such an error is the page's own. */
export function run<T>(call: () => T): T {
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

/**
 * A stand-in for a dictionary, whose members native code is about to read; `noted` says what it is to
 * read instead. Anything but an object is passed as it is.
 */
export function noteMembers(
  argument: unknown,
  noted: (name: PropertyKey, value: unknown) => unknown,
): unknown {
  if (!isObject(argument)) return argument;
  const get = (_: object, name: PropertyKey): unknown =>
    noted(
      name,
      run(() => argument[name]),
    );
  return new NativeProxy({ __proto__: null }, { __proto__: null, get } as ProxyHandler<object>);
}

/** Notes an argument; `convert` is applied to the primitive value that it is or becomes. */
function noteArgument<T>(argument: unknown, convert: (primitive: never) => T): NotedArgument<T> {
  let value: T | null = null;
  const noted = (primitive: unknown): void => {
    // Symbols convert to an error: the native's to throw.
    if (typeof primitive !== 'symbol') value = convert(primitive as never);
  };
  if (isObject(argument)) {
    const pass = conversions ? conversions.convertible(argument, noted) : argument;
    return { pass, result: () => value };
  }
  noted(argument);
  return { pass: argument, result: () => value };
}

/** Notes a `DOMString` or `USVString` argument. */
export const noteString = (argument: unknown): NotedArgument<string> =>
  noteArgument(argument, (primitive) => `${primitive as string}`);

/** Notes a numeric argument, as `ToNumber` gives it. */
export const noteNumber = (argument: unknown): NotedArgument<number | null> =>
  noteArgument(argument, (primitive) => (typeof primitive === 'bigint' ? null : +primitive));

/** Notes a `(DOMString or sequence<DOMString>)` argument, the constructor's `protocols`. */
export function noteProtocols(argument: unknown): NotedArgument<string[]> {
  if (isObject(argument) && conversions) return conversions.sequence(argument);
  const list: string[] = safeArray();
  if (!isObject(argument) && typeof argument !== 'symbol' && argument !== undefined)
    list[0] = `${argument as string}`;
  return { pass: argument, result: () => list };
}

/** An argument that was given; one that was not must not be looked up on `Array.prototype`. */
export function argument(args: unknown[], index: number): unknown {
  return index < args.length ? args[index] : undefined;
}
