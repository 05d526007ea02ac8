import {
  apply,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  isV8,
  NativeProxy,
  safeArray,
} from './primordials.ts';

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

const { iterator: iteratorSymbol } = Symbol;
const nativeStructuredClone = structuredClone;
const { isArray } = Array;

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

type Loose = Record<PropertyKey, unknown>;

const isObject = (value: unknown): value is Loose =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Sees each step that a conversion takes: a property that was read, or what a method returned. */
type Witness = (name: PropertyKey, result: unknown, returned: boolean) => unknown;

/** A stand-in for an object of the page, which passes on whatever native code does with it. */
function watch(object: Loose, witness: Witness): object {
  const get = (_: object, name: PropertyKey): unknown => {
    const value = run(() => object[name]);
    if (typeof value !== 'function') return witness(name, value, false);
    return (...given: unknown[]) =>
      witness(
        name,
        run(() => apply(value, object, given) as unknown),
        true,
      );
  };
  // Not over the object itself: of a frozen one, a Proxy may not pass a method off as another.
  return new NativeProxy({ __proto__: null }, { __proto__: null, get } as ProxyHandler<object>);
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

/** A stand-in for an object that is about to be converted to a primitive value. */
function convertible(argument: Loose, noted: (primitive: unknown) => void): object {
  return watch(argument, (_, result, returned) => {
    if (returned && !isObject(result)) noted(result);
    return result;
  });
}

/** Notes an argument; `convert` is applied to the primitive value that it is or becomes. */
function noteArgument<T>(argument: unknown, convert: (primitive: never) => T): NotedArgument<T> {
  let value: T | null = null;
  const noted = (primitive: unknown): void => {
    // Symbols convert to an error: the native's to throw.
    if (typeof primitive !== 'symbol') value = convert(primitive as never);
  };
  if (isObject(argument)) return { pass: convertible(argument, noted), result: () => value };
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
  const list: string[] = safeArray();
  const add = (at: number) => (item: unknown) => {
    if (typeof item !== 'symbol') list[at] = `${item as string}`;
  };
  if (!isObject(argument)) {
    if (argument !== undefined) add(0)(argument);
    return { pass: argument, result: () => list };
  }
  const copy = stringsOf(argument);
  if (copy) return { pass: argument, result: () => copy };
  const pass = watch(argument, (name, result, returned) => {
    if (!returned) return result;
    if (!isObject(result)) add(0)(result);
    else if (name === iteratorSymbol) return watch(result, watchNext);
    return result;
  });
  const watchNext: Witness = (name, result, returned) =>
    returned && name === 'next' && isObject(result) ? watch(result, noteResult(list, add)) : result;
  return { pass, result: () => list };
}

const iteratorPrototype = getPrototypeOf([].values()) as object;
const methodOf = (holder: object, name: PropertyKey): unknown =>
  getOwnPropertyDescriptor(holder, name)?.value;
const nativeIterator = methodOf(Array.prototype, iteratorSymbol);
const nativeNext = methodOf(iteratorPrototype, 'next');
const arrayPrototype = Array.prototype;

/**
 * The items of an array of strings where V8 reads it without its iterator, which the page has
 * replaced; undefined for all else. Cloning refuses a Proxy before any of its traps would run.
 */
function stringsOf(argument: Loose): string[] | undefined {
  const isNative =
    methodOf(arrayPrototype, iteratorSymbol) === nativeIterator &&
    methodOf(iteratorPrototype, 'next') === nativeNext;
  if (isNative || !isV8 || !isArray(argument)) return undefined;
  try {
    const copy = nativeStructuredClone(argument) as unknown[];
    for (let i = 0; i < copy.length; i += 1) if (typeof copy[i] !== 'string') return undefined;
    return copy as string[];
  } catch {
    return undefined;
  }
}

/** Browsers read `value` of the last result, too, before or after `done`: it is no protocol. */
function noteResult(list: string[], add: (at: number) => (item: unknown) => void): Witness {
  const { length } = list;
  let done: unknown;
  return (name, item) => {
    if (name === 'done') {
      done = item;
      if (done) list.length = length;
    } else if (name === 'value' && !done) {
      if (isObject(item)) return convertible(item, add(length));
      add(length)(item);
    }
    return item;
  };
}

/** An argument that was given; one that was not must not be looked up on `Array.prototype`. */
export function argument(args: unknown[], index: number): unknown {
  return index < args.length ? args[index] : undefined;
}
