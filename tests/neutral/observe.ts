/** Turns what a page can see of the platform into JSON that two pages can be compared by. */

const FUNCTION_SOURCE_LIMIT = 200;

/**
 * Only V8 lets a script rewrite the stack of an error without leaving a trace. In Firefox a stack is
 * part of `cases/errors.ts` alone, so that what it shows does not hide what else an error may show.
 */
const STACKS_CAN_BE_CLEANED = !globalThis.navigator?.userAgent.includes('Firefox');

/** A JSON value that keeps apart what JSON confuses: `undefined`, `NaN`, `-0`, symbols, functions. */
export function observe(value: unknown, depth = 0): unknown {
  if (value === undefined) return '[undefined]';
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : `[${Object.is(value, -0) ? '-0' : value}]`;
  if (typeof value === 'symbol' || typeof value === 'bigint')
    return `[${typeof value} ${String(value)}]`;
  if (typeof value === 'function') return `[function ${value.name}]`;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 8) return '[deep]';
  if (Array.isArray(value)) return Array.from(value, (item) => observe(item, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype)
    return Object.prototype.toString.call(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, observe(item, depth + 1)]),
  );
}

/** The outcome of `call`: what it returned or threw. */
export function attempt(call: () => unknown): unknown {
  try {
    return { returned: observe(call()) };
  } catch (error) {
    return { threw: describeError(error) };
  }
}

export async function attemptAsync(call: () => Promise<unknown>): Promise<unknown> {
  try {
    return { resolved: observe(await call()) };
  } catch (error) {
    return { rejected: describeError(error) };
  }
}

export function describeError(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return { thrown: observe(error) };
  const { name, message, code, stack } = error as Error & { code?: number };
  return {
    name,
    message,
    code: observe(code),
    constructorName: error.constructor?.name,
    isError: error instanceof Error,
    isDOMException: error instanceof DOMException,
    ownKeys: Reflect.ownKeys(error).map(String),
    ...(STACKS_CAN_BE_CLEANED && { stack: describeStack(String(stack)) }),
  };
}

/** What stands for frames of the hook in results: how many there are, and their names, is its own affair. */
export const HOOK = '[hook]';

/** Firefox gives scripts of extensions in the page's world no address. */
const HOOK_FRAME = /(?:chrome|moz)-extension|<anonymous code>/;

/** Items with each run of the hook's frames as one {@link HOOK}. */
export function hookAsOne<T>(items: readonly T[], frameOf = (item: T) => String(item)): unknown[] {
  return items
    .map((item) => (HOOK_FRAME.test(frameOf(item)) ? HOOK : item))
    .filter((item, index, all) => item !== HOOK || all[index - 1] !== HOOK);
}

/** How often the stack has the same frames of the hook, whatever its file is called. */
export function copiesOfHook(stack: string): number {
  const times = new Map<string, number>();
  for (const line of stack.split('\n')) {
    const frame = line.replace('-again.js', '.js');
    if (HOOK_FRAME.test(frame)) times.set(frame, (times.get(frame) ?? 0) + 1);
  }
  return times.size ? Math.min(...times.values()) : 0;
}

/** Every line of a stack without positions and without the page's own origin. */
export function framesOf(stack: unknown): unknown[] {
  const lines = String(stack)
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(location.origin, '')
        .replace(/:\d+:\d+/, ''),
    )
    // Firefox tells of asynchronous callers where DevTools are open, whatever runs in the page.
    .filter((line) => !line.startsWith('async*'));
  return hookAsOne(lines);
}

/** Lets stacks be longer than ten frames in Chromium meanwhile: the hook's frames push out none. */
export async function withLongStacks<T>(call: () => T | Promise<T>): Promise<T> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 100;
  try {
    return await call();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The first line, and which addresses other than the page's own are on it. */
export function describeStack(stack: string) {
  const addresses = stack.match(/[a-z-]+:\/\/[^\s)]+/g) ?? [];
  const first = stack.split('\n')[0] ?? '';
  return {
    first: HOOK_FRAME.test(first) ? HOOK : first.slice(0, FUNCTION_SOURCE_LIMIT),
    foreign: hookAsOne(addresses.filter((address) => !address.startsWith(location.origin))),
  };
}

export function describeFunction(value: unknown): unknown {
  if (typeof value !== 'function') return observe(value);
  // Firefox makes name and length when they are first asked for, which decides their order.
  const ownKeys = Reflect.ownKeys(value).map(String);
  return {
    name: value.name,
    length: value.length,
    source: Function.prototype.toString.call(value).slice(0, FUNCTION_SOURCE_LIMIT),
    ownKeys,
    prototypeOf: Object.getPrototypeOf(value) === Function.prototype,
    constructs: constructs(value),
    extensible: Object.isExtensible(value),
  };
}

function constructs(value: unknown): boolean {
  try {
    Reflect.construct(Object, [], value as () => void);
    return true;
  } catch {
    return false;
  }
}

export function describeDescriptor(descriptor: PropertyDescriptor | undefined): unknown {
  if (!descriptor) return '[none]';
  const { configurable, enumerable } = descriptor;
  if ('value' in descriptor) {
    return {
      configurable,
      enumerable,
      writable: descriptor.writable,
      value: describeFunction(descriptor.value),
    };
  }
  return {
    configurable,
    enumerable,
    get: describeFunction(descriptor.get),
    set: describeFunction(descriptor.set),
  };
}

/** Every own property of `target`, in order, with its full descriptor. */
export function describeObject(target: object): unknown {
  return {
    tag: Object.prototype.toString.call(target),
    extensible: Object.isExtensible(target),
    properties: Reflect.ownKeys(target).map((key) => [
      String(key),
      describeDescriptor(Object.getOwnPropertyDescriptor(target, key)),
    ]),
  };
}

/** What the platform's interface says about one event, without its payload. */
export function describeEvent(event: Event, socket: EventTarget): unknown {
  const {
    type,
    isTrusted,
    bubbles,
    cancelable,
    composed,
    defaultPrevented,
    eventPhase,
    returnValue,
    cancelBubble,
  } = event;
  const name = (target: unknown) => (target === socket ? 'socket' : observe(target));
  return {
    type,
    isTrusted,
    bubbles,
    cancelable,
    composed,
    defaultPrevented,
    eventPhase,
    returnValue,
    cancelBubble,
    tag: Object.prototype.toString.call(event),
    constructorName: event.constructor.name,
    ownKeys: Reflect.ownKeys(event).map(String),
    target: name(event.target),
    currentTarget: name(event.currentTarget),
    srcElement: name(event.srcElement),
    path: event.composedPath().map(name),
    windowEvent: window.event === event,
    timeStamp: typeof event.timeStamp,
    recent: event.timeStamp > 0 && event.timeStamp <= performance.now() + 1,
  };
}
