import type { NeutralCase } from '../neutral-case.ts';
import { closed, next, opened, task } from '../sockets.ts';

declare const gc: ((options?: { type: 'major'; execution: 'async' }) => Promise<void>) | undefined;

/**
 * Collects garbage: `gc()` of `--expose-gc` in Chromium. Firefox has no such switch for pages, but
 * collects after a frame was removed, soon with the preferences of `run-cases.ts`; an event target
 * known to be dead tells when it did.
 */
async function collectGarbage(): Promise<boolean> {
  if (typeof gc === 'function') {
    for (let round = 0; round < 3; round++) {
      await gc({ type: 'major', execution: 'async' });
      await task();
    }
    return true;
  }
  const control = deadTarget();
  const until = performance.now() + 20_000;
  while (control.deref() && performance.now() < until) {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    frame.remove();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return !control.deref();
}

function deadTarget(): WeakRef<EventTarget> {
  const target = new EventTarget();
  target.addEventListener('x', () => target);
  return new WeakRef(target);
}

/** Whether what `make` referred to is gone, given a few collections. */
async function isCollected(
  make: () => Promise<WeakRef<object>> | WeakRef<object>,
): Promise<unknown> {
  const reference = await make();
  for (let round = 0; round < 3; round++) {
    await task();
    if (!(await collectGarbage())) return 'no collection happened';
    if (!reference.deref()) return true;
  }
  return false;
}

const TIMEOUT_MS = 60_000;

export const cases: NeutralCase[] = [
  {
    name: 'memory: a closed socket without references is collected',
    ownPage: true,
    timeout: TIMEOUT_MS,
    run: (env) =>
      isCollected(async () => {
        const socket = await opened(`${env.ws}/echo`);
        socket.send('x');
        await next(socket, 'message');
        await closed(socket);
        return new WeakRef(socket);
      }),
    expect: (result) => (result === true ? undefined : `not collected: ${String(result)}`),
  },
  {
    name: 'memory: a closed socket with handlers and listeners that refer to it is collected',
    ownPage: true,
    timeout: TIMEOUT_MS,
    run: (env) =>
      isCollected(async () => {
        const socket = await opened(`${env.ws}/close?code=4000`).then(
          async (made) => (await next(made, 'close'), made),
        );
        socket.onmessage = () => socket;
        socket.addEventListener('close', () => socket);
        return new WeakRef(socket);
      }),
    expect: (result) => (result === true ? undefined : `not collected: ${String(result)}`),
  },
  {
    name: 'memory: a socket whose handshake failed is collected',
    ownPage: true,
    timeout: TIMEOUT_MS,
    run: (env) =>
      isCollected(async () => {
        const socket = new WebSocket(`${env.failing}/refuse?status=403`);
        await next(socket, 'close');
        return new WeakRef(socket);
      }),
    expect: (result) => (result === true ? undefined : `not collected: ${String(result)}`),
  },
  {
    name: 'memory: a received ArrayBuffer and a sent one are collected while their socket is open',
    ownPage: true,
    timeout: TIMEOUT_MS,
    async run(env) {
      const socket = await opened(`${env.ws}/echo`);
      socket.binaryType = 'arraybuffer';
      const references: WeakRef<object>[] = [];
      const collected = await isCollected(async () => {
        const sent = new Uint8Array(1000);
        socket.send(sent);
        references.push(new WeakRef(sent));
        return new WeakRef((await next<MessageEvent>(socket, 'message')).data as object);
      });
      const seen = [
        collected,
        references.every((reference) => !reference.deref()),
        socket.readyState,
      ];
      await closed(socket);
      return seen;
    },
  },
  {
    name: 'memory: an open socket with a message listener and no references stays and receives',
    ownPage: true,
    timeout: TIMEOUT_MS,
    async run(env) {
      const key = env.key();
      const received: string[] = [];
      const reference = await (async () => {
        const socket = await opened(`${env.ws}/slow?key=${key}`.replace('/slow', '/echo'));
        socket.onmessage = ({ data }) => received.push(data as string);
        return new WeakRef(socket);
      })();
      const gone = await isCollected(() => reference);
      const socket = reference.deref();
      if (!socket) return [gone, 'lost'];
      socket.send('still here');
      while (!received.length) await task();
      await closed(socket);
      return [gone, received];
    },
  },
  {
    name: 'memory: a connecting socket with an open listener and no references opens',
    ownPage: true,
    timeout: TIMEOUT_MS,
    async run(env) {
      const key = env.key();
      const event = new Promise<string>((resolve) => {
        new WebSocket(`${env.ws}/slow?key=${key}`).onopen = ({ type }) => resolve(type);
      });
      await collectGarbage();
      await env.release(key);
      return event;
    },
  },
  {
    name: 'memory: an open socket without listeners and references',
    ownPage: true,
    timeout: TIMEOUT_MS,
    run: (env) =>
      isCollected(async () => {
        const socket = await opened(`${env.ws}/echo`);
        return new WeakRef(socket);
      }),
  },
];
