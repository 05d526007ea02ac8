import type { CaseEnvironment, NeutralCase } from '../neutral-case.ts';
import {
  attempt,
  attemptAsync,
  describeDescriptor,
  describeFunction,
  describeObject,
  observe,
} from '../observe.ts';
import { hex } from '../sockets.ts';

/** Chromium's `WebSocketStream`, as far as these cases use it. */
interface Stream {
  readonly url: string;
  readonly opened: Promise<Opened>;
  readonly closed: Promise<{ closeCode?: number; reason?: string }>;
  close(info?: unknown): void;
}
interface Opened {
  readable: ReadableStream<string | ArrayBuffer>;
  writable: WritableStream<unknown>;
  protocol: string;
  extensions: string;
}

const constructor = (): new (...parameters: unknown[]) => Stream =>
  (window as unknown as { WebSocketStream: new (...parameters: unknown[]) => Stream })
    .WebSocketStream;
const open = (...parameters: unknown[]): Stream => new (constructor())(...parameters);

async function pair(env: CaseEnvironment, path = '/echo') {
  const stream = open(`${env.ws}${path}`);
  const { readable, writable } = await stream.opened;
  return { stream, reader: readable.getReader(), writer: writable.getWriter() };
}

const told = (error: unknown): unknown => {
  const { name, message, closeCode, reason } = error as DOMException & {
    closeCode?: number;
    reason?: string;
  };
  return observe({ name, message, closeCode, reason });
};
const outcome = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then((value) => ({ resolved: observe(value) }), told);
const text = (chunk: unknown): string => (typeof chunk === 'string' ? chunk : hex(chunk as never));

/** Only Chromium has it. */
const only = 'chromium';

