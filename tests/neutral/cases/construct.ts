import type { NeutralCase } from '../neutral-case.ts';
import { attempt } from '../observe.ts';
import { closed } from '../sockets.ts';

type Loose = new (...parameters: unknown[]) => WebSocket;

/** Makes a socket as the page would, then says what its address became. */
function address(...parameters: unknown[]): string {
  const socket = new (WebSocket as unknown as Loose)(...parameters);
  socket.close();
  return socket.url;
}

const urls: [string, (env: { ws: string; origin: string }) => unknown][] = [
  ['empty string', () => ''],
  ['relative path', () => 'echo'],
  ['absolute path', () => '/echo?a=b'],
  ['scheme-relative', ({ ws }) => ws.replace('ws:', '')],
  ['http', ({ origin }) => `${origin}/echo`],
  ['https', () => 'https://127.0.0.1:1/echo'],
  ['ftp', () => 'ftp://127.0.0.1/'],
  ['javascript', () => 'javascript:1'],
  ['data', () => 'data:text/plain,1'],
  ['blob', () => 'blob:http://127.0.0.1/1'],
  ['fragment', ({ ws }) => `${ws}/echo#part`],
  ['empty fragment', ({ ws }) => `${ws}/echo#`],
  ['port out of range', () => 'ws://127.0.0.1:70000/'],
  ['port that is no number', () => 'ws://127.0.0.1:port/'],
  ['blocked port', () => 'ws://127.0.0.1:25/'],
  ['no host', () => 'ws://'],
  ['user information', ({ ws }) => ws.replace('//', '//user:secret@')],
  ['surrounding blanks', ({ ws }) => `  ${ws}/echo\n`],
  ['upper case', ({ ws }) => `${ws.toUpperCase()}/ECHO`],
  ['characters to escape', ({ ws }) => `${ws}/echo/é {}"<>?q=ü|#`],
  ['lone surrogate', ({ ws }) => `${ws}/echo?\ud800`],
  ['dots in the path', ({ ws }) => `${ws}/a/../echo`],
  ['default port', () => 'ws://127.0.0.1:80/'],
  ['IPv6', () => 'ws://[::1]:1/'],
  ['bad IPv6', () => 'ws://[::1/'],
  ['host with space', () => 'ws://a b/'],
  ['undefined', () => undefined],
  ['null', () => null],
  ['number', () => 5],
  ['object', () => ({})],
  ['array', ({ ws }) => [ws]],
  ['URL object', ({ ws }) => new URL(`${ws}/echo`)],
  ['String object', ({ ws }) => new String(`${ws}/echo`)],
  ['location', () => location],
  ['Symbol', () => Symbol('url')],
  ['null-prototype object', () => Object.create(null)],
  ['function', () => () => 1],
];

