import type { CaseEnvironment, NeutralCase } from '../neutral-case.ts';
import { attempt } from '../observe.ts';
import { next, opened } from '../sockets.ts';

type LooseClose = { close(...parameters: unknown[]): unknown };

/** One close() on an open socket; when it throws, a plain close() follows. */
async function closeWith(env: CaseEnvironment, parameters: unknown[]): Promise<unknown> {
  const key = env.key();
  const socket = await opened(`${env.ws}/echo?key=${key}`);
  const ended = next<CloseEvent>(socket, 'close');
  const outcome = attempt(() => (socket as unknown as LooseClose).close(...parameters));
  const state = socket.readyState;
  if (state === WebSocket.OPEN) socket.close();
  const { code, reason, wasClean } = await ended;
  return {
    outcome,
    state,
    event: { code, reason, wasClean },
    server: (await env.seen(key)).close,
    after: socket.readyState,
  };
}

const parameters: [string, () => unknown[]][] = [
  ['nothing', () => []],
  ['1000', () => [1000]],
  ['1000 and a reason', () => [1000, 'done é']],
  ['3000', () => [3000]],
  ['4999', () => [4999, '']],
  ['1001', () => [1001]],
  ['1005', () => [1005]],
  ['1006', () => [1006]],
  ['2999', () => [2999]],
  ['5000', () => [5000]],
  ['0', () => [0]],
  ['-1', () => [-1]],
  ['NaN', () => [NaN]],
  ['Infinity', () => [Infinity]],
  ['a fraction', () => [3000.9]],
  ["'3000'", () => ['3000']],
  ["'text'", () => ['text']],
  ['70000', () => [70000]],
  ['68536, which wraps to 3000', () => [65536 + 3000]],
  ['null', () => [null]],
  ['undefined', () => [undefined]],
  ['undefined and a reason', () => [undefined, 'why']],
  ['null and a reason', () => [null, 'why']],
  ['true', () => [true]],
  ['an object', () => [{}]],
  ['a bigint', () => [3000n]],
  ['a Symbol', () => [Symbol('code')]],
  ['a Symbol as reason', () => [3000, Symbol('reason')]],
  ['null as reason', () => [3000, null]],
  ['undefined as reason', () => [3000, undefined]],
  ['a number as reason', () => [3000, 5]],
  ['123 bytes of reason', () => [3000, 'x'.repeat(123)]],
  ['124 bytes of reason', () => [3000, 'x'.repeat(124)]],
  ['124 bytes in 62 characters', () => [3000, 'é'.repeat(62)]],
  ['122 bytes in 61 characters', () => [3000, 'é'.repeat(61)]],
  ['too long a reason and a bad code', () => [1001, 'x'.repeat(200)]],
  ['lone surrogate in the reason', () => [3000, 'a\ud800b']],
  ['extra arguments', () => [3000, 'a', 'b', {}]],
];

