import type { NeutralCase } from '../neutral-case.ts';
import {
  attempt,
  describeDescriptor,
  describeFunction,
  describeObject,
  observe,
} from '../observe.ts';
import { closed, opened } from '../sockets.ts';

const described = [
  ['WebSocket', () => WebSocket],
  ['WebSocket.prototype', () => WebSocket.prototype],
  ['EventTarget', () => EventTarget],
  ['EventTarget.prototype', () => EventTarget.prototype],
  ['Event.prototype', () => Event.prototype],
  ['MessageEvent', () => MessageEvent],
  ['MessageEvent.prototype', () => MessageEvent.prototype],
  ['CloseEvent.prototype', () => CloseEvent.prototype],
  ['Function.prototype', () => Function.prototype],
  ['Object.prototype', () => Object.prototype],
  ['Blob.prototype', () => Blob.prototype],
  ['MessagePort.prototype', () => MessagePort.prototype],
  ['Reflect', () => Reflect],
] satisfies [string, () => object][];

/** What is visible without making a socket. */
export const cases: NeutralCase[] = [
  ...described.map(([label, target]) => ({
    name: `every own property of ${label}`,
    run: () => describeObject(target()),
  })),
  {
    name: "window's own WebSocket descriptor",
    run: () => describeDescriptor(Object.getOwnPropertyDescriptor(window, 'WebSocket')),
  },
  // Sorted, because Firefox adds each global at its first use: their order tells what was used.
  { name: 'own property names of window', run: () => Reflect.ownKeys(window).map(String).sort() },
  {
    name: 'own property names of window, in order',
    only: 'chromium',
    run: () => Reflect.ownKeys(window).map(String),
  },
  {
    name: 'enumerable properties of window and document',
    run: () => [
      Object.keys(window).sort(),
      Object.keys(document),
      Reflect.ownKeys(document).map(String),
    ],
  },
  { name: 'own symbols of window', run: () => Object.getOwnPropertySymbols(window).map(String) },
  {
    name: 'position of WebSocket among the properties of window',
    only: 'chromium',
    run: () => {
      const names = Object.getOwnPropertyNames(window);
      const index = names.indexOf('WebSocket');
      return [index, names.slice(index - 2, index + 3)];
    },
  },
  {
    name: 'prototype chains',
    run: () => [
      Object.getPrototypeOf(WebSocket) === EventTarget,
      Object.getPrototypeOf(WebSocket.prototype) === EventTarget.prototype,
      WebSocket.prototype.constructor === WebSocket,
      Object.getPrototypeOf(WebSocket.prototype.send) === Function.prototype,
      WebSocket === window.WebSocket &&
        WebSocket === self.WebSocket &&
        WebSocket === window.firstSeen.WebSocket,
    ],
  },
  {
    name: 'name, length and statics of the constructor',
    run: () => {
      const { name, length, CONNECTING, OPEN, CLOSING, CLOSED } = WebSocket;
      return { name, length, CONNECTING, OPEN, CLOSING, CLOSED };
    },
  },
  { name: 'enumeration of WebSocket with for-in', run: () => forIn(WebSocket) },
  { name: 'enumeration of WebSocket.prototype with for-in', run: () => forIn(WebSocket.prototype) },
  {
    name: 'Symbol.hasInstance and Symbol.species on the constructor',
    run: () => [
      Symbol.hasInstance in WebSocket,
      Object.hasOwn(WebSocket, Symbol.hasInstance),
      WebSocket[Symbol.hasInstance] === Function.prototype[Symbol.hasInstance],
      Symbol.species in WebSocket,
      observe((WebSocket as unknown as Record<symbol, unknown>)[Symbol.species]),
    ],
  },
  {
    name: 'a socket has no own keys and enumerates as native',
    async run(env) {
      const socket = new WebSocket(`${env.ws}/echo`);
      const look = () => ({
        ownKeys: Reflect.ownKeys(socket).map(String),
        keys: Object.keys(socket),
        enumerated: forIn(socket),
        json: JSON.stringify(socket),
        tag: Object.prototype.toString.call(socket),
        text: String(socket),
        extensible: Object.isExtensible(socket),
        constructor: socket.constructor === WebSocket,
        instance: [
          socket instanceof WebSocket,
          socket instanceof EventTarget,
          socket instanceof Object,
        ],
        prototype: Object.getPrototypeOf(socket) === WebSocket.prototype,
      });
      const before = look();
      await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
      const open = look();
      await closed(socket);
      return [before, open, look()];
    },
  },
  {
    name: 'keys added to the lists of a spread and an assigned socket',
    async run(env) {
      const socket = await opened(`${env.ws}/echo`);
      const copy = { ...socket };
      const assigned = Object.assign({}, socket);
      await closed(socket);
      return [Object.keys(copy), Object.keys(assigned), Object.entries(socket).length];
    },
  },
  {
    name: 'extensibility and freezing state of everything that can be patched',
    run: () =>
      [
        WebSocket,
        WebSocket.prototype,
        WebSocket.prototype.send,
        WebSocket.prototype.close,
        Function.prototype.toString,
      ].map((target) => [
        Object.isExtensible(target),
        Object.isSealed(target),
        Object.isFrozen(target),
      ]),
  },
  {
    name: 'constants cannot be assigned',
    run: () => [
      attempt(() => ((WebSocket as { OPEN: number }).OPEN = 7)),
      attempt(() => ((WebSocket.prototype as { OPEN: number }).OPEN = 7)),
      attempt(() => Object.defineProperty(WebSocket, 'OPEN', { value: 7 })),
      attempt(() => delete (WebSocket as { OPEN?: number }).OPEN),
      WebSocket.OPEN,
    ],
  },
  {
    name: 'accessors on a wrong receiver',
    run: () =>
      Object.entries(Object.getOwnPropertyDescriptors(WebSocket.prototype))
        .filter(([, descriptor]) => descriptor.get)
        .map(([name, { get, set }]) => [
          name,
          attempt(() => get?.call(WebSocket.prototype)),
          attempt(() => get?.call({})),
          attempt(() => get?.call(undefined)),
          attempt(() => set?.call({}, null)),
        ]),
  },
  {
    name: 'accessor functions of WebSocket.prototype',
    run: () =>
      Object.values(Object.getOwnPropertyDescriptors(WebSocket.prototype)).map(({ get, set }) => [
        describeFunction(get),
        describeFunction(set),
      ]),
  },
  {
    name: 'what Object.getOwnPropertyDescriptors gives, as text',
    run: () =>
      Object.entries(Object.getOwnPropertyDescriptors(WebSocket)).map(
        ([key, { value, ...rest }]) => [key, typeof value, JSON.stringify(rest)],
      ),
  },
];

function forIn(target: object): string[] {
  const names: string[] = [];
  for (const name in target) names.push(name);
  return names;
}
