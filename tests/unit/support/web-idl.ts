const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** The standard leaves `value` of the last result unread; browsers read it before or after `done`. */
export type LastValue = 'unread' | 'before' | 'after';

interface Result {
  done: unknown;
  value: unknown;
}

function readResult(result: Result, lastValue: LastValue): Result {
  const early = lastValue === 'before' ? result.value : undefined;
  const { done } = result;
  if (lastValue === 'before') return { done, value: early };
  return { done, value: done && lastValue === 'unread' ? undefined : result.value };
}

/**
 * `(DOMString or sequence<DOMString>)` with an optional argument, step by step after Web IDL
 * (https://webidl.spec.whatwg.org/#js-union and #create-sequence-from-iterable).
 */
export function sequenceOrString(value: unknown, lastValue: LastValue = 'unread'): string[] {
  if (value === undefined) return [];
  if (!isObject(value)) return [`${value as string}`];
  const method = (value as { [Symbol.iterator]?: unknown })[Symbol.iterator];
  if (method === undefined || method === null) return [`${value as unknown as string}`];
  if (typeof method !== 'function') throw new TypeError('not callable');
  const iterator: unknown = Reflect.apply(method, value, []);
  if (!isObject(iterator)) throw new TypeError('not an object');
  const { next } = iterator as { next: unknown };
  const list: string[] = [];
  for (;;) {
    if (typeof next !== 'function') throw new TypeError('not callable');
    const result: unknown = Reflect.apply(next, iterator, []);
    if (!isObject(result)) throw new TypeError('not an object');
    const { done, value: item } = readResult(result as Result, lastValue);
    if (done) return list;
    list.push(`${item as string}`);
  }
}
