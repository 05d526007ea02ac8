import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EventKind } from '../../../lib/protocol/events.ts';
import type { EventBatch } from '../../../lib/protocol/events.ts';
import { CommandEvent, HAND_OVER, ReportEvent } from '../../../lib/protocol/hand-over.ts';
import { isPong } from '../../../lib/protocol/guards.ts';
import { startRelay } from '../../../lib/transport/relay.ts';
import { batchOf } from '../support/batch-of.ts';
import { FakeEvent, FakePort } from '../support/fake-port.ts';

const fake = vi.hoisted(() => ({
  runtime: {
    id: 'self' as string | undefined,
    onMessage: {} as unknown,
    connect: vi.fn<(info: { name: string }) => unknown>(),
    sendMessage: vi.fn<(message: unknown) => Promise<void>>(),
  },
}));
vi.mock('wxt/browser', () => ({ browser: fake }));

class FakeElement extends EventTarget {
  isConnected = false;
}
class FakeFocusEvent extends Event {
  readonly relatedTarget: unknown;
  constructor(type: string, relatedTarget: unknown) {
    super(type);
    this.relatedTarget = relatedTarget;
  }
}

let ports: FakePort[];
let page: EventTarget;
let scope: EventTarget;
let element: FakeElement;
/** What the hook was told. */
let commands: unknown[];
let frameMessages: FakeEvent<[unknown, object, (answer: unknown) => void]>;
let timeout: AbortController[];

beforeEach(() => {
  ports = [];
  timeout = [];
  page = Object.assign(new EventTarget(), { URL: 'http://page/', defaultView: null });
  scope = new EventTarget();
  frameMessages = new FakeEvent();
  fake.runtime.id = 'self';
  fake.runtime.onMessage = frameMessages;
  fake.runtime.sendMessage.mockReset().mockResolvedValue();
  fake.runtime.connect.mockReset().mockImplementation(({ name }) => {
    ports.push(new FakePort(name));
    return ports.at(-1);
  });
  vi.stubGlobal('document', page);
  vi.stubGlobal('Element', FakeElement);
  vi.stubGlobal('addEventListener', scope.addEventListener.bind(scope));
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    timeout.push(new AbortController());
    return (timeout.at(-1) as AbortController).signal;
  });
  startRelay();
  element = handOver();
  commands = [];
  element.addEventListener(CommandEvent, (event) => commands.push((event as CustomEvent).detail));
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function handOver(given = new FakeElement()): FakeElement {
  page.dispatchEvent(new FakeFocusEvent(HAND_OVER, given));
  return given;
}

const report = (detail: unknown, on = element): void => {
  on.dispatchEvent(new CustomEvent(ReportEvent, { detail }));
};
const port = (): FakePort => ports.at(-1) as FakePort;
const command = (given: object): void => port().onMessage.fire({ type: 'command', command: given });
const tell = (message: unknown, id: string | undefined = 'self'): unknown[] => {
  const answers: unknown[] = [];
  frameMessages.fire(message, { id }, (answer) => answers.push(answer));
  return answers;
};
const batch = batchOf([{ Kind: EventKind.Send, payload: 'x' }], { subscriber: 'p' });
const subscribe = { type: 'subscribe', subscriber: 'p', from: 1 };

test('without sockets in its document it connects to nothing', () => {
  tell({ type: 'watch' });
  expect(ports).toEqual([]);
});

test('connects with the first socket, and says who it is', () => {
  report({ type: 'activity' });
  report({ type: 'activity' });
  expect(ports.map(({ name }) => name)).toEqual(['relay']);
  const [hello] = port().take();
  const { timeOrigin } = performance;
  expect(hello).toMatchObject({ type: 'hello', url: 'http://page/', timeOrigin });
  const { documentId } = hello as { documentId: string };
  expect(tell({ type: 'ping' })).toEqual([{ documentId, timeOrigin }]);
});

test('says who it is also without sockets', () => {
  const [pong] = tell({ type: 'ping' });
  expect(isPong(pong)).toBe(true);
  expect(tell({ type: 'watch' })).toEqual([]);
});

test('no message of the page is taken for one of the background', () => {
  report({ type: 'activity' });
  expect(tell({ type: 'ping' }, 'another extension')).toEqual([]);
});

