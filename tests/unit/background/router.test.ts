import { beforeEach, expect, test, vi } from 'vitest';
import type { HookCommand } from '../../../lib/protocol/commands.ts';
import { Router } from '../../../lib/background/router.ts';
import { FakeEvent, FakePort } from '../support/fake-port.ts';

const fake = await vi.hoisted(async () => {
  const { FakeEvent: Event } = await import('../support/fake-port.ts');
  return {
    runtime: {
      onConnect: new Event<[unknown]>(),
      getURL: (path: string) => `chrome-extension://self${path}`,
    },
    tabs: {
      get: vi.fn<(tabId: number) => Promise<{ status: string }>>(),
      onUpdated: new Event<[number, { status?: string }]>(),
      onRemoved: new Event<[number]>(),
      sendMessage: vi.fn<(tabId: number, message: unknown, options: object) => Promise<unknown>>(),
    },
  };
});
const USUAL: HookCommand = { type: 'bound', events: 10_000, bytes: 8_388_608 };
let router: Router;
let greeting: HookCommand;

vi.mock('webextension-polyfill', () => ({ default: fake }));

const PANEL_URL = 'chrome-extension://self/panel.html';
const unsubscribe = (subscriber: string) => ({
  type: 'command',
  command: { type: 'unsubscribe', subscriber },
});

/** Of which tabs the first panel has come, and the last has gone. */
let watched: [number, boolean][];

beforeEach(() => {
  Object.assign(fake.runtime, { onConnect: new FakeEvent() });
  fake.tabs.sendMessage.mockReset().mockResolvedValue(undefined);
  fake.tabs.get.mockReset().mockResolvedValue({ status: 'complete' });
  watched = [];
  router = new Router(
    async () => greeting,
    (...told) => watched.push(told),
  );
  greeting = USUAL;
  router.start();
});

function connect(port: FakePort): FakePort {
  fake.runtime.onConnect.fire(port);
  return port;
}

function relay(documentId: string, tabId = 1, frameId = 0): FakePort {
  const sender = { tab: { id: tabId }, frameId, url: `http://page/${documentId}` };
  const port = connect(new FakePort('relay', sender));
  port.onMessage.fire({ type: 'hello', documentId, url: 'http://forged/', timeOrigin: 7 });
  return port;
}

/** A panel that was told of the documents and that it is attached. */
function panel(subscriber: string, tabId = 1, documents: object[] = []): FakePort {
  const port = connect(new FakePort('panel', { url: PANEL_URL }));
  port.onMessage.fire({ type: 'attach', tabId, subscriber, documents });
  expect(port.sent.pop()).toEqual({ type: 'attached' });
  return port;
}

const document = (documentId: string, frameId = 0): object => ({
  type: 'document',
  document: { documentId, frameId, url: `http://page/${documentId}`, timeOrigin: 7 },
});
const acknowledge = (subscriber: string): object => ({ type: 'acknowledge', subscriber, seq: 1 });

/** What a relay hears that nobody watches. */
const REST = [{ type: 'command', command: USUAL }, { type: 'idle' }];

test('without a panel a relay may rest, once it knows what history to keep', async () => {
  const port = relay('a');
  await vi.waitUntil(() => port.sent.length === 2);
  expect(port.take()).toEqual(REST);
});

test('a panel of another tab does not keep a relay awake', async () => {
  const other = panel('p', 2);
  const port = relay('a');
  await vi.waitUntil(() => port.sent.length === 2);
  expect(port.take()).toEqual(REST);
  expect(other.take()).toEqual([{ type: 'observed', observed: false }]);
});

test('a panel learns of the documents that are there, wakes the frames, and learns of new ones', () => {
  relay('a');
  relay('of another tab', 2);
  const port = panel('p');
  expect(port.take()).toEqual([document('a')]);
  expect(fake.tabs.sendMessage).toHaveBeenCalledWith(1, { type: 'watch' }, {});
  expect(relay('b', 1, 3).take()).toEqual([]);
  expect(port.take()).toEqual([document('b', 3)]);
});

