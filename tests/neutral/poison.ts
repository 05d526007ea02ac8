/** Counting wrappers around what a hook could be tempted to call. Runs in the page's first own script. */

type AnyFunction = (...parameters: unknown[]) => unknown;

const { apply, construct, ownKeys, defineProperty, getOwnPropertyDescriptor, deleteProperty } =
  Reflect;
const { fromEntries, entries, create } = Object;
const counts = create(null) as Record<string, number>;
let counting = false;

/** Property names that code without care reads or writes on plain objects and so on `Object.prototype`. */
const NAMES = [
  'get',
  'set',
  'value',
  'enumerable',
  'configurable',
  'writable',
  'apply',
  'construct',
  'has',
  'then',
  'done',
  'next',
  'return',
  'capture',
  'once',
  'passive',
  'signal',
  'detail',
  'bubbles',
  'cancelable',
  'composed',
  'relatedTarget',
  'data',
  'ports',
  'origin',
  'source',
  'lastEventId',
  'type',
  'length',
  'toString',
  'handleEvent',
  'transfer',
  'size',
  'text',
  'code',
  'reason',
  'url',
  'id',
  'kind',
  'state',
  'payload',
  'time',
  'flags',
  'weight',
  'connection',
  'socket',
  'stack',
  'error',
  'message',
  'name',
  '0',
  '1',
  '2',
];

function count(name: string): void {
  if (counting) counts[name] = (counts[name] ?? 0) + 1;
}

/** Wraps every own function and accessor of `target`; `label` names them in the counts. */
function wrapMembers(label: string, target: object, except: readonly PropertyKey[] = []): void {
  const keys = ownKeys(target);
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as PropertyKey;
    if (key === 'constructor' || key === 'prototype' || except.includes(key)) continue;
    const descriptor = getOwnPropertyDescriptor(target, key);
    if (!descriptor?.configurable) continue;
    const name = `${label}.${String(key)}`;
    const { value, get, set } = descriptor as {
      value?: unknown;
      get?: AnyFunction;
      set?: AnyFunction;
    };
    const wrapped: PropertyDescriptor = create(null);
    wrapped.configurable = true;
    wrapped.enumerable = descriptor.enumerable as boolean;
    if (typeof value === 'function') {
      wrapped.value = wrapFunction(name, value as AnyFunction);
      wrapped.writable = true;
    } else if (get || set) {
      if (get) wrapped.get = wrapFunction(`get ${name}`, get);
      if (set) wrapped.set = wrapFunction(`set ${name}`, set);
    } else continue;
    defineProperty(target, key, wrapped);
  }
}

function wrapFunction(name: string, native: AnyFunction): AnyFunction {
  return function (this: unknown, ...parameters: unknown[]) {
    count(name);
    return new.target ? construct(native, parameters, native) : apply(native, this, parameters);
  };
}

function wrapConstructor(holder: Record<string, unknown>, name: string): void {
  const native = holder[name];
  if (typeof native !== 'function') return;
  holder[name] = new Proxy(native, {
    apply: (target, self, parameters) => (
      count(`${name}()`),
      apply(target as AnyFunction, self, parameters)
    ),
    construct: (target, parameters, newTarget) => (
      count(`new ${name}`),
      construct(target, parameters, newTarget) as object
    ),
  });
}

