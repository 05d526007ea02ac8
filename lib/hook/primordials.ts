/**
 * The built-ins that the hook uses, taken before any page script could replace them. Nothing in
 * this folder calls a method of a built-in in any other way, reads a property that could come
 * from a built-in prototype, iterates with `for…of` or spreads: each of these could run page code.
 */

export const { apply, construct, defineProperty, getOwnPropertyDescriptor, setPrototypeOf } =
  Reflect;

/** Arguments for getters and methods that take none. */
export const NO_ARGUMENTS: readonly [] = [];

/** Takes the getter of an accessor property; a missing one gives a function that returns undefined. */
export function getterOf(prototype: object, name: PropertyKey): () => unknown {
  return getOwnPropertyDescriptor(prototype, name)?.get ?? (() => undefined);
}

const { get: weakGet, set: weakSet, delete: weakDelete } = WeakMap.prototype;
const { get: mapGet, set: mapSet, delete: mapDelete, forEach: mapForEach } = Map.prototype;

/** A WeakMap whose methods the page cannot replace. */
export class SafeWeakMap<K extends object, V> {
  readonly #map = new WeakMap<K, V>();
  get(key: unknown): V | undefined {
    return apply(weakGet, this.#map, [key]) as V | undefined;
  }
  set(key: K, value: V): void {
    apply(weakSet, this.#map, [key, value]);
  }
  delete(key: K): void {
    apply(weakDelete, this.#map, [key]);
  }
}

/** A Map whose methods the page cannot replace. */
export class SafeMap<K, V> {
  readonly #map = new Map<K, V>();
  size = 0;
  get(key: K): V | undefined {
    return apply(mapGet, this.#map, [key]) as V | undefined;
  }
  set(key: K, value: V): void {
    if (this.get(key) === undefined) this.size += 1;
    apply(mapSet, this.#map, [key, value]);
  }
  delete(key: K): void {
    if (apply(mapDelete, this.#map, [key])) this.size -= 1;
  }
  forEach(visit: (value: V, key: K) => void): void {
    apply(mapForEach, this.#map, [visit]);
  }
}

/** An array whose indexed writes cannot run setters of `Array.prototype`. */
export function safeArray<T>(): T[] {
  const array: T[] = [];
  setPrototypeOf(array, null);
  return array;
}

const now = performance.now;
const clock = performance;
const { timeOrigin } = performance;

/** Milliseconds since the epoch, with fractions. */
export function timestamp(): number {
  return timeOrigin + (apply(now, clock, NO_ARGUMENTS) as number);
}

const arrayBufferByteLength = getterOf(ArrayBuffer.prototype, 'byteLength');
const typedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype) as object;
const typedArrayBuffer = getterOf(typedArrayPrototype, 'buffer');
const typedArrayOffset = getterOf(typedArrayPrototype, 'byteOffset');
const typedArrayLength = getterOf(typedArrayPrototype, 'byteLength');
const dataViewBuffer = getterOf(DataView.prototype, 'buffer');
const dataViewOffset = getterOf(DataView.prototype, 'byteOffset');
const dataViewLength = getterOf(DataView.prototype, 'byteLength');
const blobSize = getterOf(Blob.prototype, 'size');
const NativeUint8Array = Uint8Array;
const typedArraySet = Uint8Array.prototype.set;
const typedArrayTag = getterOf(typedArrayPrototype, Symbol.toStringTag);

export const isView = ArrayBuffer.isView;

/** Calls `read` on `value` as `this`; undefined where the value is of another kind. */
function tryGet(read: () => unknown, value: unknown): number | undefined {
  try {
    return apply(read, value, NO_ARGUMENTS) as number;
  } catch {
    return undefined;
  }
}

/** Byte length of an ArrayBuffer of any realm; undefined for anything else. */
export function byteLengthOfBuffer(value: unknown): number | undefined {
  return tryGet(arrayBufferByteLength, value);
}

/** Size of a Blob of any realm in bytes; undefined for anything else. */
export function sizeOfBlob(value: unknown): number | undefined {
  return tryGet(blobSize, value);
}

/** A copy of an ArrayBuffer's bytes. */
export function copyBuffer(buffer: ArrayBuffer): ArrayBuffer {
  // `slice` asks `buffer.constructor[Symbol.species]`, which a page may answer: copy by hand.
  const length = byteLengthOfBuffer(buffer) ?? 0;
  return copyBytes(buffer, 0, length);
}

/** A copy of the bytes in a view's window. */
export function copyView(view: ArrayBufferView): ArrayBuffer {
  const isDataView = apply(typedArrayTag, view, NO_ARGUMENTS) === undefined;
  return copyBytes(
    apply(isDataView ? dataViewBuffer : typedArrayBuffer, view, NO_ARGUMENTS) as ArrayBuffer,
    apply(isDataView ? dataViewOffset : typedArrayOffset, view, NO_ARGUMENTS) as number,
    apply(isDataView ? dataViewLength : typedArrayLength, view, NO_ARGUMENTS) as number,
  );
}

function copyBytes(buffer: ArrayBuffer, offset: number, length: number): ArrayBuffer {
  const copy = new NativeUint8Array(length);
  // A detached buffer has no bytes, and no view can be made of it.
  if (length > 0) apply(typedArraySet, copy, [new NativeUint8Array(buffer, offset, length)]);
  return apply(typedArrayBuffer, copy, NO_ARGUMENTS) as ArrayBuffer;
}
