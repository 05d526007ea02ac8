import type { CaseEnvironment, NeutralCase } from '../neutral-case.ts';
import type { EventLog } from '../event-log.ts';
import { attempt, describeDescriptor } from '../observe.ts';
import { next } from '../sockets.ts';

/** One use of whatever `WebSocket` is now. */
async function use(env: CaseEnvironment, log: EventLog): Promise<void> {
  const socket = new WebSocket(`${env.ws}/echo`);
  log.add(
    `${socket instanceof WebSocket} ${Object.prototype.toString.call(socket)} ${Reflect.ownKeys(socket).length}`,
  );
  await next(socket, 'open');
  socket.onmessage = ({ data }) => log.add(`message ${data}`);
  socket.send('used');
  await next(socket, 'message');
  const ended = next<CloseEvent>(socket, 'close');
  socket.close(3000, 'done');
  const { code, reason } = await ended;
  log.add(`close ${code} ${reason}`);
}

function wrapCase(name: string, wrap: (log: EventLog) => unknown): NeutralCase {
  return {
    name: `page wraps: ${name}`,
    ownPage: true,
    async run(env) {
      const log = env.log();
      const native = window.WebSocket;
      await use(env, log);
      const outcome = attempt(() => wrap(log));
      const used = await use(env, log).then(
        () => 'used',
        (error: Error) => `${error.name}: ${error.message}`,
      );
      log.add(String(attempt(() => (window.WebSocket = native)) && window.WebSocket === native));
      await use(env, log).catch((error: Error) => log.add(error.name));
      return [
        outcome,
        used,
        log.entries,
        describeDescriptor(Object.getOwnPropertyDescriptor(window, 'WebSocket')),
      ];
    },
  };
}

let earlyLog: string[] = [];