/** Replaces the built-ins of this realm. */
export function poisonBuiltIns(): void {
  const global = window as unknown as Record<string, { prototype: object } & object>;
  const prototypes = [
    'Map',
    'Set',
    'WeakMap',
    'WeakSet',
    'WeakRef',
    'FinalizationRegistry',
    'Promise',
    'String',
    'Number',
    'Boolean',
    'Symbol',
    'BigInt',
    'Date',
    'RegExp',
    'Error',
    'DOMException',
    'ArrayBuffer',
    'DataView',
    'Uint8Array',
    'Blob',
    'File',
    'FileReader',
    'URL',
    'URLSearchParams',
    'TextEncoder',
    'TextDecoder',
    'EventTarget',
    'Event',
    'CustomEvent',
    'MessageEvent',
    'CloseEvent',
    'FocusEvent',
    'MessagePort',
    'MessageChannel',
    'BroadcastChannel',
    'AbortController',
    'AbortSignal',
    'Performance',
    'Node',
    'Element',
    'HTMLElement',
    'Document',
    'XMLHttpRequest',
    'Storage',
    'Worker',
    'Array',
    'Function',
    'Object',
  ];
  for (const name of prototypes) {
    const target = global[name];
    // Own wrappers would call these two for ever.
    if (target)
      wrapMembers(
        `${name}.prototype`,
        target.prototype,
        name === 'Object' ? ['__proto__', 'hasOwnProperty'] : [],
      );
  }
  wrapMembers('TypedArray.prototype', Object.getPrototypeOf(Uint8Array.prototype) as object);
  wrapMembers('ArrayIterator.prototype', Object.getPrototypeOf([][Symbol.iterator]()) as object);
  wrapMembers(
    'Generator.prototype',
    Object.getPrototypeOf(Object.getPrototypeOf((function* () {})())) as object,
  );
  for (const name of [
    'Reflect',
    'JSON',
    'Math',
    'Atomics',
    'Object',
    'Array',
    'Promise',
    'Date',
    'Symbol',
    'String',
    'Number',
    'ArrayBuffer',
    'Error',
    'URL',
    'console',
    'performance',
  ]) {
    wrapMembers(name, global[name] as object, ['name', 'length', 'stackTraceLimit']);
  }
  for (const name of [
    'setTimeout',
    'setInterval',
    'clearTimeout',
    'clearInterval',
    'queueMicrotask',
    'requestAnimationFrame',
    'requestIdleCallback',
    'structuredClone',
    'postMessage',
    'addEventListener',
    'removeEventListener',
    'dispatchEvent',
    'fetch',
    'reportError',
    'btoa',
    'atob',
    'String',
    'Number',
    'isNaN',
    'parseInt',
  ]) {
    const native = global[name] as unknown as AnyFunction | undefined;
    if (native && name !== 'String' && name !== 'Number')
      (global as Record<string, unknown>)[name] = wrapFunction(name, native);
  }
  for (const name of [
    'Map',
    'Set',
    'WeakMap',
    'WeakSet',
    'WeakRef',
    'Promise',
    'Proxy',
    'Blob',
    'URL',
    'Error',
    'TypeError',
    'Uint8Array',
    'ArrayBuffer',
    'DataView',
    'CustomEvent',
    'MessageEvent',
    'FocusEvent',
    'Event',
    'MessageChannel',
    'TextEncoder',
    'AbortController',
    'EventTarget',
    'Date',
    'FileReader',
    'FinalizationRegistry',
    'BroadcastChannel',
  ]) {
    wrapConstructor(window as unknown as Record<string, unknown>, name);
  }
  (Error as unknown as Record<string, unknown>).prepareStackTrace = () => (
    count('Error.prepareStackTrace'),
    'prepared'
  );
}

/** Counts from now on, with accessors on `Object.prototype` and index setters on `Array.prototype` too. */
export function startCounting(): void {
  for (const [label, target] of [
    ['Object.prototype', Object.prototype],
    ['Array.prototype', Array.prototype],
  ] as const) {
    for (let index = 0; index < NAMES.length; index++) {
      const name = NAMES[index] as string;
      if (getOwnPropertyDescriptor(target, name)) continue;
      const accessor = create(null) as PropertyDescriptor;
      accessor.configurable = true;
      accessor.get = () => void count(`get ${label}.${name}`);
      accessor.set = function (this: object, value: unknown) {
        count(`set ${label}.${name}`);
        const own = create(null) as PropertyDescriptor;
        own.value = value;
        own.configurable = own.enumerable = own.writable = true;
        defineProperty(this, name, own);
      };
      defineProperty(target, name, accessor);
      added[added.length] = [target, name];
    }
  }
  counting = true;
}

const added: [object, string][] = [];

/** Ends the count and takes the accessors away again. */
export function stopCounting(): Record<string, number> {
  counting = false;
  for (let index = 0; index < added.length; index++) {
    const [target, name] = added[index] as [object, string];
    deleteProperty(target, name);
  }
  return fromEntries(entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
