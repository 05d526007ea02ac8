import { apply, safeArray } from './primordials.ts';

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

const { iterator: iteratorSymbol, toPrimitive } = Symbol;
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

/** What reading `holder[name]` gives; a method comes as one that hands its result to `note`. */
function forward(holder: Loose, name: PropertyKey, note: (result: unknown) => unknown): unknown {
  const method = run(() => holder[name]);
  if (typeof method !== 'function') return method;
  return (...given: unknown[]) => note(run(() => apply(method, holder, given) as unknown));
}

/** A stand-in for an object that is about to be converted to a primitive value. */
function convertible(argument: Loose, noted: (primitive: unknown) => void): Loose {
  const note = (result: unknown): unknown => {
    if (!isObject(result)) noted(result);
    return result;
  };
  return {
    __proto__: null,
    get [toPrimitive]() {
      return forward(argument, toPrimitive, note);
    },
    get toString() {
      return forward(argument, 'toString', note);
    },
    get valueOf() {
      return forward(argument, 'valueOf', note);
    },
  };
}

/** Notes an argument; `convert` is applied to the primitive value that it is or becomes. */
function noteArgument<T>(argument: unknown, convert: (primitive: never) => T): NotedArgument<T> {
  let value: T | null = null;
  const noted = (primitive: unknown): void => {
    // Symbols, and BigInts as numbers, convert to an error: the native's to throw.
    if (typeof primitive !== 'symbol' && typeof primitive !== 'bigint')
      value = convert(primitive as never);
  };
  if (isObject(argument)) return { pass: convertible(argument, noted), value: () => value };
  noted(argument);
  return { pass: argument, value: () => value };
}

/** Notes a `DOMString` or `USVString` argument. */
export const noteString = (argument: unknown): NotedArgument<string> =>
  noteArgument(argument, (primitive) => `${primitive as string}`);

/** Notes a numeric argument, as `ToNumber` gives it. */
export const noteNumber = (argument: unknown): NotedArgument<number> =>
  noteArgument(argument, (primitive) => +primitive);

/** Notes a `(DOMString or sequence<DOMString>)` argument, the constructor's `protocols`. */
export function noteProtocols(argument: unknown): NotedArgument<string[]> {
  const list: string[] = safeArray();
  const add = (at: number) => (item: unknown) => {
    if (typeof item !== 'symbol') list[at] = `${item as string}`;
  };
  if (!isObject(argument)) {
    if (argument !== undefined) add(0)(argument);
    return { pass: argument, value: () => list };
  }
  const copy = stringsOf(argument);
  if (copy) return { pass: argument, value: () => copy };
  const pass = convertible(argument, add(0));
  const sequence = {
    __proto__: pass,
    get [iteratorSymbol]() {
      return forward(argument, iteratorSymbol, (iterator) =>
        isObject(iterator) ? notingIterator(iterator, list, add) : iterator,
      );
    },
  };
  return { pass: sequence, value: () => list };
}

/**
 * The items of an ordinary array of strings, which browsers read without its iterator; undefined
 * for all else. Cloning refuses a Proxy before any of its traps would run.
 */
function stringsOf(argument: Loose): string[] | undefined {
  if (!isArray(argument)) return undefined;
  try {
    const copy = nativeStructuredClone(argument) as unknown[];
    for (let i = 0; i < copy.length; i += 1) if (typeof copy[i] !== 'string') return undefined;
    return copy as string[];
  } catch {
    return undefined;
  }
}

type Add = (at: number) => (item: unknown) => void;

function notingIterator(iterator: Loose, list: string[], add: Add): Loose {
  return {
    __proto__: null,
    get next() {
      return forward(iterator, 'next', (result) =>
        isObject(result) ? notingResult(result, list, add) : result,
      );
    },
    get return() {
      return forward(iterator, 'return', (result) => result);
    },
  };
}

/** Browsers read `value` of the last result, too, before or after `done`: it is no protocol. */
function notingResult(result: Loose, list: string[], add: Add): Loose {
  const { length } = list;
  let done: unknown;
  return {
    __proto__: null,
    get done() {
      done = run(() => result.done);
      if (done) list.length = length;
      return done;
    },
    get value() {
      const item = run(() => result.value);
      if (done) return item;
      if (isObject(item)) return convertible(item, add(length));
      add(length)(item);
      return item;
    },
  };
}
