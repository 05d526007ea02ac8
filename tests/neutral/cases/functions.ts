import type { NeutralCase } from '../neutral-case.ts';
import { attempt, describeFunction, framesOf, withLongStacks } from '../observe.ts';

type AnyFunction = (...parameters: never[]) => unknown;

/** Everything a hook may replace, by the path a page reaches it. */
const functions: [string, () => AnyFunction][] = [
  ['WebSocket', () => WebSocket as unknown as AnyFunction],
  ['send', () => WebSocket.prototype.send],
  ['close', () => WebSocket.prototype.close],
  ['toString', () => Function.prototype.toString],
  ['the readyState getter', () => getter('readyState')],
  [
    'the onmessage setter',
    () => Object.getOwnPropertyDescriptor(WebSocket.prototype, 'onmessage')?.set as AnyFunction,
  ],
  ['addEventListener', () => EventTarget.prototype.addEventListener],
  ['dispatchEvent', () => EventTarget.prototype.dispatchEvent],
];

function getter(name: string): AnyFunction {
  return Object.getOwnPropertyDescriptor(WebSocket.prototype, name)?.get as AnyFunction;
}

function eachFunction(name: string, probe: (target: AnyFunction) => unknown): NeutralCase {
  return {
    name,
    run: () => functions.map(([label, target]) => [label, attempt(() => probe(target()))]),
  };
}

const toString = () => Function.prototype.toString;

