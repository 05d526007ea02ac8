import type { NotedArgument } from './arguments.ts';
import {
  apply,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  isObject,
  isV8,
  NativeProxy,
  safeArray,
} from './primordials.ts';
import type { Loose } from './primordials.ts';

/** How objects are noted while native code converts them. */
export type Conversions = ReturnType<typeof createConversions>;

const { iterator: iteratorSymbol } = Symbol;
const nativeStructuredClone = structuredClone;
const { isArray } = Array;

/** Sees each step that a conversion takes: a property that was read, or what a method returned. */
type Witness = (name: PropertyKey, result: unknown, returned: boolean) => unknown;

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

/**
 * Notes what objects of the page become while native code converts them. Few pages need it, so the
 * hook gets it from the script before it.
 * @param run runs code of the page
 */
export function createConversions(run: <T>(call: () => T) => T) {
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

  /** A stand-in for an object that is about to be converted to a primitive value. */
  function convertible(argument: Loose, noted: (primitive: unknown) => void): object {
    return watch(argument, (_, result, returned) => {
      if (returned && !isObject(result)) noted(result);
      return result;
    });
  }

  /** Notes an object that is given for a `(DOMString or sequence<DOMString>)`. */
  function sequence(argument: Loose): NotedArgument<string[]> {
    const list: string[] = safeArray();
    const add = (at: number) => (item: unknown) => {
      if (typeof item !== 'symbol') list[at] = `${item as string}`;
    };
    const copy = stringsOf(argument);
    if (copy) return { pass: argument, result: () => copy };
    const pass = watch(argument, (name, result, returned) => {
      if (!returned) return result;
      if (!isObject(result)) add(0)(result);
      else if (name === iteratorSymbol) return watch(result, watchNext);
      return result;
    });
    const watchNext: Witness = (name, result, returned) =>
      returned && name === 'next' && isObject(result)
        ? watch(result, noteResult(list, add))
        : result;
    return { pass, result: () => list };
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

  return { convertible, sequence };
}