test('a document ends with its port, for the panels of its tab', () => {
  const [own, other] = [panel('p'), panel('q', 2)];
  const port = relay('a');
  own.take();
  port.break();
  expect(own.take()).toEqual([{ type: 'gone', documentId: 'a' }]);
  expect(other.take()).toEqual([]);
});

test('reports go to the panel that they are for, of the same tab', () => {
  const [first, second, other] = [panel('first'), panel('second'), panel('first', 2)];
  const port = relay('a');
  for (const each of [first, second]) each.take();
  const batch = { type: 'batch', subscriber: 'first', anything: 1 };
  const reply = { type: 'reply', subscriber: 'second', id: 1, error: '' };
  port.onMessage.fire(batch);
  port.onMessage.fire(reply);
  expect(first.take()).toEqual([{ type: 'report', documentId: 'a', report: batch }]);
  expect(second.take()).toEqual([{ type: 'report', documentId: 'a', report: reply }]);
  expect(other.take()).toEqual([]);
});

test('commands go to their document, under the panel’s own name, and never to another tab', () => {
  const port = panel('p');
  const [own, other] = [relay('a'), relay('b', 2)];
  for (const each of [own, other]) each.take();
  for (const documentId of ['a', 'b', 'unknown'])
    port.onMessage.fire({ type: 'command', documentId, command: acknowledge('forged') });
  expect(own.take()).toEqual([{ type: 'command', command: acknowledge('p') }]);
  expect(other.take()).toEqual([]);
});

test('no panel can take the hook out of a page', () => {
  const port = panel('p');
  const own = relay('a');
  for (const type of ['remove', 'settle'])
    port.onMessage.fire({ type: 'command', documentId: 'a', command: { type } });
  expect(own.take()).toEqual([]);
});

test('before it has attached a panel can do nothing, and it attaches once', () => {
  const own = relay('a');
  own.take();
  const port = connect(new FakePort('panel', { url: PANEL_URL }));
  const command = { type: 'command', documentId: 'a', command: acknowledge('p') };
  port.onMessage.fire(command);
  expect(own.take()).toEqual([]);
  port.onMessage.fire({ type: 'attach', tabId: 2, subscriber: 'p', documents: [] });
  port.onMessage.fire({ type: 'attach', tabId: 1, subscriber: 'p', documents: [] });
  port.onMessage.fire(command);
  expect(own.take()).toEqual([]);
});

test.each([
  ['a content script', { url: 'http://page/', tab: { id: 1 }, frameId: 0 }],
  ['a page that is named like the extension', { url: 'http://chrome-extension://self/panel.html' }],
  ['another extension', { url: 'chrome-extension://selfish/panel.html' }],
  ['nobody', {}],
])('%s cannot pose as a panel', (_, sender) => {
  const own = relay('a');
  own.take();
  const port = connect(new FakePort('panel', sender));
  port.onMessage.fire({ type: 'attach', tabId: 1, subscriber: 'p', documents: [] });
  port.onMessage.fire({ type: 'command', documentId: 'a', command: acknowledge('p') });
  expect(port.disconnected).toBe(true);
  expect(port.take()).toEqual([]);
  expect(own.take()).toEqual([]);
});

test('a port of another name is turned away, a relay outside of tabs has nobody to tell', () => {
  expect(connect(new FakePort('other', { url: PANEL_URL })).disconnected).toBe(true);
  for (const sender of [{ url: PANEL_URL }, { tab: { id: 1 } }])
    expect(connect(new FakePort('relay', sender)).take()).toEqual([{ type: 'idle' }]);
});

test('a relay says hello once, and cannot take the name of another', () => {
  const port = panel('p');
  const own = relay('a');
  port.take();
  own.onMessage.fire({ type: 'hello', documentId: 'b', url: '', timeOrigin: 1 });
  const other = relay('a', 2);
  other.onMessage.fire({ type: 'batch', subscriber: 'p' });
  expect(port.take()).toEqual([]);
  other.break();
  expect(port.take()).toEqual([]);
  own.onMessage.fire({ type: 'batch', subscriber: 'p' });
  expect(port.take()).toHaveLength(1);
});

