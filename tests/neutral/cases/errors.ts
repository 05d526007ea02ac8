import type { NeutralCase } from '../neutral-case.ts';
import {
  describeError,
  describeStack,
  framesOf as frames,
  hookAsOne,
  withLongStacks,
} from '../observe.ts';
import { closed, opened } from '../sockets.ts';

type Loose = { new (...parameters: unknown[]): WebSocket } & ((
  ...parameters: unknown[]
) => unknown);
const Socket = () => WebSocket as unknown as Loose;

/** Every way in which the patched surface throws by itself. */
async function errors(env: { ws: string }): Promise<[string, () => unknown][]> {
  const socket = await opened(`${env.ws}/echo`);
  await closed(socket);
  const loose = socket as unknown as Record<
    'send' | 'close',
    (...parameters: unknown[]) => unknown
  >;
  return [
    ['constructor, no arguments', () => new (Socket())()],
    ['constructor, bad url', () => new (Socket())('http://[')],
    ['constructor, bad protocol', () => new (Socket())(`${env.ws}/echo`, ' ')],
    [
      'constructor, url throws',
      () =>
        new (Socket())({
          toString() {
            throw new RangeError('mine');
          },
        }),
    ],
    ['call', () => Socket()('')],
    ['send without arguments', () => loose.send()],
    ['send on a wrong receiver', () => loose.send.call({}, 'a')],
    [
      'send, data throws',
      () =>
        loose.send({
          toString() {
            throw new RangeError('mine');
          },
        }),
    ],
    ['send while connecting', () => new (Socket())(`${env.ws}/echo`).send('x')],
    ['close with a bad code', () => loose.close(1)],
    ['close on a wrong receiver', () => loose.close.call({})],
    [
      'close, code throws',
      () =>
        loose.close({
          valueOf() {
            throw new RangeError('mine');
          },
        }),
    ],
    ['toString on a wrong receiver', () => Function.prototype.toString.call({})],
    [
      'binaryType on a wrong receiver',
      () =>
        Object.getOwnPropertyDescriptor(WebSocket.prototype, 'binaryType')?.set?.call({}, 'blob'),
    ],
  ];
}

function caught(call: () => unknown): Error {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  return new Error('nothing was thrown');
}

export const cases: NeutralCase[] = [
  {
    name: 'errors: kind, message, realm and addresses in the stack',
    run: async (env) =>
      (await errors(env)).map(([label, call]) => [label, describeError(caught(call))]),
  },
  {
    name: 'errors: addresses in the stack, fileName and lineNumber',
    run: async (env) =>
      (await errors(env)).map(([label, call]) => {
        const error = caught(call) as Error & { fileName?: string; filename?: string };
        const { stack, fileName, filename } = error;
        return [label, describeStack(String(stack)), fileName, filename];
      }),
  },
  {
    name: 'errors: first lines of the stack',
    run: async (env) =>
      (await errors(env)).map(([label, call]) => [label, frames(caught(call).stack).slice(0, 2)]),
  },
  {
    name: 'errors: all frames of the stack',
    run: async (env) => {
      const list = await errors(env);
      return withLongStacks(() => list.map(([label, call]) => [label, frames(caught(call).stack)]));
    },
  },
  {
    name: 'errors: with Error.stackTraceLimit 1 and 0',
    run: async (env) => {
      const list = await errors(env);
      const native = Error.stackTraceLimit;
      const seen = [1, 0].map((limit) => {
        Error.stackTraceLimit = limit;
        return list.map(([label, call]) => [label, frames(caught(call).stack)]);
      });
      Error.stackTraceLimit = native;
      return seen;
    },
  },
  {
    name: 'errors: call sites given to Error.prepareStackTrace',
    ownPage: true,
    only: 'chromium',
    run: async (env) => {
      const list = await errors(env);
      const calls: unknown[] = [];
      (Error as unknown as Record<string, unknown>).prepareStackTrace = (
        error: Error,
        sites: {
          getFileName(): string | null;
          getFunctionName(): string | null;
          isNative(): boolean;
        }[],
      ) => {
        calls.push([
          error.message,
          hookAsOne(
            sites.map((site) => [
              site.getFunctionName(),
              (site.getFileName() ?? '').replace(location.origin, ''),
              site.isNative(),
            ]),
          ),
        ]);
        return 'prepared';
      };
      const stacks = await withLongStacks(() =>
        list.map(([label, call]) => [label, String(caught(call).stack).slice(0, 100)]),
      );
      delete (Error as unknown as Record<string, unknown>).prepareStackTrace;
      return [stacks, calls];
    },
  },
  {
    name: 'errors: stack that the page takes inside conversions',
    run: async (env) => {
      const stacks: Record<string, unknown> = {};
      const take = (label: string, value: unknown) => ({
        [Symbol.toPrimitive]() {
          const { stack } = new Error(label);
          stacks[label] = [describeStack(String(stack)), frames(stack)];
          return value;
        },
      });
      const socket = await withLongStacks(
        () =>
          new (Socket())(take('url', `${env.ws}/echo`), {
            [Symbol.iterator]: function* () {
              yield take('protocol', 'a');
            },
          }),
      );
      await new Promise((resolve) => {
        socket.onopen = socket.onclose = resolve;
      });
      const open = await opened(`${env.ws}/echo`);
      await withLongStacks(() => {
        (open as unknown as { send(data: unknown): void }).send(take('data', 'x'));
        (open as unknown as { close(...rest: unknown[]): void }).close(
          take('code', 3000),
          take('reason', 'r'),
        );
      });
      return stacks;
    },
  },
  {
    name: 'errors: stack that the page takes inside listeners and handlers',
    run: async (env) => {
      const socket = await opened(`${env.ws}/echo`);
      const stacks: unknown[] = [];
      socket.onmessage = () => stacks.push(frames(new Error('handler').stack));
      const ended = new Promise<void>((resolve) => {
        socket.addEventListener('message', () => {
          stacks.push(frames(new Error('listener').stack));
          resolve();
        });
      });
      socket.send('x');
      await ended;
      socket.dispatchEvent(new MessageEvent('message'));
      await closed(socket);
      return stacks;
    },
  },
  {
    name: 'errors: stack overflow inside send and the constructor is a page RangeError as native',
    run: async (env) => {
      const socket = await opened(`${env.ws}/echo`);
      const names: unknown[] = [];
      const recurse = (call: (again: () => string) => void) => {
        const again = (): string => (call(again), '');
        const error = caught(again);
        names.push([
          error.name,
          error instanceof Error,
          describeStack(String(error.stack)).foreign,
        ]);
      };
      recurse((again) =>
        (socket as unknown as { send(data: unknown): void }).send({ toString: again }),
      );
      recurse((again) =>
        (socket as unknown as { close(data: unknown): void }).close({ valueOf: again }),
      );
      await closed(socket);
      return names;
    },
  },
];