test('takes the first element only, and only one that no page can reach', () => {
  const late = handOver();
  report({ type: 'activity' }, late);
  expect(ports).toEqual([]);
  page = Object.assign(new EventTarget(), { URL: '', defaultView: null });
  vi.stubGlobal('document', page);
  startRelay();
  const connected = Object.assign(new FakeElement(), { isConnected: true });
  for (const bad of [connected, new EventTarget() as FakeElement])
    report({ type: 'activity' }, handOver(bad));
  page.dispatchEvent(new FakeFocusEvent(HAND_OVER, null));
  expect(ports).toEqual([]);
  report({ type: 'activity' }, handOver());
  expect(ports).toHaveLength(1);
});

test('a hook’s hand-over is seen by nobody after the relay', () => {
  page = Object.assign(new EventTarget(), { URL: '', defaultView: null });
  vi.stubGlobal('document', page);
  startRelay();
  const seen = vi.fn<() => void>();
  page.addEventListener(HAND_OVER, seen);
  handOver();
  expect(seen).not.toHaveBeenCalled();
});

test('passes batches and replies on, and nothing else', () => {
  report({ type: 'activity' });
  port().take();
  const reply = { type: 'reply', subscriber: 'p', id: 1, error: '' };
  for (const detail of [batch, reply, null, 5, {}, { type: 'hello' }, { type: 'command' }])
    report(detail);
  expect(port().take()).toEqual([batch, reply]);
});

test('a forged batch throws nothing at the page', () => {
  report({ type: 'activity' });
  port().take();
  // Node reports what a listener throws as an uncaught exception, which fails the run.
  report({ type: 'batch', longest: Infinity });
  report(batch);
  expect(port().take()).toEqual([batch]);
});

test('of a batch that cannot cross, what can does', () => {
  report({ type: 'activity' });
  port().take();
  const uncloneable = Symbol('no structured clone');
  const opened = { protocol: '', extensions: '' };
  const batchWith = (detail: unknown) =>
    batchOf([
      { Kind: EventKind.Open, payload: detail },
      { Kind: EventKind.Receive, Index: 1, payload: uncloneable },
    ]);
  report(batchWith(opened));
  report(batchWith(uncloneable));
  report(batch);
  const sent = port().take() as EventBatch[];
  expect(sent.map(({ payloads }) => payloads)).toEqual([[opened, null], [null, null], ['x']]);
});

test('passes commands on to the hook, and ignores what is none', () => {
  report({ type: 'activity' });
  command(subscribe);
  command({ type: 'subscribe', subscriber: 'p' });
  port().onMessage.fire({ type: 'unknown' });
  expect(commands).toEqual([subscribe]);
});

test('rests when nobody watches, and comes back when somebody does', () => {
  report({ type: 'activity' });
  port().onMessage.fire({ type: 'idle' });
  expect(commands).toEqual([{ type: 'settle' }]);
  expect(port().disconnected).toBe(true);
  report(batch);
  tell({ type: 'watch' });
  expect(ports).toHaveLength(2);
  expect(port().take()).toMatchObject([{ type: 'hello' }]);
});

test('when the background was stopped the hook keeps what is not acknowledged', () => {
  report({ type: 'activity' });
  command(subscribe);
  port().break();
  expect(commands).toEqual([subscribe, { type: 'suspend', subscriber: 'p' }]);
  expect(ports).toHaveLength(2);
  expect(port().take()).toMatchObject([{ type: 'hello' }]);
});

test('a panel has time to come back; if it does not, its subscription ends', () => {
  report({ type: 'activity' });
  command(subscribe);
  port().break();
  port().onMessage.fire({ type: 'idle' });
  expect(port().disconnected).toBe(false);
  commands = [];
  timeout.at(-1)?.abort();
  expect(commands).toEqual([{ type: 'unsubscribe', subscriber: 'p' }]);
  expect(port().disconnected).toBe(true);
});

test('a panel that came back in time stays subscribed', () => {
  report({ type: 'activity' });
  command(subscribe);
  port().break();
  port().onMessage.fire({ type: 'idle' });
  command({ ...subscribe, from: 7 });
  commands = [];
  timeout.at(-1)?.abort();
  expect(commands).toEqual([]);
  expect(port().disconnected).toBe(false);
});

