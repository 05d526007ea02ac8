const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/**
 * `(DOMString or sequence<DOMString>)` with an optional argument, step by step after Web IDL
 * (https://webidl.spec.whatwg.org/#js-union and #create-sequence-from-iterable).
 */
export function sequenceOrString(value: unknown): string[] {
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
    if ((result as { done: unknown }).done) return list;
    list.push(`${(result as { value: string }).value}`);
  }
}