/** Calling and constructing, and the conversion of the first argument. */
export const cases: NeutralCase[] = [
  ...urls.map(([label, url]) => ({
    name: `url: ${label}`,
    run: (env: { ws: string; origin: string }) => attempt(() => address(url(env))),
  })),
  { name: 'no arguments', run: () => attempt(() => address()) },
  {
    name: 'extra arguments',
    run: (env) => attempt(() => address(`${env.ws}/echo`, [], { headers: {} }, 4)),
  },
  {
    name: 'without new',
    run: (env) => {
      const call = WebSocket as unknown as (...parameters: unknown[]) => unknown;
      return [
        attempt(() => call(`${env.ws}/echo`)),
        attempt(() => call()),
        attempt(() => call.call({}, `${env.ws}/echo`)),
        attempt(() => call.call(Object.create(WebSocket.prototype), `${env.ws}/echo`)),
        attempt(() => call.apply(null, [])),
        attempt(() => Reflect.apply(call, undefined, [])),
        attempt(() => call.bind({})(`${env.ws}/echo`)),
        attempt(() => call.call(window.WebSocket)),
      ];
    },
  },
  {
    name: 'without new, arguments are not converted',
    run: () => {
      let calls = 0;
      const call = WebSocket as unknown as (url: unknown) => unknown;
      const outcome = attempt(() => call({ toString: () => `ws://127.0.0.1:1/${calls++}` }));
      return [outcome, calls];
    },
  },
  {
    name: 'new on a bound constructor',
    run: (env) =>
      attempt(() => {
        const socket = new (WebSocket.bind(null, `${env.ws}/echo`) as unknown as Loose)();
        socket.close();
        return [socket instanceof WebSocket, socket.url];
      }),
  },
  {
    name: 'url conversion: counted, once, string hint',
    run: (env) => {
      const calls: string[] = [];
      const url = {
        toString: () => (calls.push('toString'), `${env.ws}/echo`),
        valueOf: () => (calls.push('valueOf'), 'no'),
      };
      const primitive = {
        [Symbol.toPrimitive]: (hint: string) => (
          calls.push(`toPrimitive ${hint}`),
          `${env.ws}/echo`
        ),
      };
      return [attempt(() => address(url)), attempt(() => address(primitive)), calls];
    },
  },
  {
    name: 'url conversion falls back to valueOf',
    run: (env) => attempt(() => address({ toString: () => ({}), valueOf: () => `${env.ws}/echo` })),
  },
  {
    name: 'url conversion that throws',
    run: () => {
      const marker = new RangeError('mine');
      let same = false;
      try {
        address({
          toString() {
            throw marker;
          },
        });
      } catch (error) {
        same = error === marker;
      }
      return [same, attempt(() => address({ toString: () => ({}), valueOf: () => ({}) }))];
    },
  },
  {
    name: 'url and protocols are converted in order, before the url is parsed',
    run: () => {
      const calls: string[] = [];
      const url = { toString: () => (calls.push('url'), 'not a url:') };
      const protocols = {
        get [Symbol.iterator]() {
          calls.push('get iterator');
          return function* () {
            calls.push('iterate');
            yield 'a';
          };
        },
      };
      return [attempt(() => address(url, protocols)), calls];
    },
  },
  {
    name: 'url conversion that makes another socket',
    run: (env) => {
      const made: WebSocket[] = [];
      const url = {
        toString: () => (made.push(new WebSocket(`${env.ws}/echo?inner`)), `${env.ws}/echo?outer`),
      };
      const outer = new WebSocket(url as unknown as string);
      const seen = [outer.url.slice(-5), made[0]?.url.slice(-5), made[0] === outer];
      for (const socket of [outer, ...made]) socket.close();
      return seen;
    },
  },
  {
    name: 'newTarget: another function',
    async run(env) {
      function Other() {}
      const socket = Reflect.construct(WebSocket, [`${env.ws}/echo`], Other) as WebSocket;
      const url = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'url')?.get?.call(socket);
      const seen = [
        Object.getPrototypeOf(socket) === Other.prototype,
        socket instanceof WebSocket,
        Object.prototype.toString.call(socket),
        url === `${env.ws}/echo`,
      ];
      WebSocket.prototype.close.call(socket);
      return seen;
    },
  },
  {
    name: 'newTarget: Object, Array, a proxy, a bound function',
    run: (env) =>
      [
        Object,
        Array,
        new Proxy(WebSocket, {}),
        WebSocket.bind(null),
        Reflect.construct,
        () => 1,
        {},
        undefined,
      ].map((newTarget) =>
        attempt(() => {
          const socket = Reflect.construct(
            WebSocket,
            [`${env.ws}/echo`],
            newTarget as typeof Object,
          ) as WebSocket;
          const prototype = Object.getPrototypeOf(socket);
          WebSocket.prototype.close.call(socket);
          return [
            prototype === WebSocket.prototype,
            prototype === Object.prototype,
            prototype === Array.prototype,
          ];
        }),
      ),
  },
  {
    name: 'newTarget: its prototype is not an object',
    run: (env) =>
      [undefined, null, 5, 'text'].map((prototype) => {
        const target = function () {};
        target.prototype = prototype;
        const socket = Reflect.construct(WebSocket, [`${env.ws}/echo`], target) as WebSocket;
        WebSocket.prototype.close.call(socket);
        return Object.getPrototypeOf(socket) === WebSocket.prototype;
      }),
  },
  {
    name: 'newTarget: when its prototype is read, relative to the arguments',
    run: (env) => {
      const calls: string[] = [];
      const newTarget = new Proxy(function () {}, {
        get(target, key, receiver) {
          calls.push(`get ${String(key)}`);
          return Reflect.get(target, key, receiver);
        },
      });
      const url = { toString: () => (calls.push('url'), `${env.ws}/echo`) };
      const protocols = {
        [Symbol.iterator]: function* () {
          calls.push('iterate');
        },
      };
      const outcome = attempt(() => {
        const socket = Reflect.construct(WebSocket, [url, protocols], newTarget) as WebSocket;
        WebSocket.prototype.close.call(socket);
        return true;
      });
      return [outcome, calls];
    },
  },
  {
    name: 'newTarget: its prototype is not read when an argument throws',
    run: () => {
      const calls: string[] = [];
      const newTarget = new Proxy(function () {}, {
        get: (target, key, receiver) => (
          calls.push(`get ${String(key)}`),
          Reflect.get(target, key, receiver)
        ),
      });
      return [
        attempt(() => Reflect.construct(WebSocket, [], newTarget)),
        attempt(() => Reflect.construct(WebSocket, ['not a url:'], newTarget)),
        attempt(() => Reflect.construct(WebSocket, [Symbol('url')], newTarget)),
        calls,
      ];
    },
  },
  {
    name: 'newTarget: a prototype getter that throws',
    run: (env) => {
      const calls: string[] = [];
      const newTarget = new Proxy(function () {}, {
        get() {
          throw new RangeError('prototype');
        },
      });
      const url = { toString: () => (calls.push('url'), `${env.ws}/echo`) };
      return [attempt(() => Reflect.construct(WebSocket, [url], newTarget)), calls];
    },
  },
  {
    name: 'Reflect.construct with an array-like of arguments',
    run: (env) => {
      const calls: string[] = [];
      const list = new Proxy(
        { length: 2, 0: `${env.ws}/echo`, 1: 'a' },
        {
          get: (target, key, receiver) => (
            calls.push(String(key)),
            Reflect.get(target, key, receiver)
          ),
        },
      );
      const outcome = attempt(() => {
        const socket = Reflect.construct(WebSocket, list);
        socket.close();
        return socket.readyState;
      });
      return [outcome, calls];
    },
  },
  {
    name: 'state right after the constructor',
    async run(env) {
      const socket = new WebSocket(`${env.ws}/echo?x#`.replace('#', ''), ['a', 'b']);
      const { readyState, url, protocol, extensions, bufferedAmount, binaryType } = socket;
      const { onopen, onmessage, onerror, onclose } = socket;
      const seen = {
        readyState,
        url,
        protocol,
        extensions,
        bufferedAmount,
        binaryType,
        onopen,
        onmessage,
        onerror,
        onclose,
      };
      await closed(socket);
      return seen;
    },
  },
];
