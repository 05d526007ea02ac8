import type { CaseEnvironment, NeutralCase } from '../neutral-case.ts';
import { attempt, attemptAsync } from '../observe.ts';
import { closed, next } from '../sockets.ts';

type Loose = new (...parameters: unknown[]) => WebSocket;

/** What the server is offered, for a conversion that succeeds; else the error. */
async function offered(env: CaseEnvironment, protocols: unknown): Promise<unknown> {
  return attemptAsync(async () => {
    const key = env.key();
    const socket = new (WebSocket as unknown as Loose)(
      `${env.ws}/echo?pick=b&key=${key}`,
      protocols,
    );
    const event = await Promise.race([next(socket, 'open'), next(socket, 'close')]);
    const { protocol } = socket;
    await closed(socket);
    return { protocol, event: event.type, offered: (await env.seen(key)).protocols };
  });
}

const accepted: [string, () => unknown][] = [
  ['a string', () => 'b'],
  ['an array', () => ['a', 'b']],
  ['a Set', () => new Set(['a', 'b'])],
  [
    'a generator',
    () =>
      (function* () {
        yield 'a';
        yield 'b';
      })(),
  ],
  ['a Map', () => new Map([['b', 1]]).keys()],
  ['an object with toString', () => ({ toString: () => 'b' })],
  ['an array of objects with toString', () => [{ toString: () => 'a' }, { toString: () => 'b' }]],
  ['a String object', () => new String('b')],
  ['numbers and null in an array', () => [5, null, 'b']],
  ['typed array', () => new Uint8Array([1, 2])],
];

const refused: [string, () => unknown][] = [
  ['empty string', () => ''],
  ['duplicate', () => ['b', 'b']],
  ['duplicate in another case', () => ['b', 'B', 'b']],
  ['with a space', () => ['b c']],
  ['separator', () => ['b/c']],
  ['non-ASCII', () => ['bé']],
  ['a hole', () => [, 'b']],
  ['a Symbol', () => Symbol('b')],
  ['a Symbol in an array', () => ['b', Symbol('b')]],
  ['Symbol.iterator is no function', () => ({ [Symbol.iterator]: 5 })],
  ['Symbol.iterator gives no object', () => ({ [Symbol.iterator]: () => 5 })],
  ['next is no function', () => ({ [Symbol.iterator]: () => ({}) })],
  ['next gives no object', () => ({ [Symbol.iterator]: () => ({ next: () => 5 }) })],
  ['null-prototype object', () => Object.create(null)],
  ['a function', () => () => 'b'],
  ['an object', () => ({})],
  ['true', () => true],
];

/** The second argument: what reaches the server, what throws, and what the page's iterables see. */
export const cases: NeutralCase[] = [
  ...accepted.map(([label, protocols]) => ({
    name: `protocols: ${label}`,
    run: (env: CaseEnvironment) => offered(env, protocols()),
  })),
  ...refused.map(([label, protocols]) => ({
    name: `protocols refused: ${label}`,
    run: (env: CaseEnvironment) =>
      attempt(() => {
        const socket = new (WebSocket as unknown as Loose)(`${env.ws}/echo`, protocols());
        socket.close();
        return 'made';
      }),
  })),
  {
    name: 'protocols: undefined, missing, empty array, null and a number',
    async run(env) {
      const results: unknown[] = [];
      for (const parameters of [[undefined], [], [[]], [null], [5]]) {
        const key = env.key();
        const socket = new (WebSocket as unknown as Loose)(
          `${env.failing}/echo?pick=${String(parameters[0])}&key=${key}`,
          ...parameters,
        );
        await Promise.race([next(socket, 'open'), next(socket, 'close')]);
        const { protocol } = socket;
        await closed(socket);
        results.push([protocol, (await env.seen(key)).protocols]);
      }
      return results;
    },
  },
  {
    name: 'protocols: an iterable that throws is not closed, one with a bad item is or is not as native',
    run: (env) => {
      const calls: string[] = [];
      const iterable = (items: unknown[], failAt: number) => ({
        [Symbol.iterator]() {
          let index = 0;
          calls.push('iterator');
          return {
            next() {
              calls.push(`next ${index}`);
              if (index === failAt) throw new RangeError('next');
              return { done: index >= items.length, value: items[index++] };
            },
            return() {
              calls.push('return');
              return {};
            },
          };
        },
      });
      const make = (protocols: unknown) =>
        attempt(() => new (WebSocket as unknown as Loose)(`${env.ws}/echo`, protocols).close());
      const throwing = {
        toString() {
          throw new RangeError('item');
        },
      };
      return [
        make(iterable(['a', 'b'], 1)),
        make(iterable(['a', Symbol('b'), 'c'], -1)),
        make(iterable([throwing, 'c'], -1)),
        calls,
      ];
    },
  },
  {
    name: 'protocols: how often an iterable is iterated',
    run: (env) => {
      let iterations = 0;
      const protocols = {
        get [Symbol.iterator]() {
          iterations++;
          return () => ['a'][Symbol.iterator]();
        },
      };
      const once = {
        *[Symbol.iterator]() {
          yield 'a';
        },
      }[Symbol.iterator]();
      const make = (value: unknown) =>
        attempt(() => new (WebSocket as unknown as Loose)(`${env.ws}/echo`, value).close());
      return [make(protocols), iterations, make(once), [...once]];
    },
  },
  {
    name: 'protocols: what a proxy around an array sees',
    run: (env) => {
      const calls: string[] = [];
      const traps: ProxyHandler<object> = {};
      for (const trap of [
        'get',
        'has',
        'ownKeys',
        'getOwnPropertyDescriptor',
        'getPrototypeOf',
      ] as const) {
        traps[trap] = ((...parameters: unknown[]) => {
          calls.push(`${trap} ${String(parameters[1] ?? '')}`);
          return (Reflect[trap] as (...rest: unknown[]) => unknown)(...parameters);
        }) as never;
      }
      const outcome = attempt(() =>
        new WebSocket(`${env.ws}/echo`, new Proxy(['a', 'b'], traps) as string[]).close(),
      );
      return [outcome, calls];
    },
  },
  {
    name: 'protocols: a page that changed Array.prototype[Symbol.iterator]',
    ownPage: true,
    run: (env) => {
      const native = Array.prototype[Symbol.iterator];
      let calls = 0;
      Array.prototype[Symbol.iterator] = function () {
        calls++;
        return native.call(['replaced']);
      };
      const outcome = attempt(() => new WebSocket(`${env.ws}/echo`, ['b b']).close());
      Array.prototype[Symbol.iterator] = native;
      return [outcome, calls];
    },
  },
  {
    name: 'protocols: the server picks none of those offered',
    async run(env) {
      const socket = new WebSocket(`${env.failing}/echo?pick=z`, ['a', 'b']);
      const log = env.log();
      for (const type of ['open', 'error', 'close'])
        socket.addEventListener(type, log.listener(''));
      await Promise.race([next(socket, 'open'), next(socket, 'close')]);
      const { protocol, readyState } = socket;
      await closed(socket);
      return [log.entries, protocol, readyState];
    },
  },
];
