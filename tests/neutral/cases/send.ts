import type { CaseEnvironment, NeutralCase } from '../neutral-case.ts';
import { attempt } from '../observe.ts';
import { closed, hex, next, opened, windowOf, frame } from '../sockets.ts';

type LooseSend = { send(...parameters: unknown[]): unknown };
const loose = (socket: WebSocket) => socket as unknown as LooseSend;

const sharedBuffer = () => new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer;
const detached = () => {
  const buffer = new ArrayBuffer(4);
  structuredClone(buffer, { transfer: [buffer] });
  return buffer;
};
const bytes = () => new Uint8Array([0, 1, 2, 127, 128, 253, 254, 255]);
const resizable = () => {
  const buffer = new ArrayBuffer(4, { maxByteLength: 16 });
  new Uint8Array(buffer).set([1, 2, 3, 4]);
  return buffer;
};

const payloads: [string, () => unknown][] = [
  ['text', () => 'hello'],
  ['empty text', () => ''],
  ['text beyond the BMP', () => 'a\u00e9\u4e2d\ud83d\ude00\0'],
  ['lone surrogates', () => 'a\ud800b\udc00c'],
  ['ArrayBuffer', () => bytes().buffer],
  ['empty ArrayBuffer', () => new ArrayBuffer(0)],
  ['Uint8Array window into a buffer', () => bytes().subarray(2, 5)],
  ['Int16Array', () => new Int16Array([1, -2])],
  ['Float64Array', () => new Float64Array([1.5])],
  ['BigInt64Array', () => new BigInt64Array([5n])],
  ['Uint8ClampedArray', () => new Uint8ClampedArray([300])],
  ['DataView', () => new DataView(bytes().buffer, 1, 3)],
  ['Blob', () => new Blob(['blob ', bytes()])],
  ['empty Blob', () => new Blob([])],
  ['sliced Blob', () => new Blob(['0123456789']).slice(2, 5)],
  ['File', () => new File(['file'], 'name.txt')],
  ['number', () => 5.5],
  ['bigint', () => 5n],
  ['null', () => null],
  ['undefined', () => undefined],
  ['true', () => true],
  ['object', () => ({})],
  ['array', () => [1, [2, 3]]],
  ['String object', () => new String('boxed')],
  ['Date-like with valueOf', () => ({ valueOf: () => 'no', toString: () => 'yes' })],
  ['toPrimitive', () => ({ [Symbol.toPrimitive]: (hint: string) => hint })],
  ['URL', () => new URL('ws://host/path')],
  [
    'function',
    () =>
      function sent() {
        return 1;
      },
  ],
  ['Symbol', () => Symbol('sent')],
  ['null-prototype object', () => Object.create(null)],
  [
    'object whose toString throws',
    () => ({
      toString() {
        throw new RangeError('mine');
      },
    }),
  ],
  ['SharedArrayBuffer', () => sharedBuffer()],
  ['view on a SharedArrayBuffer', () => new Uint8Array(sharedBuffer(), 0, 4)],
  ['detached ArrayBuffer', () => detached()],
  [
    'view on a detached buffer',
    () => {
      const view = bytes();
      structuredClone(view.buffer, { transfer: [view.buffer] });
      return view;
    },
  ],
  ['resizable ArrayBuffer', () => resizable()],
  ['view on a resizable buffer', () => new Uint8Array(resizable(), 1)],
  [
    'view that is out of bounds',
    () => {
      const buffer = resizable();
      const view = new Uint8Array(buffer, 2, 2);
      buffer.resize(1);
      return view;
    },
  ],
  ['proxy around a typed array', () => new Proxy(bytes(), {})],
  [
    'typed array with a lying byteLength',
    () =>
      Object.defineProperty(bytes(), 'byteLength', {
        get() {
          throw new RangeError('read');
        },
      }),
  ],
  [
    'Blob with a lying size',
    () =>
      Object.defineProperty(new Blob(['abc']), 'size', {
        get() {
          throw new RangeError('read');
        },
      }),
  ],
  [
    'subclass of Uint8Array',
    () =>
      new (class Mine extends Uint8Array {
        static get [Symbol.species]() {
          throw new RangeError('species');
        }
      })([1, 2]),
  ],
  [
    'object that looks like a Blob',
    () => ({
      size: 3,
      type: '',
      arrayBuffer() {
        throw new RangeError('read');
      },
    }),
  ],
  ['FormData', () => new FormData()],
];

/** One payload: what send gives, bufferedAmount around it, what the server got and what came back. */
async function sendOne(env: CaseEnvironment, payload: unknown): Promise<unknown> {
  const key = env.key();
  const socket = await opened(`${env.ws}/echo?key=${key}`);
  socket.binaryType = 'arraybuffer';
  const echoes: unknown[] = [];
  socket.addEventListener('message', ({ data }) =>
    echoes.push(typeof data === 'string' ? data : hex(data as ArrayBuffer)),
  );
  const before = socket.bufferedAmount;
  const outcome = attempt(() => loose(socket).send(payload));
  const after = socket.bufferedAmount;
  socket.send('end');
  const end = socket.bufferedAmount;
  while (echoes.at(-1) !== 'end') await next(socket, 'message');
  const drained = socket.bufferedAmount;
  await closed(socket);
  return {
    outcome,
    bufferedAmount: [before, after, end, drained],
    echoes,
    server: (await env.seen(key)).messages,
  };
}

