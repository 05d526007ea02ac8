import type { NeutralCase } from '../neutral-case.ts';
import { attempt } from '../observe.ts';
import { closed, next, opened } from '../sockets.ts';

/** Every row of "How the leader's hook breaks pages" in /work/shared/facts/peers.md that concerns a page. */
export const cases: NeutralCase[] = [
  {
    name: 'leader: subclass instances are of the subclass and keep its methods',
    run: (env) => {
      class S extends WebSocket {
        hello() {
          return 'hello';
        }
      }
      const socket = new S(`${env.ws}/echo`);
      socket.close();
      return [socket instanceof S, socket.hello()];
    },
  },
  {
    name: 'leader: WebSocket(url) without new throws',
    run: (env) =>
      attempt(() => (WebSocket as unknown as (url: string) => unknown)(`${env.ws}/echo`)),
  },
  {
    name: 'leader: WebSocket.name and ws.constructor',
    run: (env) => {
      const socket = new WebSocket(`${env.ws}/echo`);
      socket.close();
      return [WebSocket.name, socket.constructor === WebSocket];
    },
  },
  {
    name: 'leader: own enumerable keys on a socket',
    async run(env) {
      const socket = await opened(`${env.ws}/echo`);
      socket.onmessage = () => {};
      socket.addEventListener('message', () => {});
      socket.send('x');
      await next(socket, 'message');
      const keys = Object.keys(socket);
      await closed(socket);
      return [keys, Object.keys(socket)];
    },
  },
  {
    name: 'leader: a listener object with handleEvent is called',
    async run(env) {
      const log = env.log();
      const socket = new WebSocket(`${env.ws}/echo`);
      socket.addEventListener('open', { handleEvent: () => log.add('open') });
      socket.addEventListener('message', { handleEvent: () => log.add('message') });
      await next(socket, 'open');
      socket.send('x');
      await next(socket, 'message');
      await closed(socket);
      return log.entries;
    },
  },
  {
    name: 'leader: once, signal and the same listener twice',
    async run(env) {
      const log = env.log();
      const socket = await opened(`${env.ws}/echo`);
      const controller = new AbortController();
      const twice = () => log.add('twice');
      socket.addEventListener('message', () => log.add('once'), { once: true });
      socket.addEventListener('message', () => log.add('signal'), { signal: controller.signal });
      socket.addEventListener('message', twice);
      socket.addEventListener('message', twice);
      for (const data of ['1', '2', '3']) {
        socket.send(data);
        await next(socket, 'message');
        if (data === '2') controller.abort();
        log.add(data);
      }
      await closed(socket);
      return log.entries;
    },
  },
  {
    name: 'leader: listener A, then onmessage B',
    async run(env) {
      const log = env.log();
      const socket = await opened(`${env.ws}/echo`);
      socket.addEventListener('message', () => log.add('A'));
      socket.onmessage = () => log.add('B');
      socket.send('x');
      await next(socket, 'message');
      await closed(socket);
      return log.entries;
    },
  },
  {
    name: 'leader: stopImmediatePropagation in A',
    async run(env) {
      const log = env.log();
      const socket = await opened(`${env.ws}/echo`);
      const called = new Promise<void>((resolve) => {
        socket.addEventListener(
          'message',
          (event) => (log.add('A'), event.stopImmediatePropagation(), resolve()),
        );
      });
      socket.addEventListener('message', () => log.add('B'));
      socket.onmessage = () => log.add('C');
      socket.send('x');
      await called;
      await closed(socket);
      return log.entries;
    },
  },
  {
    name: 'leader: A removes itself during dispatch of A, B, C',
    async run(env) {
      const log = env.log();
      const socket = await opened(`${env.ws}/echo`);
      const a = () => (log.add('A'), socket.removeEventListener('message', a));
      for (const listener of [a, () => log.add('B'), () => log.add('C')])
        socket.addEventListener('message', listener);
      socket.send('x');
      await next(socket, 'message');
      await closed(socket);
      return log.entries;
    },
  },
  {
    name: 'leader: onmessage = 5 reads back null',
    run: (env) => {
      const socket = new WebSocket(`${env.ws}/echo`);
      (socket as { onmessage: unknown }).onmessage = 5;
      socket.close();
      return socket.onmessage;
    },
  },
  {
    name: 'leader: another library redefines onmessage on the socket',
    async run(env) {
      const log = env.log();
      const socket = await opened(`${env.ws}/echo`);
      const outcome = [
        attempt(
          () =>
            void Object.defineProperty(socket, 'onmessage', {
              configurable: true,
              writable: true,
              value: null,
            }),
        ),
        attempt(
          () =>
            void Object.defineProperty(socket, 'onclose', {
              configurable: true,
              set: () => log.add('set'),
            }),
        ),
      ];
      socket.onmessage = () => log.add('never, it is a plain property now');
      socket.onclose = null;
      socket.send('x');
      await next(socket, 'message');
      await closed(socket);
      return [outcome, log.entries];
    },
  },
  {
    name: 'leader: an error thrown in a page handler is reported',
    async run(env) {
      const socket = await opened(`${env.ws}/echo`);
      const reported = new Promise<unknown>((resolve) => {
        window.addEventListener(
          'error',
          (event) => {
            event.preventDefault();
            resolve([event.message, event.error instanceof RangeError]);
          },
          { once: true },
        );
      });
      socket.onmessage = () => {
        throw new RangeError('page');
      };
      socket.send('x');
      const seen = await reported;
      await closed(socket);
      return seen;
    },
  },
  {
    name: 'leader: listeners added through EventTarget.prototype are called, target and origin are right',
    async run(env) {
      const socket = await opened(`${env.ws}/echo`);
      const event = new Promise<MessageEvent>((resolve) =>
        EventTarget.prototype.addEventListener.call(socket, 'message', resolve as never),
      );
      socket.send('x');
      const { target, origin, isTrusted } = await event;
      await closed(socket);
      return [target === socket, origin === env.ws, isTrusted];
    },
  },
  {
    name: 'leader: close tells listeners and readyState',
    async run(env) {
      const log = env.log();
      const socket = await opened(`${env.ws}/close?code=4000`);
      socket.onclose = ({ code }) => log.add(`handler ${code} ${socket.readyState}`);
      socket.addEventListener('close', ({ code }) =>
        log.add(`listener ${code} ${socket.readyState}`),
      );
      await next(socket, 'close');
      return log.entries;
    },
  },
  {
    name: 'leader: a URL object given to the constructor',
    run: (env) =>
      attempt(() => {
        const socket = new WebSocket(new URL(`${env.ws}/echo`));
        socket.close();
        return socket.url === `${env.ws}/echo`;
      }),
  },
  {
    name: 'leader: identical messages of one millisecond all arrive',
    async run(env) {
      const socket = await opened(`${env.ws}/echo`);
      let count = 0;
      const all = new Promise<void>(
        (resolve) => (socket.onmessage = () => void (++count === 50 && resolve())),
      );
      for (let index = 0; index < 50; index++) socket.send('same');
      await all;
      await closed(socket);
      return count;
    },
  },
  {
    name: 'leader: a page that poses as an extension cannot make a socket send',
    async run(env) {
      const key = env.key();
      const socket = await opened(`${env.ws}/echo?key=${key}`);
      for (const data of [
        { type: 'send', data: 'forged' },
        { source: 'websocket-proxy', action: 'simulate-message' },
        'send',
      ]) {
        window.postMessage(data, '*');
        document.dispatchEvent(new CustomEvent('sockscope', { detail: data }));
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
      await closed(socket);
      return (await env.seen(key)).messages;
    },
  },
];