export const cases: NeutralCase[] = [
  wrapCase('a function around the constructor', (log) => {
    const Native = WebSocket;
    function Wrapped(...parameters: [string]) {
      log.add('wrapped');
      return new Native(...parameters);
    }
    Wrapped.prototype = Native.prototype;
    Object.assign(Wrapped, { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 });
    window.WebSocket = Wrapped as never;
  }),
  wrapCase('a class', (log) => {
    window.WebSocket = class extends WebSocket {
      constructor(...parameters: [string]) {
        super(...parameters);
        log.add('class');
        this.addEventListener('message', ({ data }) => log.add(`class saw ${data}`));
      }
      override send(data: string) {
        log.add(`class sends ${data}`);
        super.send(data);
      }
    } as never;
  }),
  wrapCase('a Proxy with a construct trap', (log) => {
    window.WebSocket = new Proxy(WebSocket, {
      construct: (target, parameters, newTarget) => (
        log.add('construct'),
        Reflect.construct(target, parameters, newTarget)
      ),
      get: (target, key, receiver) => (
        log.add(`get ${String(key)}`),
        Reflect.get(target, key, receiver)
      ),
    });
  }),
  wrapCase('send and close on the prototype', (log) => {
    const { send, close } = WebSocket.prototype;
    WebSocket.prototype.send = function (data) {
      log.add(`send ${String(data)}`);
      return send.call(this, data);
    };
    WebSocket.prototype.close = function (...parameters) {
      log.add(`close ${parameters.join()}`);
      return close.apply(this, parameters);
    };
    return [String(send), String(WebSocket.prototype.send)];
  }),
  wrapCase('EventTarget.prototype.addEventListener', (log) => {
    const { addEventListener } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (...parameters: never[]) {
      log.add(`add ${String(parameters[0])} ${Object.prototype.toString.call(this)}`);
      return (addEventListener as (...rest: never[]) => void).apply(this, parameters);
    };
  }),
  wrapCase('accessors of the prototype', (log) => {
    for (const name of [
      'url',
      'readyState',
      'bufferedAmount',
      'protocol',
      'extensions',
      'binaryType',
      'onmessage',
      'onclose',
    ]) {
      const native = Object.getOwnPropertyDescriptor(
        WebSocket.prototype,
        name,
      ) as PropertyDescriptor;
      Object.defineProperty(WebSocket.prototype, name, {
        ...native,
        get() {
          log.add(`get ${name}`);
          return native.get?.call(this);
        },
        ...(native.set && {
          set(value: unknown) {
            log.add(`set ${name}`);
            native.set?.call(this, value);
          },
        }),
      });
    }
  }),
  wrapCase('WebSocket is frozen', () => Object.isFrozen(Object.freeze(WebSocket))),
  wrapCase('WebSocket.prototype is frozen', () =>
    Object.isFrozen(Object.freeze(WebSocket.prototype)),
  ),
  wrapCase('WebSocket is sealed and not extensible', () => [
    Object.isSealed(Object.seal(WebSocket)),
    Object.isExtensible(Object.preventExtensions(WebSocket.prototype)),
  ]),
  wrapCase('send is frozen and has properties', () => {
    Object.assign(WebSocket.prototype.send, { extra: 1 });
    Object.freeze(WebSocket.prototype.send);
    return [
      Reflect.ownKeys(WebSocket.prototype.send).map(String),
      attempt(() => Object.assign(WebSocket.prototype.send, { extra: 2 })),
    ];
  }),
  wrapCase('the constructor property is deleted', () => [
    delete (WebSocket.prototype as { constructor?: unknown }).constructor,
    WebSocket.prototype.constructor === EventTarget,
  ]),
  wrapCase('send is deleted', () => [
    delete (WebSocket.prototype as { send?: unknown }).send,
    'send' in WebSocket.prototype,
  ]),
  wrapCase('window.WebSocket is deleted', () => [
    delete (window as { WebSocket?: unknown }).WebSocket,
    'WebSocket' in window,
  ]),
  wrapCase('window.WebSocket is undefined', () => (window.WebSocket = undefined as never)),
  wrapCase(
    'window.WebSocket is made read-only',
    () => void Object.defineProperty(window, 'WebSocket', { writable: false }),
  ),
  wrapCase('window.WebSocket is an accessor', (log) => {
    const native = WebSocket;
    Object.defineProperty(window, 'WebSocket', {
      configurable: true,
      get: () => (log.add('get'), native),
      set: () => log.add('set'),
    });
  }),
  wrapCase('Symbol.hasInstance and statics are defined', (log) => {
    Object.defineProperty(WebSocket, Symbol.hasInstance, {
      value: () => (log.add('hasInstance'), true),
    });
    Object.assign(WebSocket, { library: 1 });
    return Reflect.ownKeys(WebSocket).map(String);
  }),
  wrapCase('the prototype of WebSocket is changed', () => {
    Object.setPrototypeOf(WebSocket, Function.prototype);
    return [
      Object.getPrototypeOf(WebSocket) === Function.prototype,
      Object.getPrototypeOf(WebSocket.prototype) === EventTarget.prototype,
    ];
  }),
  wrapCase('WebSocket.prototype cannot be assigned', () => [
    attempt(() => ((WebSocket as { prototype: unknown }).prototype = {})),
    attempt(() => Object.defineProperty(WebSocket, 'prototype', { value: {} })),
    attempt(() => Object.setPrototypeOf(WebSocket.prototype, null)),
  ]),
  wrapCase('a mock replaces everything and gives it back', () => {
    const native = window.WebSocket;
    window.WebSocket = class Mock extends EventTarget {
      static readonly OPEN = 1;
    } as never;
    const seen = [WebSocket.name, WebSocket === native];
    window.WebSocket = native;
    return [...seen, WebSocket.name];
  }),
  {
    name: 'page wraps: before any other script of the page, around an early reference',
    ownPage: true,
    first() {
      const Native = WebSocket;
      const { send } = Native.prototype;
      earlyLog = [
        `${window.firstSeen.WebSocket === Native}`,
        Native.name,
        String(Native),
        Native.prototype.send.name,
      ];
      window.WebSocket = new Proxy(Native, {
        construct: (target, parameters, newTarget) => (
          earlyLog.push('early construct'),
          Reflect.construct(target, parameters, newTarget)
        ),
      });
      Native.prototype.send = function (data) {
        earlyLog.push('early send');
        return send.call(this, data);
      };
    },
    async run(env) {
      const log = env.log();
      await use(env, log);
      return [log.entries, earlyLog];
    },
  },
  {
    name: 'page wraps: references taken first, used after wrapping',
    ownPage: true,
    async run(env) {
      const { WebSocket: Early } = window.firstSeen;
      const { send, close } = Early.prototype;
      const url = Object.getOwnPropertyDescriptor(Early.prototype, 'url')?.get;
      window.WebSocket = class Other {} as never;
      Early.prototype.send = () => {
        throw new Error('replaced');
      };
      const socket = new Early(`${env.ws}/echo`);
      await next(socket, 'open');
      send.call(socket, 'early');
      const { data } = await next<MessageEvent>(socket, 'message');
      const ended = next<CloseEvent>(socket, 'close');
      close.call(socket, 3000);
      return [
        data,
        (await ended).code,
        String(url?.call(socket)).slice(-5),
        attempt(() => socket.send('x')),
      ];
    },
  },
  {
    name: 'page wraps: own properties on a socket',
    async run(env) {
      const socket = new WebSocket(`${env.ws}/echo`) as WebSocket & Record<string, unknown>;
      await next(socket, 'open');
      const log = env.log();
      const native = socket.send;
      socket.send = (data: unknown) => (
        log.add(`own send ${String(data)}`),
        native.call(socket, data as string)
      );
      Object.defineProperty(socket, 'readyState', { value: 42 });
      Object.defineProperty(socket, 'url', { get: () => (log.add('own url'), 'mine') });
      Object.freeze(socket);
      socket.send('x');
      const { data } = await next<MessageEvent>(socket, 'message');
      const seen = [
        data,
        socket.readyState,
        Reflect.ownKeys(socket).map(String),
        attempt(() => (socket.onmessage = () => {})),
      ];
      const ended = next(socket, 'close');
      socket.close();
      await ended;
      return [seen, log.entries];
    },
  },
];