export const cases: NeutralCase[] = [
  ...payloads.map(([label, payload]) => ({
    name: `send: ${label}`,
    run: (env: CaseEnvironment) => sendOne(env, payload()),
  })),
  {
    name: 'send: number and kind of arguments',
    async run(env) {
      const socket = await opened(`${env.ws}/echo`);
      const outcomes = [
        attempt(() => loose(socket).send()),
        attempt(() => loose(socket).send('a', 'b', {})),
      ];
      const { data } = await next<MessageEvent>(socket, 'message');
      await closed(socket);
      return [outcomes, data];
    },
  },
  {
    name: 'send: wrong receivers',
    run: () => {
      const { send } = WebSocket.prototype;
      return [
        undefined,
        null,
        {},
        5,
        WebSocket.prototype,
        WebSocket,
        Object.create(WebSocket.prototype),
        new EventTarget(),
        new Proxy({}, {}),
      ].map((receiver) => [
        attempt(() => send.call(receiver as WebSocket, 'a')),
        attempt(() => send.apply(receiver as WebSocket, [] as never)),
      ]);
    },
  },
  {
    name: 'send: a proxy around a socket',
    async run(env) {
      const socket = await opened(`${env.ws}/echo`);
      const calls: string[] = [];
      const proxy = new Proxy(socket, {
        get: (target, key) => (calls.push(String(key)), Reflect.get(target, key)),
      });
      const outcomes = [
        attempt(() => proxy.send('a')),
        attempt(() => proxy.readyState),
        attempt(() => proxy.close()),
        attempt(() => proxy.send.call(socket, 'a')),
      ];
      await closed(socket);
      return [outcomes, calls];
    },
  },
  {
    name: 'send: wrong receivers do not convert the argument',
    run: () => {
      let calls = 0;
      const data = { toString: () => `${calls++}` };
      return [attempt(() => WebSocket.prototype.send.call({} as WebSocket, data as never)), calls];
    },
  },
  {
    name: 'send: conversion is called once and re-enters send and close',
    async run(env) {
      const key = env.key();
      const socket = await opened(`${env.ws}/echo?key=${key}`);
      const log = env.log();
      const inner = { toString: () => (log.add('inner'), socket.send('first'), 'second') };
      log.add(String(attempt(() => loose(socket).send(inner)) && socket.bufferedAmount));
      const closing = {
        toString: () => (log.add('closing'), socket.close(3000, 'inside'), 'never'),
      };
      const outcome = attempt(() => loose(socket).send(closing));
      log.add(`${socket.readyState} ${socket.bufferedAmount}`);
      const { code, reason } = await next<CloseEvent>(socket, 'close');
      return [log.entries, outcome, { code, reason }, await env.seen(key)];
    },
  },
  {
    name: 'send: bytes changed, transferred and resized after the call are sent as they were',
    async run(env) {
      const key = env.key();
      const socket = await opened(`${env.ws}/echo?key=${key}`);
      const view = bytes();
      socket.send(view);
      view.fill(0xaa);
      const buffer = bytes().buffer;
      socket.send(buffer);
      structuredClone(buffer, { transfer: [buffer] });
      const growing = resizable();
      const resized = attempt(() => socket.send(growing));
      growing.resize(1);
      const outcome = [resized, buffer.byteLength, growing.byteLength, view[0]];
      await closed(socket);
      return [outcome, (await env.seen(key)).messages];
    },
  },
  {
    name: 'send: order of text, bytes and Blobs',
    async run(env) {
      const key = env.key();
      const socket = await opened(`${env.ws}/echo?key=${key}`);
      socket.send('1');
      socket.send(new Blob(['2'.repeat(5000)]));
      socket.send('3');
      socket.send(bytes());
      socket.send(new Blob(['5']));
      socket.send('6');
      const { bufferedAmount } = socket;
      await closed(socket);
      return [bufferedAmount, (await env.seen(key)).messages];
    },
  },
  {
    name: 'send: bufferedAmount of many sends in one task',
    async run(env) {
      const socket = await opened(`${env.ws}/echo`);
      const amounts = [...Array(8).keys()].map((index) => {
        socket.send(index % 2 ? 'é'.repeat(index * 1000) : new Uint8Array(index * 1000));
        return socket.bufferedAmount;
      });
      await Promise.resolve();
      amounts.push(socket.bufferedAmount);
      await closed(socket);
      return [amounts, socket.bufferedAmount];
    },
  },
  {
    name: 'send: a megabyte arrives whole',
    async run(env) {
      const socket = await opened(`${env.ws}/echo`);
      socket.binaryType = 'arraybuffer';
      socket.send(Uint8Array.from({ length: 1 << 20 }, (_, index) => index % 251));
      const { data } = await next<MessageEvent<ArrayBuffer>>(socket, 'message');
      await closed(socket);
      return [data.byteLength, new Uint8Array(data).reduce((sum, byte) => sum + byte, 0)];
    },
  },
  {
    name: "send: another realm's data",
    async run(env) {
      const element = await frame();
      const { Uint8Array: Foreign, Blob: ForeignBlob, String: ForeignString } = windowOf(element);
      const key = env.key();
      const socket = await opened(`${env.ws}/echo?key=${key}`);
      socket.send(new Foreign([1, 2, 3]));
      socket.send(new Foreign([4, 5]).buffer);
      socket.send(new ForeignBlob(['foreign']));
      loose(socket).send(new ForeignString('text'));
      await closed(socket);
      element.remove();
      return (await env.seen(key)).messages;
    },
  },
];