test('malformed messages are ignored', () => {
  const port = panel('p');
  const own = relay('a');
  port.take();
  const silent = connect(new FakePort('relay', { tab: { id: 1 }, frameId: 0 }));
  silent.onMessage.fire({ type: 'batch', subscriber: 'p' });
  for (const bad of [
    null,
    5,
    'x',
    [],
    {},
    { type: 'hello' },
    { type: 'batch' },
    { type: 'reply' },
  ]) {
    own.onMessage.fire(bad);
    port.onMessage.fire(bad);
  }
  expect(port.take()).toEqual([]);
  expect(own.take()).toEqual([]);
});

test('documents that ended while nobody routed are told, those that live are not', async () => {
  fake.tabs.sendMessage.mockImplementation((_, message, { frameId }: { frameId?: number }) => {
    if ((message as { type: string }).type !== 'ping') return Promise.resolve();
    if (frameId === 9) return Promise.reject(new Error('no frame'));
    if (frameId === 5) return Promise.resolve('of 5');
    return Promise.resolve({ documentId: `of ${frameId}`, timeOrigin: 1 });
  });
  const port = panel('p', 1, [
    { documentId: 'of 0', frameId: 0 },
    { documentId: 'replaced', frameId: 4 },
    { documentId: 'of 5', frameId: 5 },
    { documentId: 'lost', frameId: 9 },
  ]);
  await vi.waitUntil(() => port.sent.length === 4);
  expect(port.take()).toEqual([
    { type: 'observed', observed: true },
    { type: 'gone', documentId: 'replaced' },
    { type: 'gone', documentId: 'of 5' },
    { type: 'gone', documentId: 'lost' },
  ]);
  expect(fake.tabs.sendMessage).toHaveBeenCalledWith(
    1,
    { type: 'ping', documentId: 'replaced' },
    { frameId: 4 },
  );
});

test.each<[string, () => Promise<unknown>, number | null]>([
  ['its relay says', () => Promise.resolve({ documentId: 'a', timeOrigin: 7.5 }), 7.5],
  ['none where it has no relay', () => Promise.reject(new Error('no frame')), null],
  ['none where nobody answers', () => Promise.resolve(undefined), null],
  ['none where it is no time', () => Promise.resolve({ documentId: 'a', timeOrigin: NaN }), null],
])('the page that a tab shows now began when %s', async (_, answer, timeOrigin) => {
  const [port, other] = [panel('p'), panel('q')];
  await vi.waitUntil(() => port.sent.length + other.sent.length === 2);
  port.take();
  other.take();
  fake.tabs.sendMessage.mockReset().mockImplementation(answer);
  port.onMessage.fire({ type: 'navigated' });
  await vi.waitUntil(() => port.sent.length === 2);
  expect(port.take()).toEqual([
    { type: 'navigated', timeOrigin },
    { type: 'observed', observed: timeOrigin !== null },
  ]);
  expect(other.take()).toEqual([]);
  for (const call of fake.tabs.sendMessage.mock.calls)
    expect(call).toEqual([1, { type: 'ping' }, { frameId: 0 }]);
});

test('a page that is still loading is asked again once it has loaded', async () => {
  fake.tabs.get.mockResolvedValue({ status: 'loading' });
  const port = panel('p');
  await vi.waitUntil(() => fake.tabs.onUpdated.listeners.size === 1);
  fake.tabs.onUpdated.fire(2, { status: 'complete' });
  fake.tabs.onUpdated.fire(1, { status: 'loading' });
  await new Promise((resolve) => setImmediate(resolve));
  expect(port.take()).toEqual([]);
  fake.tabs.sendMessage.mockResolvedValue({ documentId: 'a', timeOrigin: 1 });
  fake.tabs.onUpdated.fire(1, { status: 'complete' });
  await vi.waitUntil(() => port.sent.length === 1);
  expect(port.take()).toEqual([{ type: 'observed', observed: true }]);
  expect(fake.tabs.onUpdated.listeners.size).toBe(0);
});

test('a tab that is gone is not waited for', async () => {
  fake.tabs.get.mockRejectedValue(new Error('no tab'));
  const port = panel('p');
  await vi.waitUntil(() => port.sent.length === 1);
  expect(port.take()).toEqual([{ type: 'observed', observed: false }]);
});

