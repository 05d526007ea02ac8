import type { CaseEnvironment, NeutralCase } from '../neutral-case.ts';
import { attempt, describeDescriptor, hookAsOne } from '../observe.ts';
import { closed, next, opened, task } from '../sockets.ts';

/** Much traffic on one socket. */
async function traffic(env: CaseEnvironment, count = 200): Promise<void> {
  const socket = await opened(`${env.ws}/echo`);
  let received = 0;
  const all = new Promise<void>((resolve) => {
    socket.onmessage = () => void (++received === count && resolve());
  });
  for (let index = 0; index < count; index++) socket.send(`${index}`);
  await all;
  await closed(socket);
}

export const cases: NeutralCase[] = [
  {
    name: 'environment: timer and animation frame ids grow as native',
    ownPage: true,
    async run(env) {
      const ids = () => [
        setTimeout(() => {}, 0),
        setInterval(() => {}, 1e6),
        requestAnimationFrame(() => {}),
      ];
      const before = ids();
      await traffic(env);
      const after = ids();
      return [before, after];
    },
  },
  {
    name: 'environment: timer ids in the first script',
    ownPage: true,
    first: () =>
      void (window.name = `${setTimeout(() => {}, 0)} ${requestAnimationFrame(() => {})}`),
    run: () => window.name,
  },
  {
    name: 'environment: performance entries around traffic',
    ownPage: true,
    async run(env) {
      const entries = () =>
        performance
          .getEntries()
          .map(({ entryType, name }) => `${entryType} ${name.split('?')[0]}`)
          .filter(
            (entry) => !/^(paint|visibility-state|largest|back-forward|long|layout)/.test(entry),
          )
          // Firefox asks for it when it likes.
          .filter((entry) => !entry.endsWith('/favicon.ico'))
          .sort();
      const before = entries();
      await traffic(env);
      // The page's own script may already be on its way.
      const atFirst = window.firstSeen.entries.filter(
        (entry) => !/^(paint|visibility-state)|bundle\.js$/.test(entry),
      );
      return [before, entries(), atFirst];
    },
  },
  {
    name: 'environment: no message reaches the window from its first inline script on',
    ownPage: true,
    async run(env) {
      window.postMessage('control', '*');
      while (!window.firstMessages.includes('"control"')) await task();
      await traffic(env, 20);
      return window.firstMessages;
    },
  },
  {
    name: 'environment: document at the first inline script',
    run: () => {
      const { html, scripts, current } = window.firstSeen;
      return { html: html.replaceAll(/\d{4,}/g, 'n'), scripts, current };
    },
    expect: (result) =>
      (result as { html: string }).html.includes('<head>') ? undefined : 'no document was seen',
  },
  {
    name: 'environment: document afterwards',
    async run(env) {
      await traffic(env, 5);
      return [
        document.documentElement.outerHTML.replaceAll(/\d{4,}/g, 'n'),
        document.scripts.length,
        document.styleSheets.length,
        document.documentElement.getAttributeNames(),
        document.adoptedStyleSheets.length,
        document.querySelectorAll('*').length,
        frames.length,
        document.doctype?.name,
      ];
    },
  },
  {
    name: 'environment: nothing is written to the console',
    ownPage: true,
    async run(env) {
      const calls: string[] = [];
      for (const name of Object.keys(console) as (keyof Console)[]) {
        const native: unknown = console[name];
        if (typeof native === 'function')
          (console as unknown as Record<string, unknown>)[name] = (...parameters: unknown[]) => (
            calls.push(`${name} ${String(parameters[0])}`),
            native.apply(console, parameters)
          );
      }
      await traffic(env);
      attempt(() => new WebSocket('http://['));
      const failed = new WebSocket(`${env.failing}/refuse?status=403`);
      await next(failed, 'close');
      console.log('control');
      return calls;
    },
    expect: (result) =>
      (result as string[]).includes('log control') ? undefined : 'console was not observed',
  },
  {
    name: 'environment: no error and no unhandled rejection, even where the platform throws',
    ownPage: true,
    async run(env) {
      const seen: string[] = [];
      window.addEventListener('error', ({ message }) => seen.push(`error ${message}`));
      window.addEventListener('unhandledrejection', ({ reason }) =>
        seen.push(`rejection ${String(reason)}`),
      );
      window.addEventListener('message', ({ data }) => seen.push(`message ${String(data)}`));
      window.addEventListener('messageerror', () => seen.push('messageerror'));
      await traffic(env);
      for (const value of [
        'http://[',
        Symbol('s'),
        {
          toString() {
            throw new Error('mine');
          },
        },
      ])
        attempt(() => new WebSocket(value as string));
      const socket = await opened(`${env.ws}/echo`);
      for (const value of [
        Symbol('s'),
        {
          toString() {
            throw new Error('mine');
          },
        },
        Object.create(null),
      ])
        attempt(() => socket.send(value as string));
      await closed(socket);
      await task();
      Promise.reject(new Error('control'));
      await next(window, 'unhandledrejection');
      return seen;
    },
    expect: (result) =>
      (result as string[]).some((entry) => entry.includes('control'))
        ? undefined
        : 'rejections were not observed',
  },
  {
    name: 'environment: no events reach window, document or navigator around sockets',
    ownPage: true,
    async run(env) {
      const seen: string[] = [];
      const native = EventTarget.prototype.dispatchEvent;
      EventTarget.prototype.dispatchEvent = function (event) {
        seen.push(event.type);
        return native.call(this, event);
      };
      const { postMessage } = window;
      window.postMessage = ((...parameters: Parameters<typeof postMessage>) => (
        seen.push('postMessage'),
        postMessage(...parameters)
      )) as typeof postMessage;
      await traffic(env);
      document.dispatchEvent(new Event('control'));
      return seen;
    },
  },
  {
    name: 'environment: a MutationObserver sees nothing during traffic',
    ownPage: true,
    async run(env) {
      const mutations: string[] = [];
      const observer = new MutationObserver((records) =>
        mutations.push(...records.map(({ type }) => type)),
      );
      observer.observe(document, {
        attributes: true,
        childList: true,
        subtree: true,
        characterData: true,
      });
      await traffic(env);
      observer.disconnect();
      return [mutations, observer.takeRecords().length];
    },
  },
  {
    name: 'environment: storage, cookies, caches, history and service workers are untouched',
    async run(env) {
      await traffic(env, 5);
      return [
        localStorage.length,
        sessionStorage.length,
        document.cookie,
        history.length > 0,
        (await indexedDB.databases?.())?.length ?? 0,
        (await caches?.keys?.())?.length ?? 0,
        (await navigator.serviceWorker?.getRegistrations?.())?.length ?? 0,
      ];
    },
  },
  {
    name: 'environment: a content security policy report is sent for blocked sockets only',
    ownPage: true,
    async run(env) {
      const meta = document.createElement('meta');
      meta.httpEquiv = 'Content-Security-Policy';
      meta.content = `connect-src 'self' ${env.ws}`;
      document.head.append(meta);
      const reports: unknown[] = [];
      document.addEventListener(
        'securitypolicyviolation',
        ({ violatedDirective, sourceFile, lineNumber, disposition }) =>
          reports.push([
            violatedDirective,
            hookAsOne([(sourceFile ?? '').replace(location.origin, '').split('?')[0]])[0],
            lineNumber > 0,
            disposition,
          ]),
      );
      await traffic(env, 3);
      const log = env.log();
      const outcome = attempt(() => {
        const socket = new WebSocket('ws://127.0.0.1:1/blocked');
        for (const type of ['error', 'close'])
          socket.addEventListener(type, log.listener('blocked'));
        return socket.readyState;
      });
      await new Promise((resolve) => setTimeout(resolve, 300));
      return [outcome, reports, log.entries];
    },
    expect: (result) =>
      (result as unknown[][])[1]?.length ? undefined : 'no violation was reported',
  },
  {
    name: 'environment: the descriptor of WebSocket survives traffic, and send is one function',
    async run(env) {
      const before = WebSocket.prototype.send;
      await traffic(env, 10);
      return [
        describeDescriptor(Object.getOwnPropertyDescriptor(window, 'WebSocket')),
        WebSocket.prototype.send === before,
        WebSocket === window.firstSeen.WebSocket,
      ];
    },
  },
  {
    name: 'environment: unload closes sockets and pagehide handlers may still send',
    async run(env) {
      const element = document.createElement('iframe');
      element.src = '/frame';
      document.body.append(element);
      await next(element, 'load');
      const key = env.key();
      const view = element.contentWindow as Window & typeof globalThis;
      const socket = new view.WebSocket(`${env.ws}/echo?key=${key}`);
      await next(socket, 'open');
      socket.send('before');
      await next(socket, 'message');
      view.addEventListener('pagehide', () => socket.close(3000, 'pagehide'));
      element.src = '/frame?next';
      const { messages, close } = await env.seen(key);
      element.remove();
      return [messages, close];
    },
  },
];
