import type { NeutralCase } from '../neutral-case.ts';
import { attempt } from '../observe.ts';
import { closed, next, opened } from '../sockets.ts';

type LooseSend = { send(...parameters: unknown[]): unknown };

/** send() where the socket isn't open. */
export const cases: NeutralCase[] = [
  {
    name: 'send while CONNECTING',
    async run(env) {
      const socket = new WebSocket(`${env.ws}/echo`);
      let conversions = 0;
      const data = { toString: () => `${conversions++}` };
      const outcomes = [
        attempt(() => socket.send('early')),
        attempt(() => socket.send(new Uint8Array(3))),
        attempt(() => socket.send(new Blob(['x']))),
        attempt(() => (socket as unknown as LooseSend).send(data)),
        attempt(() => (socket as unknown as LooseSend).send()),
        attempt(() => (socket as unknown as LooseSend).send(Symbol('s'))),
      ];
      const { bufferedAmount, readyState } = socket;
      await next(socket, 'open');
      await closed(socket);
      return [outcomes, conversions, bufferedAmount, readyState];
    },
  },
  {
    name: 'send while CLOSING and CLOSED is silent and grows bufferedAmount',
    async run(env) {
      const key = env.key();
      const socket = await opened(`${env.ws}/echo?key=${key}`);
      socket.close();
      const amounts: unknown[] = [];
      const send = (data: unknown) =>
        amounts.push([
          attempt(() => (socket as unknown as LooseSend).send(data)),
          socket.bufferedAmount,
        ]);
      const payloads = () => [
        'abc',
        'é',
        '',
        new Uint8Array(5),
        new ArrayBuffer(7),
        new Blob(['blob']),
        5,
        null,
      ];
      payloads().forEach(send);
      amounts.push(socket.readyState);
      await next(socket, 'close');
      payloads().forEach(send);
      amounts.push(
        attempt(() => (socket as unknown as LooseSend).send()),
        socket.readyState,
        socket.bufferedAmount,
      );
      return [amounts, (await env.seen(key)).messages];
    },
  },
  {
    name: 'send in the close handler and after it',
    async run(env) {
      const socket = await opened(`${env.ws}/close?code=4000`);
      const log = env.log();
      socket.onclose = () => {
        log.add(
          `${JSON.stringify(attempt(() => socket.send('late')))} ${socket.bufferedAmount} ${socket.readyState}`,
        );
      };
      await next(socket, 'close');
      return log.entries;
    },
  },
  {
    name: 'send in the open handler, in the message handler',
    async run(env) {
      const key = env.key();
      const log = env.log();
      const socket = new WebSocket(`${env.ws}/echo?key=${key}`);
      socket.onopen = () => {
        socket.send('from open');
        log.add(`open ${socket.bufferedAmount}`);
      };
      socket.onmessage = ({ data }) => {
        log.add(`message ${data}`);
        if (data === 'from open') socket.send('from message');
        else socket.close(1000, 'enough');
      };
      const { code, reason, wasClean } = await next<CloseEvent>(socket, 'close');
      return [log.entries, { code, reason, wasClean }, await env.seen(key)];
    },
  },
  {
    name: 'send after the handshake was refused',
    async run(env) {
      const socket = new WebSocket(`${env.failing}/refuse?status=403`);
      await next(socket, 'close');
      return [attempt(() => socket.send('late')), socket.bufferedAmount, socket.readyState];
    },
  },
  {
    name: 'send sees a close that has arrived but was not dispatched',
    async run(env) {
      const socket = await opened(`${env.ws}/echo`);
      socket.send('!{"do":"close","code":3000,"reason":"server"}');
      const { code, reason } = await next<CloseEvent>(socket, 'close');
      return [code, reason, socket.bufferedAmount];
    },
  },
];
