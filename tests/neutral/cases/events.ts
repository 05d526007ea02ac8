import type { NeutralCase } from '../neutral-case.ts';
import { attempt, describeEvent } from '../observe.ts';
import { closed, hex, messages, next, opened, task } from '../sockets.ts';

/** The events themselves, their payloads, and events that a page makes. */
export const cases: NeutralCase[] = [
  {
    name: 'events: every property of a message event, in the first listener, the handler and afterwards',
    async run(env) {
      const socket = await opened(`${env.ws}/echo`);
      const seen: unknown[] = [];
      const record = (event: MessageEvent) => {
        const { data, origin, lastEventId, source, ports } = event;
        seen.push({
          ...(describeEvent(event, socket) as object),
          data,
          origin,
          lastEventId,
          source,
          ports: [ports.length, Object.isFrozen(ports), event.ports === ports],
        });
      };
      socket.addEventListener('message', record);
      socket.onmessage = record;
      socket.send('x');
      const event = await next<MessageEvent>(socket, 'message');
      record(event);
      await task();
      record(event);
      await closed(socket);
      return seen;
    },
    expect: (result) => ((result as unknown[]).length === 4 ? undefined : 'not every listener ran'),
  },
  {
    name: 'events: origin of a message with path, user information and upper case',
    async run(env) {
      const socket = await opened(`${env.ws.replace('ws', 'WS')}/echo?query`);
      socket.send('x');
      const { origin } = await next<MessageEvent>(socket, 'message');
      await closed(socket);
      return origin.replace(/\d{4,}/, 'port');
    },
  },
  {
    name: 'events: timeStamps ascend and the next event is another object',
    async run(env) {
      const socket = new WebSocket(`${env.ws}/burst?n=5&close`);
      const events: Event[] = [];
      for (const type of ['open', 'message', 'close'])
        socket.addEventListener(type, (event) => events.push(event));
      await next(socket, 'close');
      const ascending = events.every(
        (event, index) => event.timeStamp >= (events[index - 1]?.timeStamp ?? 0),
      );
      return [events.map(({ type }) => type), ascending, new Set(events).size];
    },
  },
  {
    name: 'events: data is one object for all listeners and all reads',
    async run(env) {
      const socket = await opened(`${env.ws}/echo`);
      socket.binaryType = 'arraybuffer';
      const seen: unknown[] = [];
      const record = (event: MessageEvent) => seen.push(event.data, event.data);
      socket.addEventListener('message', record);
      socket.onmessage = record;
      socket.addEventListener('message', record, true);
      socket.send(new Uint8Array([1, 2]));
      const { data } = await next<MessageEvent>(socket, 'message');
      await closed(socket);
      return [
        seen.length,
        seen.every((item) => item === data),
        data instanceof ArrayBuffer,
        data.constructor === ArrayBuffer,
        Reflect.ownKeys(data),
      ];
    },
  },
  {
    name: 'events: a received ArrayBuffer is changed, then transferred away, between listeners',
    async run(env) {
      const socket = await opened(`${env.ws}/echo`);
      socket.binaryType = 'arraybuffer';
      const log = env.log();
      socket.addEventListener('message', ({ data }) => {
        log.add(hex(data));
        new Uint8Array(data)[0] = 0xff;
      });
      socket.addEventListener('message', ({ data }) => {
        log.add(hex(data));
        const moved = structuredClone(data, { transfer: [data] });
        log.add(`${hex(moved)} ${data.byteLength} ${data.detached}`);
      });
      socket.addEventListener('message', ({ data }) => log.add(`${data.byteLength}`));
      socket.send(new Uint8Array([1, 2, 3]));
      await next(socket, 'message');
      socket.send(new Uint8Array(0));
      await next(socket, 'message');
      await closed(socket);
      return log.entries;
    },
  },
  {
    name: 'events: a received Blob',
    async run(env) {
      const socket = await opened(`${env.ws}/echo`);
      socket.send(new Uint8Array([104, 105]));
      const { data } = await next<MessageEvent<Blob>>(socket, 'message');
      const text = await data.text();
      await closed(socket);
      return [
        data instanceof Blob,
        data instanceof File,
        data.type,
        data.size,
        text,
        Reflect.ownKeys(data),
      ];
    },
  },
  {
    name: 'events: the six bytes that hang others, and text that is no text',
    async run(env) {
      const socket = await opened(`${env.ws}/echo`);
      socket.binaryType = 'arraybuffer';
      const received = messages(socket, 5);
      socket.send(new Uint8Array([0x0a, 0xfa, 0xff, 0xff, 0xff, 0x0f]));
      for (const text of ['ping', '1234', '中文', '{"__proto__":1}']) socket.send(text);
      const seen = (await received).map((data) =>
        typeof data === 'string' ? data : hex(data as ArrayBuffer),
      );
      await closed(socket);
      return seen;
    },
  },
  {
    name: 'events: page-made events on an open socket',
    async run(env) {
      const socket = await opened(`${env.ws}/echo`);
      const seen: unknown[] = [];
      for (const type of ['open', 'message', 'error', 'close']) {
        const record = (event: Event) =>
          seen.push({
            ...(describeEvent(event, socket) as object),
            recent: 0,
            state: socket.readyState,
            data: (event as MessageEvent).data,
          });
        socket.addEventListener(type, record);
        (socket as unknown as Record<string, unknown>)[`on${type}`] = record;
      }
      const data = { page: true };
      const results = [
        socket.dispatchEvent(new MessageEvent('message', { data, origin: 'o', lastEventId: '5' })),
        socket.dispatchEvent(new Event('open')),
        socket.dispatchEvent(new Event('error', { cancelable: true })),
        socket.dispatchEvent(
          new CloseEvent('close', { code: 4000, reason: 'page', wasClean: true }),
        ),
        socket.dispatchEvent(new CustomEvent('message', { detail: 5 })),
        socket.dispatchEvent(new Event('message')),
      ];
      const state = socket.readyState;
      socket.send('still open');
      const { data: echo } = await next<MessageEvent>(socket, 'message');
      await closed(socket);
      return [results, state, echo, seen];
    },
    expect: (result) => ((result as unknown[][])[3]?.length ? undefined : 'no event was seen'),
  },
  {
    name: 'events: a received event is dispatched again by the page',
    async run(env) {
      const socket = await opened(`${env.ws}/echo`);
      const log = env.log();
      socket.addEventListener('message', ({ isTrusted, data }) => log.add(`${isTrusted} ${data}`));
      socket.send('x');
      const event = await next<MessageEvent>(socket, 'message');
      log.add(JSON.stringify(attempt(() => socket.dispatchEvent(event))));
      socket.addEventListener(
        'message',
        (inner) => log.add(JSON.stringify(attempt(() => socket.dispatchEvent(inner)))),
        { once: true },
      );
      socket.send('y');
      await next(socket, 'message');
      await closed(socket);
      return log.entries;
    },
  },
  {
    name: 'events: bad arguments of dispatchEvent',
    run: (env) => {
      const socket = new WebSocket(`${env.ws}/echo`);
      const dispatch = socket.dispatchEvent.bind(socket) as (...parameters: unknown[]) => unknown;
      const outcomes = [
        attempt(() => dispatch()),
        attempt(() => dispatch(null)),
        attempt(() => dispatch({ type: 'message' })),
        attempt(() => dispatch(document.createEvent('Event'))),
      ];
      socket.close();
      return outcomes;
    },
  },
  {
    name: 'events: window.event before, during and after',
    async run(env) {
      const socket = await opened(`${env.ws}/echo`);
      const seen: unknown[] = [];
      socket.addEventListener('message', (event) => seen.push(window.event === event));
      socket.send('x');
      await next(socket, 'message');
      await task();
      seen.push(typeof window.event);
      await closed(socket);
      return seen;
    },
  },
  {
    name: 'events: accessors of MessageEvent replaced by the page are not called by anyone else',
    ownPage: true,
    async run(env) {
      const log = env.log();
      for (const [prototype, names] of [
        [MessageEvent.prototype, ['data', 'origin', 'ports', 'source', 'lastEventId']],
        [CloseEvent.prototype, ['code', 'reason', 'wasClean']],
        [
          Event.prototype,
          ['type', 'target', 'currentTarget', 'timeStamp', 'eventPhase', 'defaultPrevented'],
        ],
      ] as const) {
        for (const name of names) {
          const native = Object.getOwnPropertyDescriptor(prototype, name) as PropertyDescriptor;
          Object.defineProperty(prototype, name, {
            ...native,
            get() {
              log.add(name);
              return native.get?.call(this);
            },
          });
        }
      }
      const socket = await opened(`${env.ws}/echo`);
      socket.send('x');
      log.add(`page ${(await next<MessageEvent>(socket, 'message')).data}`);
      log.add(`page ${(await closed(socket))?.code}`);
      return log.entries;
    },
  },
  {
    name: 'events: structuredClone and postMessage of sockets and of their events',
    async run(env) {
      const socket = await opened(`${env.ws}/echo`);
      socket.send('x');
      const event = await next<MessageEvent>(socket, 'message');
      const { port1 } = new MessageChannel();
      const outcomes = [socket, event, [socket], WebSocket, WebSocket.prototype, socket.send].map(
        (value) => [
          attempt(() => structuredClone(value)),
          attempt(() => window.postMessage(value, '*')),
          attempt(() => port1.postMessage(value)),
          attempt(() => history.replaceState(value, '')),
        ],
      );
      const transfer = attempt(() => structuredClone(socket, { transfer: [socket as never] }));
      await closed(socket);
      return [outcomes, transfer];
    },
  },
];
