import type { CaseEnvironment, NeutralCase } from '../neutral-case.ts';
import { describeEvent } from '../observe.ts';
import { next, task } from '../sockets.ts';

/** Every event of a socket until its close, with the states in each. */
async function life(env: CaseEnvironment, url: string, protocols?: string[]): Promise<unknown> {
  const socket = new WebSocket(url, protocols ?? []);
  const log: unknown[] = [];
  for (const type of ['open', 'message', 'error', 'close']) {
    socket.addEventListener(type, (event) => {
      const { code, reason, wasClean } = event as CloseEvent;
      const { readyState, protocol, extensions, bufferedAmount } = socket;
      log.push({
        ...(describeEvent(event, socket) as object),
        code,
        reason,
        wasClean,
        readyState,
        protocol,
        extensions,
        bufferedAmount,
      });
    });
  }
  await next(socket, 'close');
  await task();
  return [
    log,
    socket.url
      .replace(/key=.*/, '')
      .replace(env.ws, '')
      .replace(env.failing, ''),
    socket.readyState,
  ];
}

const atLeastOne = (result: unknown) =>
  (result as unknown[][])[0]?.length ? undefined : 'no event was seen';

function lifeCase(
  name: string,
  url: (env: CaseEnvironment) => string,
  protocols?: string[],
): NeutralCase {
  return { name, run: (env) => life(env, url(env), protocols), expect: atLeastOne };
}

export const cases: NeutralCase[] = [
  lifeCase('server closes with 1000', ({ ws }) => `${ws}/close?code=1000&reason=bye`),
  lifeCase(
    'server closes with 4321 and a reason',
    ({ ws }) => `${ws}/close?code=4321&reason=%C3%A9%F0%9F%98%80`,
  ),
  lifeCase('server closes with 1011', ({ ws }) => `${ws}/close?code=1011`),
  lifeCase('server closes without a code', ({ ws }) => `${ws}/close`),
  lifeCase('server drops TCP', ({ failing }) => `${failing}/drop`),
  lifeCase('burst then close', ({ ws }) => `${ws}/burst?n=3&close`),
  lifeCase('subprotocol is negotiated', ({ ws }) => `${ws}/close?code=1000&pick=b`, ['a', 'b']),
  lifeCase('handshake refused with 403', ({ failing }) => `${failing}/refuse?status=403`),
  lifeCase('handshake refused with 200', ({ failing }) => `${failing}/refuse?status=200`),
  lifeCase('handshake refused with 401', ({ failing }) => `${failing}/refuse?status=401`),
  lifeCase('connection ends during the handshake', ({ failing }) => `${failing}/hangup`),
  lifeCase('nobody listens', () => 'ws://127.0.0.1:1/'),
  {
    name: 'slow handshake: states until it is released',
    async run(env) {
      const key = env.key();
      const socket = new WebSocket(`${env.ws}/slow?key=${key}`);
      const log = env.log();
      socket.onopen = log.listener('open');
      await task();
      log.add(`state ${socket.readyState}`);
      const open = next(socket, 'open');
      await env.release(key);
      await open;
      log.add(`state ${socket.readyState}`);
      const ended = next(socket, 'close');
      socket.close();
      log.add(`state ${socket.readyState}`);
      await ended;
      log.add(`state ${socket.readyState}`);
      return log.entries;
    },
  },
  {
    name: 'drop after messages',
    async run(env) {
      const socket = new WebSocket(`${env.failing}/echo`);
      const log = env.log();
      socket.onmessage = ({ data }) => {
        log.add(data as string);
        socket.send('!{"do":"drop"}');
      };
      socket.onerror = log.listener('error');
      socket.onopen = () => socket.send('once');
      const { code, reason, wasClean } = await next<CloseEvent>(socket, 'close');
      return [log.entries, code, reason, wasClean, socket.readyState];
    },
  },
  {
    name: 'two sockets to one address are independent',
    async run(env) {
      const log = env.log();
      const sockets = [0, 1].map((index) => {
        const socket = new WebSocket(`${env.ws}/echo`);
        socket.onmessage = ({ data }) => log.add(`${index} ${data}`);
        return socket;
      });
      await Promise.all(sockets.map((socket) => next(socket, 'open')));
      const [a, b] = sockets as [WebSocket, WebSocket];
      a.send('to a');
      await next(a, 'message');
      b.send('to b');
      await next(b, 'message');
      const ended = next(a, 'close');
      a.close();
      await ended;
      const states = [a.readyState, b.readyState];
      b.close();
      return [log.entries, states, a === b];
    },
  },
  {
    name: 'a socket left open in a frame that is navigated away closes at the server',
    async run(env) {
      const key = env.key();
      const element = document.createElement('iframe');
      element.src = '/frame';
      document.body.append(element);
      await next(element, 'load');
      const view = element.contentWindow as Window & typeof globalThis;
      const socket = new view.WebSocket(`${env.ws}/echo?key=${key}`);
      await next(socket, 'open');
      element.src = '/frame?again';
      await next(element, 'load');
      const { close } = await env.seen(key);
      element.remove();
      // Whether Firefox still dispatches `close` in the frame that it leaves is a race of its own.
      return [close, socket.readyState];
    },
  },
];
