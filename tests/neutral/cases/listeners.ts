import type { CaseEnvironment, NeutralCase } from '../neutral-case.ts';
import type { EventLog } from '../event-log.ts';
import { attempt, describeError } from '../observe.ts';
import { closed, next, opened, task } from '../sockets.ts';

/** Sets listeners up on an open socket, receives two messages and gives the log. */
function dispatchCase(
  name: string,
  setUp: (socket: WebSocket, log: EventLog, env: CaseEnvironment) => void,
): NeutralCase {
  return {
    name: `listeners: ${name}`,
    async run(env) {
      const log = env.log();
      const socket = await opened(`${env.ws}/echo`);
      setUp(socket, log, env);
      for (const data of ['1', '2']) {
        const settled = next(socket, 'message').then(task);
        const stopped = new Promise((resolve) => setTimeout(resolve, 400));
        socket.send(data);
        await Promise.race([settled, stopped]);
        log.add('--');
      }
      await closed(socket);
      return log.entries;
    },
    expect: (result) =>
      (result as string[]).some((entry) => entry !== '--') ? undefined : 'nothing was logged',
  };
}

type Options = boolean | AddEventListenerOptions | undefined | null;

export const cases: NeutralCase[] = [
  dispatchCase('once', (socket, log) =>
    socket.addEventListener('message', log.listener('once'), { once: true }),
  ),
  dispatchCase('signal aborted before, between and during', (socket, log) => {
    const during = new AbortController();
    socket.addEventListener('message', () => log.add('never'), { signal: AbortSignal.abort() });
    socket.addEventListener('message', () => (log.add('aborting'), during.abort()));
    socket.addEventListener('message', () => log.add('aborted'), { signal: during.signal });
  }),
  dispatchCase('capture and bubble at the target, in their order', (socket, log) => {
    socket.addEventListener('message', () => log.add('bubble'));
    socket.addEventListener('message', () => log.add('capture'), true);
    socket.addEventListener('message', () => log.add('capture option'), { capture: true });
  }),
  dispatchCase('a listener twice, with other options, and its removal', (socket, log) => {
    const listener = () => log.add('listener');
    for (const options of [
      undefined,
      false,
      true,
      {},
      { capture: true },
      { once: true },
      { passive: true },
    ] as Options[]) {
      socket.addEventListener('message', listener, options as boolean);
    }
    socket.addEventListener('message', () => socket.removeEventListener('message', listener), {
      once: true,
    });
  }),
  dispatchCase('passive and preventDefault', (socket, log) => {
    socket.addEventListener(
      'message',
      (event) => (event.preventDefault(), log.add(`${event.defaultPrevented}`)),
      { passive: true },
    );
  }),
  dispatchCase('handleEvent object: this, and its getter is read at each event', (socket, log) => {
    const object = {
      get handleEvent() {
        log.add('get handleEvent');
        return function (this: unknown, event: Event) {
          log.add(`${this === object} ${event.type}`);
        };
      },
    };
    socket.addEventListener('message', object);
  }),
  dispatchCase('handleEvent set and replaced later', (socket, log) => {
    const object = { handleEvent: () => log.add('old') };
    socket.addEventListener('message', object);
    object.handleEvent = () => log.add('new');
  }),
  dispatchCase('function with a handleEvent property', (socket, log) => {
    socket.addEventListener(
      'message',
      Object.assign(() => log.add('function'), { handleEvent: () => log.add('handleEvent') }),
    );
  }),
  dispatchCase('A removes itself while A, B, C are called', (socket, log) => {
    const a = () => (log.add('A'), socket.removeEventListener('message', a));
    socket.addEventListener('message', a);
    socket.addEventListener('message', () => log.add('B'));
    socket.addEventListener('message', () => log.add('C'));
  }),
  dispatchCase('A removes B while they are called', (socket, log) => {
    const b = () => log.add('B');
    socket.addEventListener(
      'message',
      () => (log.add('A'), socket.removeEventListener('message', b)),
    );
    socket.addEventListener('message', b);
    socket.addEventListener('message', () => log.add('C'));
  }),
  dispatchCase('A adds B while it is called', (socket, log) => {
    const b = () => log.add('B');
    socket.addEventListener('message', () => (log.add('A'), socket.addEventListener('message', b)));
  }),
  dispatchCase('stopImmediatePropagation', (socket, log) => {
    socket.addEventListener(
      'message',
      (event) => (log.add(`A ${(event as MessageEvent).data}`), event.stopImmediatePropagation()),
    );
    socket.addEventListener('message', () => log.add('B'));
    socket.onmessage = () => log.add('handler');
  }),
  dispatchCase('stopPropagation and cancelBubble', (socket, log) => {
    socket.addEventListener('message', (event) => event.stopPropagation());
    socket.addEventListener('message', ({ cancelBubble }) => log.add(`${cancelBubble}`));
  }),
  dispatchCase('microtasks run between listeners', (socket, log) => {
    socket.addEventListener('message', log.listener('A'));
    socket.addEventListener(
      'message',
      () => void Promise.resolve().then(() => log.add('promise of B')),
    );
    socket.onmessage = log.listener('handler');
  }),
  dispatchCase('added through EventTarget.prototype', (socket, log) => {
    EventTarget.prototype.addEventListener.call(socket, 'message', log.listener('EventTarget'));
  }),
  dispatchCase('one event object for all, page marks on it stay', (socket, log) => {
    let first: Event & { mark?: number };
    socket.addEventListener('message', (event) => ((first = event), (first.mark = 1)));
    socket.addEventListener('message', (event) =>
      log.add(`${event === first} ${(event as Event & { mark?: number }).mark}`),
    );
  }),
  dispatchCase('an abort of the socket in a message listener', (socket, log) => {
    socket.addEventListener('message', () => (log.add('A'), socket.close()));
    socket.addEventListener('message', () => log.add(`B ${socket.readyState}`));
  }),
  {
    name: 'listeners: an error thrown in one is reported once and the others run',
    async run(env) {
      const log = env.log();
      const errors: unknown[] = [];
      const record = (event: ErrorEvent) => {
        event.preventDefault();
        errors.push({
          message: event.message,
          file: event.filename.replace(location.origin, ''),
          line: event.lineno > 0,
          column: event.colno > 0,
          error: describeError(event.error),
          windowEvent: window.event === event,
          trusted: event.isTrusted,
        });
        log.add('error reported');
      };
      window.addEventListener('error', record);
      const onerror: unknown[] = [];
      window.onerror = (...parameters) => {
        onerror.push(
          parameters.length,
          parameters[0],
          String(parameters[1]).replace(location.origin, ''),
        );
        return true;
      };
      const socket = await opened(`${env.ws}/echo`);
      socket.addEventListener('message', () => {
        throw new RangeError('listener');
      });
      socket.onmessage = () => {
        throw 'a string';
      };
      socket.addEventListener('message', { handleEvent: 5 } as never);
      socket.addEventListener('message', () => log.add('last'));
      socket.onclose = () => {
        throw undefined;
      };
      socket.send('x');
      await next(socket, 'message');
      await closed(socket);
      window.removeEventListener('error', record);
      window.onerror = null;
      return [log.entries, errors, onerror];
    },
    expect: (result) => ((result as unknown[][])[1]?.length ? undefined : 'no error was reported'),
  },
  {
    name: 'listeners: a rejected async handler is an unhandledrejection',
    async run(env) {
      const rejections: unknown[] = [];
      const record = (event: PromiseRejectionEvent) => (
        event.preventDefault(),
        rejections.push(describeError(event.reason))
      );
      window.addEventListener('unhandledrejection', record);
      const socket = await opened(`${env.ws}/echo`);
      socket.onmessage = async () => {
        throw new RangeError('async');
      };
      const reported = next(window, 'unhandledrejection');
      socket.send('x');
      await reported;
      await closed(socket);
      window.removeEventListener('unhandledrejection', record);
      return rejections;
    },
  },
  {
    name: 'listeners: bad arguments of addEventListener',
    run: (env) => {
      const socket = new WebSocket(`${env.ws}/echo`);
      const add = socket.addEventListener.bind(socket) as (...parameters: unknown[]) => unknown;
      const calls: string[] = [];
      const options = new Proxy(
        {},
        {
          get: (_, key) => void calls.push(`get ${String(key)}`),
          has: (_, key) => (calls.push(`has ${String(key)}`), false),
        },
      );
      const outcomes = [
        attempt(() => add()),
        attempt(() => add('message')),
        attempt(() => add('message', null)),
        attempt(() => add('message', undefined)),
        attempt(() => add('message', 5)),
        attempt(() => add('message', 'text')),
        attempt(() => add(Symbol('s'), () => {})),
        attempt(() => add('message', () => {}, { signal: 5 })),
        attempt(() => add('message', () => {}, options)),
        attempt(() => add({ toString: () => (calls.push('type'), 'message') }, {})),
      ];
      socket.close();
      return [outcomes, calls];
    },
  },
  {
    name: 'listeners: events of types that no one sends, and of the page itself, on a socket',
    async run(env) {
      const log = env.log();
      const socket = await opened(`${env.ws}/echo`);
      for (const type of ['ping', 'MESSAGE', 'Open', '', 'constructor', '__proto__'])
        socket.addEventListener(type, log.listener('page'));
      for (const type of ['ping', '', '__proto__'])
        log.add(String(socket.dispatchEvent(new Event(type))));
      socket.send('x');
      await next(socket, 'message');
      await closed(socket);
      return log.entries;
    },
  },
];
