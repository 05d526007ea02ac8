/**
 * The built-ins that the hook uses, taken before any page script could replace them. Nothing in
 * this folder calls a method of a built-in in any other way, reads a property that could come
 * from a built-in prototype, iterates with `for…of` or spreads: each of these could run page code.
 */

export const { getPrototypeOf } = Object;
export const { apply, construct, defineProperty, deleteProperty, getOwnPropertyDescriptor } =
  Reflect;

export const { setPrototypeOf } = Reflect;
export const NativeProxy = Proxy;

/** Whose words errors have, and who reads an array without its iterator; others print natives in lines. */
export const isV8 = !`${isNaN}`.includes('\n');

/** Arguments for getters and methods that take none. */
export const NO_ARGUMENTS: readonly [] = [];

/** Reads an accessor property by the getter that it has now, whatever becomes of it later. */
/* @__NO_SIDE_EFFECTS__ */
export function reader<T>(prototype: object, name: PropertyKey): (self: unknown) => T {
  const getter = (getOwnPropertyDescriptor(prototype, name) as PropertyDescriptor).get as () => T;
  return (self) => apply(getter, self, NO_ARGUMENTS) as T;
}

const NativeWeakMap = WeakMap;
const NativeMap = Map;
const { get: weakGet, set: weakSet } = WeakMap.prototype;
const { get: mapGet, set: mapSet, delete: mapDelete, forEach: mapForEach } = Map.prototype;

/** Any object of the page. */
export type Loose = Record<PropertyKey, unknown>;

export const isObject = (value: unknown): value is Loose =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** A WeakMap whose methods the page cannot replace, under names that the minifier may shorten. */
export interface SafeWeakMap<K extends object, V> {
  look(key: unknown): V | undefined;
  put(key: K, value: V): void;
}

export function createSafeWeakMap<K extends object, V>(): SafeWeakMap<K, V> {
  const map = new NativeWeakMap<K, V>();
  return {
    look: (key) => apply(weakGet, map, [key]) as V | undefined,
    put: (key, value) => apply(weakSet, map, [key, value]),
  };
}

const mapSize = reader<number>(Map.prototype, 'size');

/** A Map whose methods the page cannot replace, under names that the minifier may shorten. */
export interface SafeMap<K, V> {
  readonly size: number;
  look(key: K): V | undefined;
  put(key: K, value: V): void;
  drop(key: K): void;
  each(visit: (value: V, key: K) => void): void;
}

export function createSafeMap<K, V>(): SafeMap<K, V> {
  const map = new NativeMap<K, V>();
  return {
    get size() {
      return mapSize(map);
    },
    look: (key) => apply(mapGet, map, [key]) as V | undefined,
    put: (key, value) => apply(mapSet, map, [key, value]),
    drop: (key) => apply(mapDelete, map, [key]),
    each: (visit) => apply(mapForEach, map, [visit]),
  };
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

const typedArrayPrototype = getPrototypeOf(Uint8Array.prototype) as object;
const typedArrayTag = reader(typedArrayPrototype, Symbol.toStringTag);
const typedArrayWindow = windowReader(typedArrayPrototype);
const dataViewWindow = windowReader(DataView.prototype);
const NativeUint8Array = Uint8Array;
const typedArraySet = Uint8Array.prototype.set;

export const isView = ArrayBuffer.isView;

/** Byte length of an ArrayBuffer of any realm; undefined for anything else. */
export const byteLengthOfBuffer = optional(reader<number>(ArrayBuffer.prototype, 'byteLength'));

/** Size of a Blob of any realm in bytes; undefined for anything else. */
export const sizeOfBlob = optional(reader<number>(Blob.prototype, 'size'));

/** Whether it is a SharedArrayBuffer, which pages without its constructor can have from WebAssembly. */
export const isSharedBuffer = (value: unknown): boolean => sharedByteLength(value) !== undefined;
const sharedByteLength = optional((value) => {
  readShared ??= reader<number>(
    getPrototypeOf(
      new Memory({ __proto__: null, initial: 0, maximum: 0, shared: true } as never).buffer,
    ),
    'byteLength',
  );
  return readShared(value);
});
const { Memory } = WebAssembly;
let readShared: ((self: unknown) => number) | undefined;

/** A reader that says undefined where its getter does not fit the value. */
/* @__NO_SIDE_EFFECTS__ */
function optional(read: (self: unknown) => number): (self: unknown) => number | undefined {
  return (self) => {
    try {
      return read(self);
    } catch {
      return undefined;
    }
  };
}

/** Which bytes of which buffer: offset and length in bytes. */
export type ByteWindow = readonly [ArrayBuffer, number, number];

/** Reads which bytes of which buffer a view shows. */
/* @__NO_SIDE_EFFECTS__ */
function windowReader(prototype: object): (self: unknown) => ByteWindow {
  const buffer = reader<ArrayBuffer>(prototype, 'buffer');
  const byteOffset = reader<number>(prototype, 'byteOffset');
  const byteLength = reader<number>(prototype, 'byteLength');
  return (self) => [buffer(self), byteOffset(self), byteLength(self)];
}

/** The bytes of a view's window. @throws where it is a DataView whose buffer is detached or too short */
export function windowOf(view: ArrayBufferView): ByteWindow {
  return typedArrayTag(view) === undefined ? dataViewWindow(view) : typedArrayWindow(view);
}

export const newBytes = (length: number): Uint8Array => new NativeUint8Array(length);
export const bufferOf = reader<ArrayBuffer>(typedArrayPrototype, 'buffer');

const resizableGetter = getOwnPropertyDescriptor(ArrayBuffer.prototype, 'resizable')?.get;

/** Whether it is an ArrayBuffer whose length can change. */
export const isResizable = (value: unknown): boolean =>
  byteLengthOfBuffer(value) !== undefined &&
  resizableGetter !== undefined &&
  (apply(resizableGetter, value, NO_ARGUMENTS) as boolean);

/** The buffer of a view, which may be shared. */
export const bufferOfView = (view: ArrayBufferView): unknown =>
  (typedArrayTag(view) === undefined ? dataViewBuffer : bufferOf)(view);
const dataViewBuffer = reader(DataView.prototype, 'buffer');

/** Copies bytes into others. A detached buffer has none, and no view can be made of it. */
export function putBytes(into: Uint8Array, at: number, window: ByteWindow): void {
  if (window[2] > 0)
    apply(typedArraySet, into, [new NativeUint8Array(window[0], window[1], window[2]), at]);
}

/**
 * A copy of bytes in memory of their own. `slice` would ask `buffer.constructor[Symbol.species]`,
 * which a page may answer.
 */
export function copyBytes(window: ByteWindow): ArrayBuffer {
  const copy = newBytes(window[2]);
  putBytes(copy, 0, window);
  return bufferOf(copy);
}
