import type { NeutralCase } from '../neutral-case.ts';
import { closed, next, opened, task } from '../sockets.ts';

/** Tasks and microtasks around events. Timers against network events race natively: only what is ordered is logged. */
export const cases: NeutralCase[] = [
  {
    name: 'order: microtasks around open, five messages and close',
    async run(env) {
      const log = env.log();
      const socket = new WebSocket(`${env.ws}/burst?n=5&close`);
      for (const type of ['open', 'message', 'error', 'close']) {
        socket.addEventListener(type, (event) => {
          log.add(`${type} ${(event as MessageEvent).data ?? ''}`);
          Promise.resolve()
            .then(() => log.add(`promise after ${type}`))
            .then(() => log.add(`second promise after ${type}`));
          queueMicrotask(() => log.add(`microtask after ${type}`));
        });
        socket.addEventListener(type, () => log.add(`second ${type}`));
      }
      await next(socket, 'close');
      await task();
      return log.entries;
    },
    expect: (result) => ((result as string[]).length > 20 ? undefined : 'too few entries'),
  },
  {
    name: 'order: nothing is dispatched in the constructor or its microtasks',
    async run(env) {
      const log = env.log();
      const socket = new WebSocket(`${env.ws}/close?code=3000`);
      for (const type of ['open', 'error', 'close'])
        socket.addEventListener(type, log.listener(''));
      log.add(`sync ${socket.readyState}`);
      await Promise.resolve();
      log.add(`microtask ${socket.readyState}`);
      await next(socket, 'close');
      return log.entries;
    },
  },
  {
    name: 'order: a listener added in a microtask after the constructor gets open',
    async run(env) {
      const socket = new WebSocket(`${env.ws}/echo`);
      for (let index = 0; index < 50; index++) await Promise.resolve();
      const { type } = await next(socket, 'open');
      await closed(socket);
      return type;
    },
  },
  {
    name: 'order: readyState seen in tasks and microtasks around close()',
    async run(env) {
      const log = env.log();
      const socket = await opened(`${env.ws}/echo`);
      socket.addEventListener('close', () => {
        log.add(`close ${socket.readyState}`);
        queueMicrotask(() => log.add(`microtask of close ${socket.readyState}`));
      });
      const ended = next(socket, 'close');
      socket.close();
      log.add(`sync ${socket.readyState}`);
      queueMicrotask(() => log.add(`microtask ${socket.readyState}`));
      await ended;
      await task();
      log.add(`task ${socket.readyState}`);
      return log.entries;
    },
  },
  {
    name: 'order: error before close in one task when refused, with microtasks between',
    async run(env) {
      const log = env.log();
      const socket = new WebSocket(`${env.failing}/refuse?status=403`);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => log.add('task posted in error');
      socket.onerror = (event) => {
        port2.postMessage(0);
        log.listener('')(event);
        log.add(`${socket.readyState}`);
      };
      socket.onclose = log.listener('');
      await next(socket, 'close');
      await task();
      await task();
      port1.close();
      return log.entries.filter((entry) => !entry.startsWith('task'));
    },
  },
  {
    name: 'order: a blocked page gets everything afterwards, in order',
    async run(env) {
      const log = env.log();
      const socket = new WebSocket(`${env.ws}/burst?n=4`);
      await next(socket, 'open');
      for (let index = 0; index < 4; index++) socket.send(`mine ${index}`);
      const until = performance.now() + 150;
      while (performance.now() < until);
      const received = new Promise<void>((resolve) => {
        socket.addEventListener('message', ({ data }) => {
          log.add(data);
          if (data === 'mine 3') resolve();
        });
      });
      await received;
      await closed(socket);
      return log.entries.filter((entry) => entry.startsWith('mine'));
    },
  },
  {
    name: 'order: sends from several listeners keep theirs',
    async run(env) {
      const key = env.key();
      const socket = new WebSocket(`${env.ws}/echo?key=${key}`);
      socket.addEventListener('open', () => socket.send('a'));
      socket.onopen = () => {
        socket.send('b');
        queueMicrotask(() => socket.send('microtask of b'));
      };
      socket.addEventListener('open', () => socket.send('c'));
      await next(socket, 'open');
      socket.send('after');
      await closed(socket);
      return (await env.seen(key)).messages;
    },
  },
];