test('a panel that asks for all documents wakes those without sockets, of its own tab', () => {
  const port = panel('p', 7);
  port.onMessage.fire({ type: 'wake' });
  expect(fake.tabs.sendMessage).toHaveBeenCalledWith(7, { type: 'watch', all: true }, {});
});

test('each hook is told what history to keep, and all of them when that changes', async () => {
  greeting = { type: 'bound', events: 0, bytes: 0 };
  const port = relay('a');
  await vi.waitUntil(() => port.sent.length === 2);
  expect(port.take()).toContainEqual({ type: 'command', command: greeting });
  const command: HookCommand = { type: 'bound', events: 1, bytes: 2 };
  router.tellHooks(command);
  expect(port.take()).toEqual([{ type: 'command', command }]);
});

test('who has not attached asks no page', () => {
  const port = connect(new FakePort('panel', { url: PANEL_URL }));
  port.onMessage.fire({ type: 'navigated' });
  expect(fake.tabs.sendMessage).not.toHaveBeenCalled();
});

test('when one of two panels goes, only its subscription ends', () => {
  const [first, second] = [panel('first'), panel('second')];
  const [own, other] = [relay('a'), relay('b', 2)];
  for (const each of [own, other, second]) each.take();
  first.break();
  expect(own.take()).toEqual([unsubscribe('first')]);
  expect(other.take()).toEqual([]);
  own.onMessage.fire({ type: 'batch', subscriber: 'second' });
  own.onMessage.fire({ type: 'batch', subscriber: 'first' });
  expect(second.take()).toHaveLength(1);
});

test('when the last panel of a tab goes, its subscription ends and the relays may rest', () => {
  const port = panel('p');
  panel('q', 2);
  const [own, other] = [relay('a'), relay('b', 2)];
  for (const each of [own, other]) each.take();
  port.break();
  expect(own.take()).toEqual([unsubscribe('p'), { type: 'idle' }]);
  expect(other.take()).toEqual([]);
});

test('a command that reaches no document is answered, so that nobody waits forever', () => {
  const port = panel('p');
  const send = { type: 'send', subscriber: 'p', id: 4, connection: 1, data: 'x' };
  port.onMessage.fire({ type: 'command', documentId: 'a', command: acknowledge('p') });
  port.onMessage.fire({ type: 'command', documentId: 'a', command: send });
  const report = { type: 'reply', subscriber: 'p', id: 4, error: expect.stringMatching(/\.$/) };
  expect(port.take()).toEqual([{ type: 'report', documentId: 'a', report }]);
  const other = relay('a', 2);
  other.take();
  port.onMessage.fire({ type: 'command', documentId: 'a', command: send });
  expect(port.take()).toEqual([{ type: 'report', documentId: 'a', report }]);
  expect(other.take()).toEqual([]);
});

test('a port that has just broken throws nobody off', () => {
  const [first, second] = [panel('first'), panel('second')];
  first.disconnect();
  relay('a');
  expect(second.take()).toEqual([document('a')]);
});

test('a worker is a document of its frame', () => {
  const sender = { tab: { id: 1 }, frameId: 2, url: 'http://page/frame' };
  const port = connect(new FakePort('relay', sender));
  const worker = { scope: 'shared', url: 'http://page/w.js', name: '' };
  port.onMessage.fire({ type: 'hello', documentId: 'w', url: 'http://x/', timeOrigin: 7, worker });
  const watching = connect(new FakePort('panel', { url: PANEL_URL }));
  watching.onMessage.fire({ type: 'attach', tabId: 1, subscriber: 'p', documents: [] });
  expect(watching.take()[0]).toEqual({
    type: 'document',
    document: { documentId: 'w', frameId: 2, url: 'http://page/frame', timeOrigin: 7, worker },
  });
});

test('it is told when the first panel of a tab comes, and when the last has gone', () => {
  const first = panel('a');
  const second = panel('b');
  const other = panel('c', 2);
  first.break();
  expect(watched).toEqual([
    [1, true],
    [2, true],
  ]);
  second.break();
  other.break();
  expect(watched.slice(2)).toEqual([
    [1, false],
    [2, false],
  ]);
});