export const cases: NeutralCase[] = [
  ...parameters.map(([label, list]) => ({
    name: `close: ${label}`,
    run: (env: CaseEnvironment) => closeWith(env, list()),
  })),
  {
    name: 'close: conversions, their order and what throws in them',
    async run(env) {
      const log = env.log();
      const code = { valueOf: () => (log.add('code'), 3005) };
      const reason = { toString: () => (log.add('reason'), 'converted') };
      const result = await closeWith(env, [code, reason]);
      const throwing = {
        valueOf() {
          throw new RangeError('mine');
        },
      };
      return [
        result,
        await closeWith(env, [throwing, reason]),
        await closeWith(env, [
          3000,
          {
            toString() {
              throw new RangeError('mine');
            },
          },
        ]),
        log.entries,
      ];
    },
  },
  {
    name: 'close: a conversion that closes and sends',
    async run(env) {
      const key = env.key();
      const socket = await opened(`${env.ws}/echo?key=${key}`);
      const ended = next<CloseEvent>(socket, 'close');
      const code = { valueOf: () => (socket.send('inside'), socket.close(3001, 'inner'), 3002) };
      const outcome = attempt(() => (socket as unknown as LooseClose).close(code, 'outer'));
      const { code: seen, reason } = await ended;
      return [outcome, seen, reason, await env.seen(key)];
    },
  },
  {
    name: 'close: wrong receivers',
    run: () => {
      let conversions = 0;
      const code = { valueOf: () => conversions++ };
      const { close } = WebSocket.prototype;
      const receivers = [
        undefined,
        null,
        {},
        5,
        WebSocket.prototype,
        WebSocket,
        Object.create(WebSocket.prototype),
        new EventTarget(),
      ];
      return [
        receivers.map((receiver) =>
          attempt(() => close.call(receiver as WebSocket, code as never)),
        ),
        conversions,
      ];
    },
  },
  {
    name: 'close: twice, and after the close event, first code wins',
    async run(env) {
      const key = env.key();
      const socket = await opened(`${env.ws}/echo?key=${key}`);
      const ended = next<CloseEvent>(socket, 'close');
      const outcomes = [
        attempt(() => socket.close(3001, 'one')),
        attempt(() => socket.close(3002, 'two')),
        attempt(() => socket.close(1, 'bad')),
      ];
      const { code, reason } = await ended;
      outcomes.push(
        attempt(() => socket.close(3003)),
        attempt(() => socket.close(1)),
        attempt(() => socket.close(3000, 'x'.repeat(124))),
      );
      return [outcomes, code, reason, socket.readyState, (await env.seen(key)).close];
    },
  },
  {
    name: 'close: while CONNECTING',
    async run(env) {
      const log = env.log();
      const socket = new WebSocket(`${env.failing}/slow?key=${env.key()}`);
      for (const type of ['open', 'message', 'error', 'close']) {
        socket.addEventListener(type, (event) => {
          const { code, reason, wasClean } = event as CloseEvent;
          log.add(`${type} ${code} ${reason} ${wasClean} ${socket.readyState}`);
        });
      }
      const ended = next(socket, 'close');
      const outcome = attempt(() => socket.close(3000, 'early'));
      log.add(`state ${socket.readyState}`);
      Promise.resolve().then(() => log.add('microtask'));
      await ended;
      return [outcome, log.entries, socket.readyState];
    },
  },
  {
    name: 'close: while CONNECTING with bad arguments leaves it connecting',
    async run(env) {
      const socket = new WebSocket(`${env.ws}/echo`);
      const outcomes = [
        attempt(() => socket.close(1)),
        attempt(() => socket.close(3000, 'x'.repeat(124))),
      ];
      const state = socket.readyState;
      await next(socket, 'open');
      const ended = next(socket, 'close');
      socket.close();
      await ended;
      return [outcomes, state];
    },
  },
  {
    name: 'close: in the open handler, before the other open listeners',
    async run(env) {
      const log = env.log();
      const socket = new WebSocket(`${env.ws}/echo`);
      socket.addEventListener(
        'open',
        () => (socket.close(3000), log.add(`first ${socket.readyState}`)),
      );
      socket.addEventListener('open', () => log.add(`second ${socket.readyState}`));
      socket.addEventListener('error', log.listener('error'));
      const { code } = await next<CloseEvent>(socket, 'close');
      return [log.entries, code];
    },
  },
  {
    name: 'close: messages on their way when it is called',
    async run(env) {
      const log = env.log();
      const socket = new WebSocket(`${env.ws}/burst?n=5`);
      socket.onmessage = ({ data }) => {
        log.add(`${data} ${socket.readyState}`);
        if (data === 'burst 1') socket.close(3000, 'enough');
      };
      const { code, reason, wasClean } = await next<CloseEvent>(socket, 'close');
      return [log.entries, code, reason, wasClean];
    },
  },
  {
    name: 'close: queued sends arrive first',
    async run(env) {
      const key = env.key();
      const socket = await opened(`${env.ws}/echo?key=${key}`);
      for (let index = 0; index < 20; index++) socket.send(`${index} ${'x'.repeat(1000)}`);
      socket.send(new Blob(['last']));
      const ended = next<CloseEvent>(socket, 'close');
      socket.close(3000);
      const { code, wasClean } = await ended;
      const { messages, close } = await env.seen(key);
      return [code, wasClean, messages.length, messages.at(-1), close, socket.bufferedAmount];
    },
  },
];
