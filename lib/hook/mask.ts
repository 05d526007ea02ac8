import { hideFrames } from './call-stack.ts';
import {
  apply,
  createSafeWeakMap,
  defineProperty,
  getOwnPropertyDescriptor,
  NativeProxy,
} from './primordials.ts';

export type Callable = (...args: unknown[]) => unknown;

/** Proxies of ours and the native functions behind them. */
const originals = createSafeWeakMap<object, object>();

/**
 * A stand-in for a native function: a Proxy, so that `name`, `length`, `prototype` and own keys are
 * the native's own. `Function.prototype.toString` would tell a Proxy from a native by the missing
 * name; {@link maskToString} closes that.
 */
export function standIn<F extends object>(native: F, traps: ProxyHandler<F>): F {
  const proxy = new NativeProxy(native, traps);
  // Of a stand-in for a stand-in, too, it is the native's.
  originals.put(proxy, originals.look(native) ?? native);
  return proxy;
}

/** Replaces the value (or one accessor) of a property in place; the returned function undoes it. */
export function replace(
  holder: object,
  name: PropertyKey,
  field: 'value' | 'get' | 'set',
  make: (native: never) => unknown,
): () => void {
  const descriptor = getOwnPropertyDescriptor(holder, name);
  const native = descriptor?.[field] as unknown;
  if (!descriptor?.configurable || typeof native !== 'function') return () => {};
  const replacement = make(native as never);
  defineProperty(holder, name, { __proto__: null, ...descriptor, [field]: replacement } as never);
  return () => {
    const current = getOwnPropertyDescriptor(holder, name);
    if (!current?.configurable || current[field] !== replacement) return;
    defineProperty(holder, name, { __proto__: null, ...current, [field]: native } as never);
  };
}

/** A stand-in for a function that is called, not constructed; what it throws shows no frame of ours. */
export function standInFor(
  native: Callable,
  call: (target: Callable, self: unknown, args: unknown[], trap: unknown) => unknown,
): Callable {
  const trap = (target: Callable, self: unknown, args: unknown[]): unknown =>
    call(target, self, args, trap);
  return standIn(native, { __proto__: null, apply: trap } as ProxyHandler<Callable>);
}

/** Calls the native as it was called; what it throws shows no frame of ours. */
export function passOn(target: Callable, self: unknown, args: unknown[], trap: unknown): unknown {
  try {
    return apply(target, self, args);
  } catch (error) {
    hideFrames(error, trap);
    throw error;
  }
}

/** Makes `Function.prototype.toString` print a stand-in as the native that it stands for. */
export function maskToString(): () => void {
  return replace(Function.prototype, 'toString', 'value', (native: Callable) =>
    standInFor(native, (target, subject, args, trap) =>
      passOn(target, originals.look(subject) ?? subject, args, trap),
    ),
  );
}