export const cases: NeutralCase[] = [
  {
    name: 'streams: the constructor and its prototype',
    only,
    run: () => [
      describeDescriptor(Object.getOwnPropertyDescriptor(window, 'WebSocketStream')),
      Reflect.ownKeys(constructor()).map(String),
      describeFunction(constructor()),
      describeDescriptor({
        ...Object.getOwnPropertyDescriptor(constructor(), 'prototype'),
        value: undefined,
      }),
      describeObject(constructor().prototype),
      constructor().prototype.constructor === constructor(),
    ],
  },
  {
    name: 'streams: arguments of the constructor, and the order in which they are converted',
    only,
    run(env) {
      const log = env.log();
      const noisy = (name: string, value: unknown) => ({
        toString() {
          log.add(name);
          return value;
        },
      });
      const attempts = [
        () => open(),
        () => open('nonsense:'),
        () => open(noisy('url', `${env.ws}/echo`), { protocols: 'text' }),
        () => open(`${env.ws}/echo`, 5),
        () => open(`${env.ws}/echo`, { protocols: ['a', 'a'] }),
        () => open(`${env.ws}/echo`, { signal: {} }),
        () =>
          open(noisy('url', `${env.ws}/echo`), {
            get signal() {
              log.add('signal');
              return undefined;
            },
            get protocols() {
              log.add('protocols');
              return [noisy('item', 'x y')];
            },
          }),
        () => (constructor() as unknown as () => void)(),
      ];
      return [attempts.map(attempt), log.entries];
    },
  },
  {
    name: 'streams: what opened resolves to',
    only,
    async run(env) {
      const stream = open(`${env.ws}/echo?pick=b`, { protocols: ['a', 'b'] });
      const opened = await stream.opened;
      const result = [
        Object.entries(Object.getOwnPropertyDescriptors(opened)).map(([name, each]) => [
          name,
          each.writable,
          each.enumerable,
          each.configurable,
          Object.prototype.toString.call(each.value),
        ]),
        opened.protocol,
        stream.url.startsWith(env.ws),
        stream.opened === stream.opened,
        opened.readable.locked,
        opened.writable.locked,
        opened.readable instanceof ReadableStream,
        Reflect.ownKeys(stream),
      ];
      stream.close();
      return result;
    },
  },
  {
    name: 'streams: chunks each way, and what becomes of them',
    only,
    async run(env) {
      const key = env.key();
      const { stream, reader, writer } = await pair(env, `/echo?key=${key}`);
      const bytes = new Uint8Array([1, 2, 3, 4]);
      const chunks: unknown[] = [
        'text',
        '',
        'a\ud800b',
        bytes.buffer,
        bytes.subarray(1, 3),
        new DataView(bytes.buffer, 2),
        new Blob(['blob']),
        5,
        null,
        { toString: () => 'converted', valueOf: () => 'not' },
        [1, [2]],
      ];
      const back: unknown[] = [];
      for (const chunk of chunks) {
        await writer.write(chunk);
        const { value } = await reader.read();
        back.push([Object.prototype.toString.call(value), text(value)]);
      }
      stream.close({ closeCode: 3001, reason: 'enough' });
      return [back, await outcome(stream.closed), await env.seen(key)];
    },
  },
  {
    name: 'streams: a buffer that is changed after the first write, and after later ones',
    only,
    async run(env) {
      const key = env.key();
      const stream = open(`${env.ws}/echo?key=${key}`);
      const { writable } = await stream.opened;
      const writer = writable.getWriter();
      const bytes = new Uint8Array([1, 2]);
      const first = writer.write(bytes);
      bytes[0] = 9;
      await first;
      const second = writer.write(bytes);
      bytes[1] = 9;
      await second;
      await writer.close();
      return env.seen(key);
    },
    expect: (seen) =>
      JSON.stringify(seen).includes('hex 0102') ? undefined : 'the first was not sent at once',
  },
  {
    name: 'streams: backpressure of the writer',
    only,
    async run(env) {
      const { stream, writer } = await pair(env);
      const sizes = [writer.desiredSize];
      const writes = [writer.write('a'), writer.write('b'), writer.write('c')];
      sizes.push(writer.desiredSize);
      await Promise.all(writes);
      sizes.push(writer.desiredSize);
      await writer.ready;
      stream.close();
      return sizes;
    },
  },
  {
    name: 'streams: a write that cannot be converted ends the writer',
    only,
    async run(env) {
      const attempts = [
        Symbol('chunk'),
        {
          toString() {
            throw new RangeError('mine');
          },
        },
      ];
      const results: unknown[] = [];
      for (const chunk of attempts) {
        const { stream, writer } = await pair(env);
        results.push(await attemptAsync(() => writer.write(chunk)));
        results.push(await outcome(writer.closed), writer.desiredSize);
        stream.close();
      }
      return results;
    },
  },
  {
    name: 'streams: which traps of a Proxy a write runs',
    only,
    async run(env) {
      const log = env.log();
      const noisy = (traps: ProxyHandler<object>) =>
        new Proxy(
          {},
          {
            get(_, name) {
              log.add(`get ${String(name)}`);
              return name === 'toString' ? () => 'converted' : undefined;
            },
            ...traps,
          },
        );
      const getPrototypeOf = (): null => {
        log.add('getPrototypeOf');
        return null;
      };
      const throwing = (): never => {
        throw new RangeError('mine');
      };
      const { stream, reader, writer } = await pair(env);
      const back: unknown[] = [];
      for (const chunk of [noisy({ getPrototypeOf }), noisy({ getPrototypeOf: throwing })]) {
        await writer.write(chunk);
        back.push((await reader.read()).value);
      }
      stream.close();
      return [back, log.entries];
    },
  },
  {
    name: 'streams: ways to read',
    only,
    async run(env) {
      const ways: [string, (readable: ReadableStream) => Promise<unknown>][] = [
        [
          'for await',
          async (readable) => {
            const all: unknown[] = [];
            for await (const chunk of readable as unknown as AsyncIterable<unknown>)
              all.push(chunk);
            return all;
          },
        ],
        [
          'for await, left early',
          async (readable) => {
            for await (const chunk of readable as unknown as AsyncIterable<unknown>)
              return [chunk, readable.locked];
          },
        ],
        [
          'pipeTo',
          async (readable) => {
            const all: unknown[] = [];
            await readable.pipeTo(new WritableStream({ write: (chunk) => void all.push(chunk) }));
            return [all, readable.locked];
          },
        ],
        [
          'pipeThrough',
          async (readable) => {
            const upper = new TransformStream({
              transform: (chunk: string, to) => to.enqueue(chunk.toUpperCase()),
            });
            const reader = readable.pipeThrough(upper).getReader();
            return [await reader.read(), await reader.read(), readable.locked];
          },
        ],
        [
          'tee',
          async (readable) => {
            const [one, two] = readable.tee();
            return [await one.getReader().read(), await two.getReader().read(), readable.locked];
          },
        ],
        [
          'a reader that is released',
          async (readable) => {
            const reader = readable.getReader();
            const value = await reader.read();
            reader.releaseLock();
            return [value, readable.locked, await readable.getReader().read()];
          },
        ],
        [
          'transferred',
          async (readable) => {
            const moved = structuredClone(readable, { transfer: [readable] });
            return [await moved.getReader().read(), readable.locked];
          },
        ],
      ];
      const results: unknown[] = [];
      for (const [name, way] of ways) {
        const stream = open(`${env.ws}/burst?n=3&close`);
        const { readable } = await stream.opened;
        results.push([name, await attemptAsync(() => way(readable))]);
      }
      return results;
    },
  },
  {
    name: 'streams: the server closes',
    only,
    async run(env) {
      const { stream, reader, writer } = await pair(env, '/close?code=4001&reason=bye');
      return Promise.all([stream.closed, reader.closed, writer.closed, reader.read()].map(outcome));
    },
  },
  {
    name: 'streams: messages that are read after the server has closed',
    only,
    async run(env) {
      const results: unknown[] = [];
      // Of several, the browser itself drops those that nobody had room for when the connection ended.
      const ways = [
        { sent: 1, before: 0 },
        { sent: 3, before: 0 },
        { sent: 3, before: 2 },
      ];
      for (const { sent, before } of ways) {
        const { stream, reader } = await pair(env, `/burst?n=${sent}&close`);
        const reads: unknown[] = [];
        while (reads.length < before) reads.push(await outcome(reader.read()));
        await stream.closed;
        while (reads.length <= sent) reads.push(await outcome(reader.read()));
        results.push([reads, await outcome(reader.closed)]);
      }
      return results;
    },
    expect: (results) =>
      (results as [unknown[]][]).every(([reads]) => JSON.stringify(reads).includes('burst'))
        ? undefined
        : 'nothing was there to read',
  },
  {
    name: 'streams: messages that are asked for at once, before and after the server closes',
    only,
    async run(env) {
      const fourOf = (reader: ReadableStreamDefaultReader) =>
        Promise.all([1, 2, 3, 4].map(() => outcome(reader.read())));
      const before = await pair(env, '/burst?n=1&close');
      const early = await fourOf(before.reader);
      const after = await pair(env, '/burst?n=1&close');
      await after.stream.closed;
      return [early, await fourOf(after.reader)];
    },
  },
  {
    name: 'streams: the connection drops',
    only,
    async run(env) {
      const { stream, reader, writer } = await pair(env, '/drop');
      const all = await Promise.all(
        [stream.closed, reader.closed, writer.closed, reader.read()].map(outcome),
      );
      return [all, await outcome(writer.write('late'))];
    },
  },
  {
    name: 'streams: ways to end',
    only,
    async run(env) {
      const error = new (
        window as unknown as {
          WebSocketError: new (message: string, info: object) => DOMException;
        }
      ).WebSocketError('why', { closeCode: 4005, reason: 'aborted' });
      const ways: [string, (given: Awaited<ReturnType<typeof pair>>) => unknown][] = [
        ['close()', ({ stream }) => stream.close()],
        ['close with a code', ({ stream }) => stream.close({ closeCode: 4000, reason: 'é' })],
        ['close with a reason', ({ stream }) => stream.close({ reason: 'only' })],
        ['close with a bad code', ({ stream }) => attempt(() => stream.close({ closeCode: 1001 }))],
        ['close with text', ({ stream }) => attempt(() => stream.close('text'))],
        [
          'close with getters',
          ({ stream }) =>
            stream.close({
              get closeCode() {
                return { valueOf: () => 4010 };
              },
              get reason() {
                return { toString: () => 'converted' };
              },
            }),
        ],
        ['writer.close', ({ writer }) => writer.close()],
        ['writer.abort', ({ writer }) => writer.abort(error)],
        ['writer.abort with text', ({ writer }) => writer.abort('text')],
        ['reader.cancel', ({ reader }) => reader.cancel(error)],
        ['both', ({ reader, writer }) => Promise.all([writer.close(), reader.cancel()])],
      ];
      const results: unknown[] = [];
      for (const [name, way] of ways) {
        const key = env.key();
        const given = await pair(env, `/echo?key=${key}`);
        const did = await outcome(Promise.resolve(way(given)));
        // What does not end the connection is ended here.
        await Promise.race([
          given.stream.closed.catch(() => {}),
          new Promise((done) => setTimeout(done, 300)),
        ]);
        if (/bad|text|cancel$|^close with text/.test(name)) given.stream.close({ closeCode: 4999 });
        results.push([
          name,
          did,
          await outcome(given.stream.closed),
          await outcome(given.reader.closed),
          await outcome(given.writer.closed),
          (await env.seen(key)).close,
        ]);
      }
      return results;
    },
  },
  {
    name: 'streams: handshakes that fail or are aborted',
    only,
    async run(env) {
      const aborted = new AbortController();
      aborted.abort('before');
      const later = new AbortController();
      const streams = [
        open(`${env.failing}/refuse?status=403`),
        open(`${env.ws}/echo`, { signal: aborted.signal }),
        open(`${env.ws}/echo`, { signal: later.signal }),
        open(`${env.ws}/echo`),
      ];
      later.abort();
      streams[3]!.close();
      return Promise.all(
        streams.flatMap((stream) => [outcome(stream.opened), outcome(stream.closed)]),
      );
    },
  },
  {
    name: 'streams: nothing is left unhandled that the native handles',
    only,
    ownPage: true,
    async run(env) {
      const unhandled: unknown[] = [];
      addEventListener('unhandledrejection', (event) => {
        unhandled.push(told(event.reason));
        event.preventDefault();
      });
      open(`${env.failing}/refuse?status=403`);
      const { stream, writer } = await pair(env, '/drop');
      await outcome(stream.closed);
      void writer.write('nobody hears of it');
      const other = await pair(env);
      void other.reader.read();
      void other.writer.abort();
      await outcome(other.stream.closed);
      await new Promise((done) => setTimeout(done, 100));
      return unhandled;
    },
  },
  {
    name: 'streams: a page that replaces what promises are made of',
    only,
    ownPage: true,
    async run(env) {
      const log = env.log();
      const { constructor: native, then } = Promise.prototype;
      Object.defineProperty(Promise.prototype, 'constructor', {
        configurable: true,
        get() {
          log.add(`constructor ${/extension/.test(new Error('stack').stack ?? '')}`);
          return native;
        },
      });
      const setThen = (value: unknown) =>
        // What a page does that wraps promises, as Zone.js.
        // eslint-disable-next-line unicorn/no-thenable
        Object.defineProperty(Promise.prototype, 'then', { configurable: true, value });
      setThen(function (this: unknown, ...parameters: unknown[]) {
        log.add(`then ${/extension/.test(new Error('stack').stack ?? '')}`);
        return then.apply(this as Promise<unknown>, parameters as never);
      });
      for (const name of ['start', 'pull', 'write', 'highWaterMark', 'size', 'type'])
        Object.defineProperty(Object.prototype, name, {
          configurable: true,
          get() {
            log.add(name);
            return undefined;
          },
        });
      const stream = open(`${env.ws}/echo`);
      const given = await new Promise<Opened>((done) => {
        then.call(stream.opened, done as never);
      });
      const writer = given.writable.getWriter();
      const reader = given.readable.getReader();
      await new Promise((done) => void then.call(writer.write('x'), done as never));
      await new Promise((done) => void then.call(reader.read(), done as never));
      const seen = log.entries.filter((entry) =>
        /true|start|pull|write|size|high|type/.test(entry),
      );
      setThen(then);
      return seen;
    },
  },
  {
    name: 'streams: subclasses',
    only,
    async run(env) {
      class Mine extends constructor() {
        readonly mine = true;
      }
      const stream = new Mine(`${env.ws}/echo`);
      await stream.opened;
      stream.close();
      return [
        stream instanceof constructor(),
        Object.getPrototypeOf(stream) === Mine.prototype,
        await outcome(stream.closed),
      ];
    },
  },
];
