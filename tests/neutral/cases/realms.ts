import type { NeutralCase } from '../neutral-case.ts';
import { attempt, describeError, describeFunction } from '../observe.ts';
import { closed, type FrameWindow, frame, next, opened, windowOf } from '../sockets.ts';

const sources = [
  ['about:blank', {}],
  ['srcdoc', { srcdoc: '<p>srcdoc' }],
  ['same-origin address', { src: '/frame' }],
] as const;

/** A DOMException or TypeError of whichever realm, told apart. */
function realmOf(error: unknown, realms: Record<string, FrameWindow>): unknown {
  const { name, message } = error as Error;
  const realm = Object.entries(realms).find(
    ([, view]) => error instanceof view.Error || error instanceof view.DOMException,
  )?.[0];
  return { name, message, realm };
}

function thrownRealm(call: () => unknown, view: FrameWindow): unknown {
  try {
    return ['returned', typeof call()];
  } catch (error) {
    return realmOf(error, { page: window, frame: view });
  }
}

export const cases: NeutralCase[] = [
  ...sources.map(([label, source]): NeutralCase => ({
    name: `realms: constructor, prototypes and sources in a frame (${label})`,
    async run() {
      const element = await frame(source);
      const view = windowOf(element);
      const socket = view.WebSocket;
      const seen = {
        same: socket === WebSocket,
        descriptor: {
          ...Object.getOwnPropertyDescriptor(view, 'WebSocket'),
          value: view.String(socket),
        },
        chain: [
          Object.getPrototypeOf(socket) === view.EventTarget,
          socket.prototype.constructor === socket,
          Object.getPrototypeOf(socket.prototype.send) === view.Function.prototype,
        ],
        functions: [
          socket,
          socket.prototype.send,
          socket.prototype.close,
          view.Function.prototype.toString,
        ].map((each) => [view.String(each), describeOwn(each)]),
        names: Reflect.ownKeys(socket.prototype).map(String),
        globals: Object.getOwnPropertyNames(view).length,
      };
      element.remove();
      return seen;
    },
  })),
  ...sources.map(([label, source]): NeutralCase => ({
    name: `realms: a socket of a frame works (${label})`,
    async run(env) {
      const element = await frame(source);
      const view = windowOf(element);
      const log = env.log();
      const socket = new view.WebSocket(`${env.ws}/echo?pick=a`, ['a']);
      socket.binaryType = 'arraybuffer';
      socket.onopen = () => socket.send(new Uint8Array([1, 2]));
      const event = await next<MessageEvent>(socket, 'message');
      const realm = [
        event instanceof MessageEvent,
        event instanceof view.MessageEvent,
        event.data instanceof ArrayBuffer,
        event.data instanceof view.ArrayBuffer,
      ];
      const instance = [
        socket instanceof WebSocket,
        socket instanceof view.WebSocket,
        WebSocket.prototype.isPrototypeOf(socket),
      ];
      await closed(socket);
      element.remove();
      return [realm, instance, event.isTrusted, event.target === socket, log.entries];
    },
  })),
  {
    name: 'realms: a frame read in the tick it was added',
    async run(env) {
      const element = document.createElement('iframe');
      document.body.append(element);
      const view = windowOf(element);
      const socket = new view.WebSocket(`${env.ws}/echo`);
      const seen = [
        String(view.WebSocket),
        view.WebSocket.name,
        Reflect.ownKeys(socket).length,
        socket.url.slice(-5),
      ];
      await next(socket, 'open');
      await closed(socket);
      element.remove();
      return seen;
    },
  },
  {
    name: "realms: methods and accessors of one realm on another realm's socket",
    async run(env) {
      const element = await frame();
      const view = windowOf(element);
      const mine = await opened(`${env.ws}/echo`);
      const theirs = new view.WebSocket(`${env.ws}/echo`);
      await next(theirs, 'open');
      const outcomes = [
        attempt(() => WebSocket.prototype.send.call(theirs, 'to theirs')),
        attempt(() => view.WebSocket.prototype.send.call(mine, 'to mine')),
        ...['url', 'readyState', 'binaryType', 'onmessage', 'bufferedAmount'].map((name) =>
          attempt(() =>
            Object.getOwnPropertyDescriptor(view.WebSocket.prototype, name)?.get?.call(mine),
          ),
        ),
      ];
      const echoes = await Promise.all(
        [mine, theirs].map(async (socket) => (await next<MessageEvent>(socket, 'message')).data),
      );
      Object.getOwnPropertyDescriptor(view.WebSocket.prototype, 'onclose')?.set?.call(mine, () =>
        echoes.push('closed'),
      );
      const ended = next<CloseEvent>(mine, 'close');
      view.WebSocket.prototype.close.call(mine, 3000, 'foreign');
      const { code, reason } = await ended;
      await closed(theirs);
      element.remove();
      return [
        outcomes.map((outcome) => JSON.stringify(outcome).replaceAll(env.ws, '')),
        echoes,
        code,
        reason,
      ];
    },
  },
  {
    name: 'realms: whose errors are thrown',
    async run(env) {
      const element = await frame();
      const view = windowOf(element);
      const { WebSocket: Foreign } = view;
      const socket = await opened(`${env.ws}/echo`);
      const call = (owner: typeof WebSocket) => [
        thrownRealm(() => new owner('http://['), view),
        thrownRealm(() => new (owner as unknown as new () => unknown)(), view),
        thrownRealm(() => (owner as unknown as () => unknown)(), view),
        thrownRealm(
          () => Reflect.construct(owner, ['http://['], owner === Foreign ? WebSocket : Foreign),
          view,
        ),
        thrownRealm(() => owner.prototype.send.call({} as WebSocket, ''), view),
        thrownRealm(
          () => (owner.prototype.send as unknown as () => void).call(socket as never),
          view,
        ),
        thrownRealm(() => owner.prototype.close.call(socket, 1), view),
        thrownRealm(() => Reflect.apply(owner.prototype.close, socket, [Symbol('code')]), view),
      ];
      const seen = [call(WebSocket), call(Foreign)];
      await closed(socket);
      element.remove();
      return seen;
    },
  },
  {
    name: "realms: Reflect.construct with the other realm's newTarget",
    async run(env) {
      const element = await frame();
      const view = windowOf(element);
      const made = [
        Reflect.construct(WebSocket, [`${env.ws}/echo`], view.WebSocket),
        Reflect.construct(view.WebSocket, [`${env.ws}/echo`], WebSocket),
      ] as WebSocket[];
      const foreignPlain = view.Function('');
      foreignPlain.prototype = undefined;
      made.push(Reflect.construct(WebSocket, [`${env.ws}/echo`], foreignPlain) as WebSocket);
      const seen = made.map((socket) => [
        Object.getPrototypeOf(socket) === WebSocket.prototype,
        Object.getPrototypeOf(socket) === view.WebSocket.prototype,
      ]);
      for (const socket of made) WebSocket.prototype.close.call(socket);
      element.remove();
      return seen;
    },
  },
  {
    name: "realms: a class of the page extends a frame's WebSocket",
    async run(env) {
      const element = await frame();
      class Across extends windowOf(element).WebSocket {
        mark = 1;
      }
      const socket = new Across(`${env.ws}/echo`);
      await next(socket, 'open');
      socket.send('x');
      const { data } = await next<MessageEvent>(socket, 'message');
      await closed(socket);
      element.remove();
      return [data, socket.mark, socket instanceof Across, Object.keys(socket)];
    },
  },
  {
    name: "realms: a frame's socket and constructor after the frame is removed",
    async run(env) {
      const element = await frame({ src: '/frame' });
      const { WebSocket: Foreign, DOMException: ForeignException } = windowOf(element);
      const key = env.key();
      const log = env.log();
      const socket = new Foreign(`${env.ws}/echo?key=${key}`);
      await next(socket, 'open');
      for (const type of ['message', 'error', 'close'])
        socket.addEventListener(type, log.listener('removed'));
      element.remove();
      const { close } = await env.seen(key);
      const say = (call: () => unknown) => {
        try {
          return observeSocket(call());
        } catch (error) {
          const { name, message } = error as Error;
          return { name, message, foreign: error instanceof ForeignException };
        }
      };
      return [
        close,
        socket.readyState,
        say(() => socket.send('late')),
        say(() => socket.close()),
        socket.readyState,
        say(() => new Foreign(`${env.ws}/echo`)),
        say(() => new Foreign('http://[')),
        log.entries,
      ];
    },
  },
  {
    name: "realms: a frame's Function.prototype.toString on the page's functions",
    async run() {
      const element = await frame();
      const { toString } = windowOf(element).Function.prototype;
      const seen = [
        WebSocket,
        WebSocket.prototype.send,
        WebSocket.prototype.close,
        Function.prototype.toString,
      ].map((each) => toString.call(each));
      element.remove();
      return seen;
    },
  },
  {
    name: "realms: a frame's toString on what is no stand-in",
    async run() {
      const element = await frame();
      const { toString } = windowOf(element).Function.prototype;
      const seen = [
        Math.max,
        EventTarget.prototype.addEventListener,
        () => 1,
        element.contentWindow?.focus,
      ].map((each) => attempt(() => toString.call(each)));
      seen.push(attempt(() => toString.call({})));
      element.remove();
      return seen;
    },
  },
  {
    name: 'realms: a window opened on about:blank',
    async run(env) {
      const opener = window.open('', '', 'width=100,height=100') as FrameWindow | null;
      if (!opener) return 'blocked';
      const socket = new opener.WebSocket(`${env.ws}/echo`);
      const seen = [
        opener.WebSocket === WebSocket,
        String(opener.WebSocket),
        Reflect.ownKeys(socket).length,
      ];
      await next(socket, 'open');
      await closed(socket);
      opener.close();
      return seen;
    },
  },
  {
    name: 'realms: sandboxed and data: frames report what their WebSocket is',
    async run(env) {
      const script = `<script>onmessage = () => { const s = new WebSocket(${JSON.stringify(`${env.ws}/echo`)}); const keys = Reflect.ownKeys(s).length; s.onopen = () => { s.close(); parent.postMessage([String(WebSocket), WebSocket.name, keys, s instanceof WebSocket, Reflect.ownKeys(WebSocket.prototype).map(String)], '*'); }; }; parent.postMessage('ready', '*')</script>`;
      const results: unknown[] = [];
      for (const source of [
        { srcdoc: script, sandbox: 'allow-scripts' },
        { src: `data:text/html,${encodeURIComponent(script)}` },
        { src: URL.createObjectURL(new Blob([script], { type: 'text/html' })) },
      ]) {
        const element = document.createElement('iframe');
        Object.entries(source).forEach(([name, value]) => element.setAttribute(name, value));
        const answer = () =>
          new Promise((resolve) => {
            window.addEventListener('message', function take({ source, data }) {
              if (source !== element.contentWindow) return;
              window.removeEventListener('message', take);
              resolve(data);
            });
          });
        const ready = answer();
        document.body.append(element);
        await ready;
        const told = answer();
        element.contentWindow?.postMessage('go', '*');
        results.push(await told);
        element.remove();
      }
      return results;
    },
  },
  {
    name: 'realms: document.open and document.write in a frame keep a working WebSocket',
    async run(env) {
      const element = await frame();
      const before = windowOf(element).WebSocket;
      element.contentDocument?.open();
      element.contentDocument?.write('<p>written');
      element.contentDocument?.close();
      const view = windowOf(element);
      const socket = new view.WebSocket(`${env.ws}/echo`);
      await next(socket, 'open');
      await closed(socket);
      const seen = [
        view.WebSocket === before,
        String(view.WebSocket),
        describeError(new view.Error('x')) !== undefined,
      ];
      element.remove();
      return seen;
    },
  },
  {
    name: 'realms: a dedicated worker has its own WebSocket',
    async run(env) {
      const source = `onmessage = ({ data }) => { const s = new WebSocket(data); s.onopen = () => { postMessage([String(WebSocket), Reflect.ownKeys(s).length, Reflect.ownKeys(WebSocket.prototype).map(String)]); s.close(); } }`;
      const worker = new Worker(
        URL.createObjectURL(new Blob([source], { type: 'text/javascript' })),
      );
      worker.postMessage(`${env.ws}/echo`);
      const { data } = await next<MessageEvent>(worker, 'message');
      worker.terminate();
      return data;
    },
  },
];

function describeOwn(target: unknown): unknown {
  const {
    source: _,
    prototypeOf: __,
    ...rest
  } = describeFunction(target) as Record<string, unknown>;
  return rest;
}

function observeSocket(value: unknown): unknown {
  return typeof value === 'object' && value !== null
    ? ['object', (value as WebSocket).readyState]
    : ['returned', typeof value];
}