test('a panel that comes instead of another does not keep the other’s subscription alive', () => {
  report({ type: 'activity' });
  command(subscribe);
  port().break();
  port().onMessage.fire({ type: 'idle' });
  command({ ...subscribe, subscriber: 'q' });
  commands = [];
  for (const each of timeout) each.abort();
  expect(commands).toEqual([{ type: 'unsubscribe', subscriber: 'p' }]);
  expect(port().disconnected).toBe(false);
});

test('after an unsubscription there is nobody to wait for', () => {
  report({ type: 'activity' });
  command(subscribe);
  command({ type: 'unsubscribe', subscriber: 'p' });
  commands = [];
  port().onMessage.fire({ type: 'idle' });
  expect(commands).toEqual([{ type: 'settle' }]);
  expect(port().disconnected).toBe(true);
  expect(timeout).toEqual([]);
});

test('who left while it was waited for is not unsubscribed again', () => {
  report({ type: 'activity' });
  for (const subscriber of ['p', 'q']) command({ ...subscribe, subscriber });
  port().break();
  port().onMessage.fire({ type: 'idle' });
  command({ type: 'unsubscribe', subscriber: 'p' });
  commands = [];
  for (const each of timeout) each.abort();
  expect(commands).toEqual([{ type: 'unsubscribe', subscriber: 'q' }]);
  expect(port().disconnected).toBe(true);
});

test('leaves the page when the extension was updated or removed', () => {
  report({ type: 'activity' });
  fake.runtime.id = undefined;
  port().break();
  expect(commands).toEqual([
    { type: 'rule', command: { type: 'gate', on: false } },
    { type: 'remove' },
  ]);
  expect(ports).toHaveLength(1);
});

test('leaves the page when it cannot connect', () => {
  fake.runtime.connect.mockImplementation(() => {
    throw new Error('Extension context invalidated.');
  });
  report({ type: 'activity' });
  expect(commands).toEqual([
    { type: 'rule', command: { type: 'gate', on: false } },
    { type: 'remove' },
  ]);
});

test('says that its document is left, where it had sockets', () => {
  scope.dispatchEvent(new Event('pagehide'));
  expect(fake.runtime.sendMessage).not.toHaveBeenCalled();
  report({ type: 'activity' });
  scope.dispatchEvent(new Event('pagehide'));
  expect(fake.runtime.sendMessage.mock.calls).toEqual([
    [{ type: 'left', leftAt: expect.any(Number) }],
  ]);
  fake.runtime.id = undefined;
  scope.dispatchEvent(new Event('pagehide'));
  expect(fake.runtime.sendMessage).toHaveBeenCalledOnce();
});

test('passes on the last words of a page that is put into the back/forward cache', () => {
  report({ type: 'activity' });
  command(subscribe);
  port().take();
  scope.dispatchEvent(Object.assign(new Event('pagehide'), { persisted: true }));
  page.dispatchEvent(new Event('visibilitychange'));
  report(batch);
  expect(port().take()).toEqual([batch]);
  expect(port().disconnected).toBe(false);
  expect(commands).toEqual([subscribe]);
});

test('comes back from the back/forward cache as a document that begins again', () => {
  report({ type: 'activity' });
  command(subscribe);
  const [before] = ports as [FakePort];
  const [hello] = before.take();
  scope.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  expect(before.disconnected).toBe(true);
  expect(commands).toEqual([subscribe, { type: 'suspend', subscriber: 'p' }]);
  expect(ports).toHaveLength(2);
  expect(port().take()).toEqual([hello]);
  report(batch);
  expect(before.take()).toEqual([]);
  expect(port().take()).toEqual([batch]);
});

test('comes back from the back/forward cache with its page, also after it had rested', () => {
  report({ type: 'activity' });
  port().onMessage.fire({ type: 'idle' });
  scope.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
  expect(ports).toHaveLength(1);
  scope.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  expect(ports).toHaveLength(2);
});

test('a page without sockets stays alone when it comes back', () => {
  scope.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  expect(ports).toEqual([]);
});
