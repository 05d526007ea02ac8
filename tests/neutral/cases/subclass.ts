import type { NeutralCase } from '../neutral-case.ts';
import { attempt, describeObject } from '../observe.ts';
import { closed, next } from '../sockets.ts';

export const cases: NeutralCase[] = [
  {
    name: 'class extends WebSocket: instance, fields, private fields, methods, accessors',
    async run(env) {
      const log = env.log();
      class Chat extends WebSocket {
        label = (log.add('field'), 'chat');
        #secret = 7;
        constructor(url: string) {
          log.add('before super');
          super(url);
          log.add(`after super ${new.target === Chat}`);
        }
        get secret() {
          return this.#secret;
        }
        shout() {
          return this.label.toUpperCase();
        }
        override get url() {
          return `chat:${super.url.slice(-5)}`;
        }
      }
      const chat = new Chat(`${env.ws}/echo`);
      const seen = [
        chat instanceof Chat,
        chat instanceof WebSocket,
        chat.secret,
        chat.shout(),
        chat.url,
        Reflect.ownKeys(chat).map(String),
        Object.prototype.toString.call(chat),
        chat.constructor === Chat,
        Object.getPrototypeOf(Chat) === WebSocket,
        describeObject(Chat),
      ];
      await next(chat, 'open');
      await closed(chat);
      return [seen, log.entries];
    },
  },
  {
    name: 'overridden send and close with super calls',
    async run(env) {
      const log = env.log();
      const key = env.key();
      class Loud extends WebSocket {
        override send(data: string) {
          log.add(`send ${data}`);
          super.send(data.toUpperCase());
        }
        override close(...parameters: [number?, string?]) {
          log.add(`close ${parameters.join()}`);
          super.close(...parameters);
        }
      }
      const socket = new Loud(`${env.ws}/echo?key=${key}`);
      await next(socket, 'open');
      socket.send('hello');
      const { data } = await next<MessageEvent>(socket, 'message');
      const end = next<CloseEvent>(socket, 'close');
      socket.close(3001, 'bye');
      const { code, reason, wasClean } = await end;
      return [log.entries, data, { code, reason, wasClean }, await env.seen(key)];
    },
  },
  {
    name: 'overridden addEventListener and dispatchEvent are not called by anyone but the page',
    async run(env) {
      const log = env.log();
      class Watched extends WebSocket {
        override addEventListener(...parameters: unknown[]) {
          log.add(`addEventListener ${String(parameters[0])}`);
          (super.addEventListener as (...rest: unknown[]) => void)(...parameters);
        }
        override removeEventListener(...parameters: unknown[]) {
          log.add('removeEventListener');
          (super.removeEventListener as (...rest: unknown[]) => void)(...parameters);
        }
        override dispatchEvent(event: Event) {
          log.add('dispatchEvent');
          return super.dispatchEvent(event);
        }
        override get readyState() {
          log.add('readyState');
          return super.readyState;
        }
        override get bufferedAmount() {
          log.add('bufferedAmount');
          return super.bufferedAmount;
        }
        override get url() {
          log.add('url');
          return super.url;
        }
        override get protocol() {
          log.add('protocol');
          return super.protocol;
        }
        override get binaryType() {
          log.add('binaryType');
          return super.binaryType;
        }
        override set binaryType(value) {
          super.binaryType = value;
        }
      }
      const socket = new Watched(`${env.ws}/echo`);
      await next(socket, 'open');
      socket.send('one');
      await next(socket, 'message');
      const end = next(socket, 'close');
      socket.close();
      await end;
      return log.entries;
    },
  },
  {
    name: 'a subclass that returns another object, and one that throws after super',
    run: (env) => {
      class Other extends WebSocket {
        constructor() {
          super(`${env.ws}/echo`);
          super.close();
          return { other: true } as never;
        }
      }
      class Broken extends WebSocket {
        constructor() {
          super(`${env.ws}/echo`);
          super.close();
          throw new RangeError('mine');
        }
      }
      class Early extends WebSocket {
        constructor() {
          // @ts-expect-error: that is what is tried
          Object.is(this, 1);
          super(`${env.ws}/echo`);
        }
      }
      return [attempt(() => new Other()), attempt(() => new Broken()), attempt(() => new Early())];
    },
  },
  {
    name: 'a subclass of a subclass, with statics inherited',
    run: (env) => {
      class A extends WebSocket {
        static make = 1;
      }
      class B extends A {}
      const socket = new B(`${env.ws}/echo`);
      socket.close();
      return [
        socket instanceof A,
        B.OPEN,
        B.make,
        B.name,
        B.length,
        A.length,
        Object.hasOwn(B, 'OPEN'),
        socket.readyState,
      ];
    },
  },
  {
    name: 'ES5 inheritance with WebSocket.call and with Reflect.construct',
    run: (env) => {
      function Old(this: unknown) {
        return (WebSocket as unknown as () => void).call(this as never);
      }
      Old.prototype = Object.create(WebSocket.prototype);
      function Modern(this: unknown) {
        return Reflect.construct(WebSocket, [`${env.ws}/echo`], new.target ?? Modern);
      }
      Modern.prototype = Object.create(WebSocket.prototype, { extra: { value: 1 } });
      return [
        attempt(() => new (Old as unknown as typeof Object)()),
        attempt(() => {
          const socket = new (Modern as unknown as new () => WebSocket & { extra: number })();
          socket.close();
          return [socket.extra, socket.readyState];
        }),
      ];
    },
  },
  {
    name: 'on* handlers defined as methods and as fields of a subclass',
    async run(env) {
      const log = env.log();
      class Handlers extends WebSocket {
        override onopen = () => log.add('field onopen');
        onclosing() {}
      }
      Object.defineProperty(Handlers.prototype, 'onmessage', {
        value: () => log.add('method onmessage'),
      });
      const socket = new Handlers(`${env.ws}/echo`);
      await next(socket, 'open');
      socket.send('x');
      await next(socket, 'message');
      await closed(socket);
      return [log.entries, Reflect.ownKeys(socket).map(String)];
    },
  },
  {
    name: 'setPrototypeOf a live socket',
    async run(env) {
      const socket = new WebSocket(`${env.ws}/echo`);
      await next(socket, 'open');
      Object.setPrototypeOf(socket, null);
      const call = WebSocket.prototype;
      const echoed = new Promise<unknown>((resolve) =>
        EventTarget.prototype.addEventListener.call(socket, 'message', (event) =>
          resolve((event as MessageEvent).data),
        ),
      );
      call.send.call(socket, 'still');
      const data = await echoed;
      call.close.call(socket);
      return [data, Object.getOwnPropertyDescriptor(call, 'readyState')?.get?.call(socket)];
    },
  },
];
