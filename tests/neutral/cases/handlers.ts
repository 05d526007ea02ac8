import type { NeutralCase } from '../neutral-case.ts';
import { attempt, describeDescriptor } from '../observe.ts';
import { closed, next, opened } from '../sockets.ts';

const handlerNames = ['onopen', 'onmessage', 'onerror', 'onclose'] as const;

/** The four handler attributes. */
export const cases: NeutralCase[] = [
  {
    name: 'handlers: what reads back after each kind of value',
    run: (env) => {
      const socket = new WebSocket(`${env.ws}/echo`);
      const object = { handleEvent() {} };
      const listener = () => {};
      const values = [
        listener,
        object,
        {},
        null,
        5,
        undefined,
        'text',
        true,
        Symbol('s'),
        [],
        class {},
        new Proxy(() => {}, {}),
        listener,
      ];
      const seen = handlerNames.map((name) =>
        values.map((value) => {
          const outcome = attempt(
            () => ((socket as unknown as Record<string, unknown>)[name] = value),
          );
          return [outcome, socket[name] === value, socket[name] === null];
        }),
      );
      socket.close();
      return [seen, Reflect.ownKeys(socket).map(String)];
    },
  },
  {
    name: 'handlers: order with listeners, re-assignment keeps the place, null and again moves it',
    async run(env) {
      const log = env.log();
      const socket = await opened(`${env.ws}/echo`);
      const round = async (name: string) => {
        log.add(`-- ${name}`);
        const last = new Promise((resolve) =>
          socket.addEventListener('message', resolve, { once: true }),
        );
        socket.send('x');
        await last;
      };
      socket.addEventListener('message', () => log.add('A'));
      socket.onmessage = () => log.add('B');
      socket.addEventListener('message', () => log.add('C'));
      await round('assigned');
      socket.onmessage = () => log.add('B2');
      await round('reassigned');
      socket.onmessage = null;
      await round('null');
      socket.onmessage = () => log.add('B3');
      await round('assigned after null');
      socket.onmessage = 5 as never;
      await round('5');
      socket.onmessage = {} as never;
      await round('plain object');
      socket.onmessage = () => log.add('B4');
      await round('function after object');
      socket.onmessage = { handleEvent: () => log.add('handleEvent') } as never;
      await round('object with handleEvent');
      await closed(socket);
      return log.entries;
    },
    expect: (result) => ((result as string[]).includes('B3') ? undefined : 'no handler ran'),
  },
  {
    name: 'handlers: an assignment before any listener holds the first place',
    async run(env) {
      const log = env.log();
      const socket = new WebSocket(`${env.ws}/echo`);
      socket.onopen = () => log.add('handler');
      socket.addEventListener('open', () => log.add('listener'));
      socket.onopen = () => log.add('handler, replaced');
      await next(socket, 'open');
      await closed(socket);
      return log.entries;
    },
  },
  {
    name: 'handlers: this, arguments, return values and preventDefault',
    async run(env) {
      const log = env.log();
      const socket = await opened(`${env.ws}/echo`);
      socket.onmessage = function (this: WebSocket, ...parameters: unknown[]) {
        log.add(`${this === socket} ${parameters.length} ${(parameters[0] as Event).type}`);
        (parameters[0] as Event).preventDefault();
        return false;
      } as never;
      socket.addEventListener('message', ({ defaultPrevented, returnValue, cancelable }) =>
        log.add(`${defaultPrevented} ${returnValue} ${cancelable}`),
      );
      socket.send('x');
      await next(socket, 'message');
      await closed(socket);
      return log.entries;
    },
  },
  {
    name: 'handlers: deleting and redefining on the instance',
    async run(env) {
      const log = env.log();
      const socket = await opened(`${env.ws}/echo`);
      socket.onmessage = () => log.add('handler');
      log.add(
        `delete ${String(Reflect.deleteProperty(socket, 'onmessage'))} ${typeof socket.onmessage}`,
      );
      socket.send('1');
      await next(socket, 'message');
      const outcome = attempt(() => {
        Object.defineProperty(socket, 'onmessage', {
          configurable: true,
          get: () => 'mine',
          set: (value) => log.add(`set ${typeof value}`),
        });
      });
      socket.onmessage = () => log.add('never');
      log.add(String(socket.onmessage));
      socket.send('2');
      await next(socket, 'message');
      delete (socket as { onmessage?: unknown }).onmessage;
      log.add(typeof socket.onmessage);
      await closed(socket);
      return [outcome, log.entries];
    },
  },
  {
    name: 'handlers: another library redefines them on the prototype',
    ownPage: true,
    async run(env) {
      const log = env.log();
      const native = Object.getOwnPropertyDescriptor(
        WebSocket.prototype,
        'onmessage',
      ) as PropertyDescriptor;
      Object.defineProperty(WebSocket.prototype, 'onmessage', {
        ...native,
        set(value: (event: MessageEvent) => void) {
          log.add('library set');
          native.set?.call(
            this,
            (event: MessageEvent) => (log.add('library before'), value.call(this, event)),
          );
        },
      });
      const socket = await opened(`${env.ws}/echo`);
      socket.onmessage = ({ data }) => log.add(`page ${data}`);
      socket.send('x');
      await next(socket, 'message');
      await closed(socket);
      return [
        log.entries,
        describeDescriptor(Object.getOwnPropertyDescriptor(socket, 'onmessage')),
      ];
    },
  },
  {
    name: 'handlers: the same function as handler and as listener runs twice',
    async run(env) {
      const log = env.log();
      const socket = await opened(`${env.ws}/echo`);
      const both = () => log.add('both');
      socket.onmessage = both;
      socket.addEventListener('message', both);
      socket.addEventListener('message', both);
      socket.send('x');
      await next(socket, 'message');
      socket.removeEventListener('message', both);
      socket.send('y');
      await next(socket, 'message');
      await closed(socket);
      return log.entries;
    },
  },
  {
    name: 'handlers: assigned and cleared during dispatch',
    async run(env) {
      const log = env.log();
      const socket = await opened(`${env.ws}/echo`);
      socket.addEventListener('message', () => {
        log.add('first');
        socket.onmessage = () => log.add('handler set in dispatch');
      });
      socket.send('1');
      await next(socket, 'message');
      socket.send('2');
      await next(socket, 'message');
      socket.onmessage = null;
      const remover = () => {
        socket.onmessage = null;
        log.add('cleared');
      };
      socket.onmessage = () => log.add('unreachable or not, as native');
      socket.addEventListener('message', remover);
      socket.send('3');
      await next(socket, 'message');
      await closed(socket);
      return log.entries;
    },
  },
  {
    name: 'binaryType: values, invalid values, wrong kinds',
    async run(env) {
      const socket = new WebSocket(`${env.ws}/echo`);
      const values: unknown[] = [
        'arraybuffer',
        'blob',
        'ArrayBuffer',
        '',
        null,
        undefined,
        5,
        { toString: () => 'arraybuffer' },
        Symbol('b'),
        'blob',
        {
          toString() {
            throw new RangeError('mine');
          },
        },
        'nodebuffer',
      ];
      const look = () =>
        values.map((value) => [
          attempt(() => ((socket as { binaryType: unknown }).binaryType = value)),
          socket.binaryType,
        ]);
      const connecting = look();
      await next(socket, 'open');
      const open = look();
      await closed(socket);
      return [connecting, open, look()];
    },
  },
  {
    name: 'binaryType: changed between messages, in the handler, and back',
    async run(env) {
      const log = env.log();
      const socket = await opened(`${env.ws}/echo`);
      const tag = (value: unknown) => Object.prototype.toString.call(value);
      for (const type of ['blob', 'arraybuffer', 'blob', 'arraybuffer'] as const) {
        socket.binaryType = type;
        socket.send(new Uint8Array([1, 2, 3]));
        const { data } = await next<MessageEvent>(socket, 'message');
        log.add(
          `${type} ${tag(data)} ${(data as Blob).size ?? (data as ArrayBuffer).byteLength} ${(data as Blob).type ?? ''}`,
        );
      }
      socket.send(new Uint8Array([1]));
      socket.send(new Uint8Array([2]));
      socket.addEventListener('message', () => (socket.binaryType = 'blob'), { once: true });
      for (let index = 0; index < 2; index++)
        log.add(tag((await next<MessageEvent>(socket, 'message')).data));
      await closed(socket);
      return log.entries;
    },
  },
];
