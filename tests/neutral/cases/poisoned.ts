import type { CaseEnvironment, NeutralCase } from '../neutral-case.ts';
import { poisonBuiltIns, startCounting, stopCounting } from '../poison.ts';

/** Waits by on* handlers only: what the page itself calls is then the same in each mode. */
const turn = (socket: WebSocket, name: 'onopen' | 'onmessage' | 'onclose' | 'onerror') =>
  new Promise<Event>((resolve) => {
    socket[name] = resolve as never;
  });

function poisonedCase(
  name: string,
  scenario: (env: CaseEnvironment) => Promise<void>,
): NeutralCase {
  return {
    name: `poisoned: ${name}`,
    ownPage: true,
    first: poisonBuiltIns,
    async run(env) {
      startCounting();
      try {
        await scenario(env);
      } finally {
        // Leaves room for what a hook would do later, in a task of its own.
        const until = new Promise((resolve) => setTimeout(resolve, 150));
        await until;
      }
      return stopCounting();
    },
    expect: (result) =>
      Object.keys(result as object).length > 0 ? undefined : 'nothing was counted',
  };
}

export const cases: NeutralCase[] = [
  poisonedCase('open, text, bytes, Blob and close', async (env) => {
    const socket = new WebSocket(`${env.ws}/echo`);
    await turn(socket, 'onopen');
    for (const data of [
      'text',
      new Uint8Array([1, 2]),
      new Uint8Array([3]).buffer,
      new DataView(new ArrayBuffer(2)),
      new Blob(['blob']),
    ]) {
      const received = turn(socket, 'onmessage');
      socket.send(data as string);
      await received;
    }
    socket.binaryType = 'arraybuffer';
    const received = turn(socket, 'onmessage');
    socket.send(new Uint8Array([4]));
    await received;
    const ended = turn(socket, 'onclose');
    socket.close(3000, 'done');
    await ended;
  }),
  poisonedCase('constructor with protocols and every conversion', async (env) => {
    const socket = new WebSocket(
      { toString: () => `${env.ws}/echo?pick=a` } as never,
      {
        *[Symbol.iterator]() {
          yield 'a';
          yield { toString: () => 'b' };
        },
      } as never,
    );
    await turn(socket, 'onopen');
    const received = turn(socket, 'onmessage');
    socket.send({ toString: () => 'converted' } as never);
    await received;
    const ended = turn(socket, 'onclose');
    socket.close({ valueOf: () => 3000 } as never, { toString: () => 'converted' } as never);
    await ended;
  }),
  poisonedCase('constructor with an array of protocols', async (env) => {
    const socket = new WebSocket(`${env.ws}/echo?pick=b`, ['a', 'b']);
    await turn(socket, 'onopen');
    const ended = turn(socket, 'onclose');
    socket.close();
    await ended;
  }),
  poisonedCase('everything that throws', async (env) => {
    const attempts: (() => unknown)[] = [
      () => new WebSocket('http://['),
      () => new WebSocket(`${env.ws}/echo`, ['a', 'a']),
      () => (WebSocket as unknown as () => unknown)(),
      () => new WebSocket(`${env.ws}/echo`).send('early'),
      () => WebSocket.prototype.send.call({} as WebSocket, 'x'),
      () => WebSocket.prototype.close.call({} as WebSocket),
      () => new (WebSocket as unknown as new () => unknown)(),
      () => new WebSocket(`${env.ws}/echo`).close(1),
      () => Function.prototype.toString.call({}),
      () =>
        new WebSocket({
          toString() {
            throw 5;
          },
        } as never),
    ];
    for (let index = 0; index < attempts.length; index++) {
      try {
        attempts[index]?.();
      } catch {
        // Only what is called meanwhile is of interest.
      }
    }
  }),
  poisonedCase('looking at the patched surface', async () => {
    for (let round = 0; round < 3; round++) {
      void [
        `${WebSocket}`,
        WebSocket.prototype.send.toString(),
        WebSocket.name,
        WebSocket.length,
        WebSocket.OPEN,
        Object.keys(WebSocket),
        WebSocket.prototype.constructor === WebSocket,
      ];
    }
  }),
  poisonedCase('server close, drop and refusal', async (env) => {
    await turn(new WebSocket(`${env.ws}/close?code=4000&reason=bye`), 'onclose');
    await turn(new WebSocket(`${env.failing}/drop`), 'onclose');
    await turn(new WebSocket(`${env.failing}/refuse?status=403`), 'onclose');
  }),
  poisonedCase('a burst, and a subclass', async (env) => {
    class Sub extends WebSocket {}
    await turn(new Sub(`${env.ws}/burst?n=300&close`), 'onclose');
  }),
  poisonedCase('listeners added through the wrapped EventTarget, page-made events', async (env) => {
    const socket = new WebSocket(`${env.ws}/echo`);
    socket.addEventListener('message', () => {});
    await turn(socket, 'onopen');
    socket.dispatchEvent(new MessageEvent('message', { data: 'page' }));
    socket.dispatchEvent(new CloseEvent('close'));
    const ended = turn(socket, 'onclose');
    socket.close();
    await ended;
  }),
];