/** How functions look from outside: the ways in which wrappers and proxies are told from native ones. */
export const cases: NeutralCase[] = [
  eachFunction('describe', describeFunction),
  eachFunction('String()', (target) => String(target)),
  eachFunction('its own toString()', (target) => target.toString()),
  eachFunction('template literal and concatenation', (target) => [`${target}`, target + '']),
  eachFunction('toString called through call, apply, bind and Reflect', (target) => [
    toString().call(target),
    toString().apply(target, []),
    toString().bind(target)(),
    Reflect.apply(toString(), target, []),
    Function.prototype.call.call(toString(), target),
  ]),
  eachFunction('toString.toString on it', (target) =>
    Function.prototype.toString.toString.call(target),
  ),
  eachFunction('tag and type', (target) => [Object.prototype.toString.call(target), typeof target]),
  eachFunction('source of a bound copy', (target) => describeFunction(target.bind(undefined))),
  eachFunction('source of a proxy around it', (target) => toString().call(new Proxy(target, {}))),
  eachFunction('Object.create(function).toString()', (target) => Object.create(target).toString()),
  {
    name: 'stack frames of Object.create(function).toString()',
    run: () =>
      withLongStacks(() =>
        functions.map(([label, target]) => {
          try {
            return [label, Object.create(target()).toString()];
          } catch (error) {
            return [label, framesOf((error as Error).stack)];
          }
        }),
      ),
  },
  eachFunction('cyclic prototype by Object.create', (target) => {
    const prototype = Object.getPrototypeOf(target);
    try {
      return Object.setPrototypeOf(target, Object.create(target)) === target;
    } finally {
      Object.setPrototypeOf(target, prototype);
    }
  }),
  eachFunction('cyclic prototype by itself', (target) => {
    const prototype = Object.getPrototypeOf(target);
    try {
      return Object.setPrototypeOf(target, target) === target;
    } finally {
      Object.setPrototypeOf(target, prototype);
    }
  }),
  eachFunction('Reflect.setPrototypeOf to a cycle', (target) => {
    const prototype = Object.getPrototypeOf(target);
    const done = Reflect.setPrototypeOf(target, Object.create(target));
    Reflect.setPrototypeOf(target, prototype);
    return done;
  }),
  eachFunction(
    'instanceof with it on the right',
    (target) => ({}) instanceof (target as unknown as typeof Object),
  ),
  eachFunction(
    'itself instanceof itself',
    (target) => target instanceof (target as unknown as typeof Object),
  ),
  eachFunction('new on it without arguments', (target) => Reflect.construct(target, [])),
  eachFunction('new expression on it', (target) => new (target as unknown as typeof Object)()),
  eachFunction('class extends it', (target) => {
    class Derived extends (target as unknown as typeof Object) {}
    return Object.getPrototypeOf(Derived) === target;
  }),
  eachFunction('arguments and caller', (target) => [
    attempt(() => (target as unknown as Record<string, unknown>).arguments),
    attempt(() => (target as unknown as Record<string, unknown>).caller),
  ]),
  eachFunction('arguments and caller assigned', (target) => [
    attempt(() => ((target as unknown as Record<string, unknown>).arguments = 1)),
    attempt(() => ((target as unknown as Record<string, unknown>).caller = 1)),
  ]),
  eachFunction('called on null, undefined and a function', (target) => [
    attempt(() => Reflect.apply(target, null, [])),
    attempt(() => Reflect.apply(target, undefined, [])),
    attempt(() => Reflect.apply(target, () => 1, [])),
  ]),
  eachFunction('structuredClone', (target) => structuredClone(target)),
  eachFunction('history.pushState with it', (target) => history.pushState(target, '')),
  eachFunction('name in error messages', (target) => [
    attempt(() => (target as unknown as { missing(): void }).missing()),
    attempt(() => (target as unknown as { missing: { deep: 1 } }).missing.deep),
    attempt(() => {
      const [first] = target as unknown as Iterable<unknown>;
      return first;
    }),
    attempt(() => ({ ...(target as object) })),
    attempt(() => Symbol.iterator in target),
  ]),
  eachFunction('adding, reading and deleting a property', (target) => {
    const open = target as unknown as Record<string, unknown>;
    open.added = 1;
    const keys = Reflect.ownKeys(target).map(String);
    return [keys, delete open.added, Reflect.ownKeys(target).map(String)];
  }),
  {
    ...eachFunction('deleting name and length', (target) => {
      const open = target as unknown as Record<string, unknown>;
      return [
        delete open.name,
        delete open.length,
        Reflect.ownKeys(target).map(String),
        open.name,
        open.length,
        String(target),
      ];
    }),
    ownPage: true,
  },
  {
    ...eachFunction('redefined name is not in the source', (target) => {
      Object.defineProperty(target, 'name', { value: 'renamed' });
      return String(target);
    }),
    ownPage: true,
  },
  {
    name: 'toString on what is not a function',
    run: () =>
      [
        undefined,
        null,
        5,
        'text',
        {},
        [],
        Symbol('s'),
        Object.create(Function.prototype),
        Object.create(WebSocket),
      ].map((value) => attempt(() => toString().call(value))),
  },
  {
    name: 'toString on every other kind of function',
    run: () => {
      class Page {
        method() {}
        static #hidden = 1;
        static read() {
          return Page.#hidden;
        }
      }
      const kinds: unknown[] = [
        function named() {},
        () => 1,
        async () => {},
        function* generator() {},
        async function* both() {},
        Page,
        Page.prototype.method,
        Page.read,
        Object,
        Math.max,
        (() => 1).bind(null),
        new Proxy(function inner() {}, {}),
        new Proxy(Page, {}),
        new Function('a', 'return a'),
        Object.getOwnPropertyDescriptor(Map.prototype, 'size')?.get,
        setTimeout,
        document.createElement,
        Function.prototype,
        Symbol,
        Promise,
        document.all,
      ];
      return kinds.map((kind) => attempt(() => toString().call(kind)));
    },
  },
  {
    name: 'toString with extra arguments and without a receiver',
    run: () => {
      const bare = toString();
      return [attempt(() => bare()), attempt(() => Reflect.apply(bare, Math.max, [1, 2]))];
    },
  },
  {
    name: 'new Function.prototype.toString',
    run: () => attempt(() => new (toString() as unknown as typeof Object)()),
  },
  {
    name: 'toString of a page function named like a hooked one',
    run: () => {
      const { send } = {
        send() {
          return 'mine';
        },
      };
      return [String(send), send.toString.call(send), String(class WebSocket {})];
    },
  },
  {
    name: 'a page replaces Function.prototype.toString and restores it',
    ownPage: true,
    run: () => {
      const native = Function.prototype.toString;
      const descriptor = Object.getOwnPropertyDescriptor(
        Function.prototype,
        'toString',
      ) as PropertyDescriptor;
      Function.prototype.toString = function () {
        return `mine ${native.call(this)}`;
      };
      const replaced = [
        String(WebSocket),
        String(WebSocket.prototype.send),
        native.call(WebSocket),
      ];
      Object.defineProperty(Function.prototype, 'toString', descriptor);
      return [replaced, String(WebSocket), String(native), Function.prototype.toString === native];
    },
  },
  {
    name: 'recursion depth seen inside a receiver conversion stays the same kind of error',
    run: () => {
      let depth = 0;
      const recurse = (): unknown => {
        depth++;
        return String({ toString: recurse });
      };
      const outcome = attempt(recurse) as { threw?: { name: string } };
      return [outcome.threw?.name, depth > 100];
    },
  },
];
