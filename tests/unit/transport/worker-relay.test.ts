import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HAND_OVER } from '../../../lib/protocol/hand-over.ts';
import { startRelay } from '../../../lib/transport/relay.ts';
import { batchOf } from '../support/batch-of.ts';
import { FakeEvent, FakePort } from '../support/fake-port.ts';

const fake = vi.hoisted(() => ({
  runtime: {
    id: 'self',
    onMessage: {} as unknown,
    sendMessage: () => Promise.resolve(),
    connect: vi.fn<(info: { name: string }) => unknown>(),
  },
}));
vi.mock('wxt/browser', () => ({ browser: fake }));

class FakeElement extends EventTarget {
  isConnected = false;
}

/** The worker's end of a channel is the test. */
class FakeChannel extends EventTarget {
  static opened: FakeChannel[] = [];
  readonly told: unknown[] = [];
  readonly name: string;
  closed = false;
  constructor(name: string) {
    super();
    this.name = name;
    FakeChannel.opened.push(this);
  }
  postMessage(message: unknown): void {
    this.told.push(message);
  }
  close(): void {
    this.closed = true;
  }
  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

const WORKER = { scope: 'dedicated', url: 'http://page/w.js', name: 'w' };
const ACTIVITY = { type: 'activity', worker: WORKER };

let ports: FakePort[];
let pulses: AbortController[];
let pageHides: (() => void)[];
let frameMessages: FakeEvent<[unknown, object, (answer: unknown) => void]>;

beforeEach(() => {
  ports = [];
  pageHides = [];
  pulses = [];
  FakeChannel.opened = [];
  frameMessages = new FakeEvent();
  fake.runtime.onMessage = frameMessages;
  fake.runtime.connect.mockReset().mockImplementation(({ name }) => {
    ports.push(new FakePort(name));
    return ports.at(-1);
  });
  const page = Object.assign(new EventTarget(), { URL: 'http://page/', defaultView: null });
  vi.stubGlobal('document', page);
  vi.stubGlobal('Element', FakeElement);
  vi.stubGlobal('BroadcastChannel', FakeChannel);
  vi.stubGlobal('addEventListener', (type: string, listener: () => void) => {
    if (type === 'pagehide') pageHides.push(listener);
  });
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    pulses.push(new AbortController());
    return (pulses.at(-1) as AbortController).signal;
  });
  startRelay();
  page.dispatchEvent(Object.assign(new Event(HAND_OVER), { relatedTarget: new FakeElement() }));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function send(message: object): unknown[] {
  const answers: unknown[] = [];
  frameMessages.fire(message, { id: 'self' }, (answer) => answers.push(answer));
  return answers;
}

function startWorker(channelName = 'secret'): FakeChannel {
  send({ type: 'worker', channelName });
  return FakeChannel.opened.at(-1) as FakeChannel;
}

test('a worker is asked whether it is there, and connects with its first socket', () => {
  const channel = startWorker();
  expect(channel.name).toBe('secret');
  expect(channel.told).toEqual([{ type: 'hail' }]);
  expect(ports).toHaveLength(0);
  channel.say(ACTIVITY);
  channel.say(ACTIVITY);
  expect(ports).toHaveLength(1);
  expect(ports[0]?.sent).toEqual([
    {
      type: 'hello',
      documentId: expect.any(String),
      url: 'http://page/',
      timeOrigin: performance.timeOrigin,
      worker: WORKER,
    },
  ]);
});

test('each worker has a relay and a name of its own', () => {
  startWorker('one').say(ACTIVITY);
  startWorker('two').say(ACTIVITY);
  const names = ports.map(({ sent }) => JSON.stringify(sent[0]));
  expect(new Set(names).size).toBe(2);
});

test('what is said on the channel is passed on, and commands come to it', () => {
  const channel = startWorker();
  channel.say(ACTIVITY);
  const port = ports[0] as FakePort;
  const command = { type: 'subscribe', subscriber: 'panel', from: 1 };
  port.onMessage.fire({ type: 'command', command });
  expect(channel.told.at(-1)).toEqual(command);
  const batch = batchOf([{ Kind: 3, payload: { protocol: '', extensions: '' } }]);
  channel.say(batch);
  expect(port.sent.at(-1)).toEqual(batch);
});

test.each([
  null,
  'text',
  { type: 'activity' },
  { type: 'activity', worker: { ...WORKER, url: 1 } },
  { type: 'activity', worker: { ...WORKER, scope: 'unknown' } },
  { type: 'hello', documentId: 'forged' },
])('%j is not believed', (message) => {
  startWorker().say(message);
  expect(ports).toHaveLength(0);
});

test('more that a worker says of itself goes no further', () => {
  startWorker().say({ type: 'activity', worker: { ...WORKER, more: 1 } });
  expect(ports[0]?.sent[0]).toMatchObject({ worker: WORKER });
  expect(JSON.stringify(ports[0]!.sent)).not.toContain('more');
});

test('a worker that does not answer has ended; heard again, it is there again', () => {
  const channel = startWorker();
  channel.say(ACTIVITY);
  channel.told.length = 0;
  for (let i = 0; i < 3; i += 1) pulses.at(-1)?.abort();
  expect(ports[0]?.disconnected).toBe(false);
  expect(channel.told).toEqual([{ type: 'hail' }, { type: 'hail' }, { type: 'hail' }]);
  pulses.at(-1)?.abort();
  expect(ports[0]?.disconnected).toBe(true);
  send({ type: 'watch' });
  expect(ports).toHaveLength(1);
  channel.say(ACTIVITY);
  expect(ports).toHaveLength(2);
});

test('a worker that answers is left in peace', () => {
  const channel = startWorker();
  channel.say(ACTIVITY);
  for (let i = 0; i < 10; i += 1) {
    pulses.at(-1)?.abort();
    channel.say(ACTIVITY);
  }
  expect(ports).toHaveLength(1);
  expect(ports[0]?.disconnected).toBe(false);
});

test('only who is meant answers a question', () => {
  startWorker().say(ACTIVITY);
  const [{ documentId }] = ports[0]!.sent as [{ documentId: string }];
  expect(send({ type: 'ping', documentId })).toMatchObject([{ documentId }]);
  expect(send({ type: 'ping', documentId: 'other' })).toEqual([]);
  const [own] = send({ type: 'ping' }) as [{ documentId: string }];
  expect(own.documentId).not.toBe(documentId);
  expect(send({ type: 'ping', url: 'http://page/' })).toEqual([own]);
  expect(send({ type: 'ping', url: 'http://other/' })).toEqual([]);
  const opened = FakeChannel.opened.length;
  send({ type: 'worker', channelName: 'x', documentId: 'other' });
  expect(FakeChannel.opened).toHaveLength(opened);
  send({ type: 'worker', channelName: 'x', documentId: own.documentId });
  expect(FakeChannel.opened).toHaveLength(opened + 1);
});

test('of very many workers those that never spoke make room', () => {
  const spoke = startWorker('first');
  spoke.say(ACTIVITY);
  for (let i = 0; i < 1200; i += 1) startWorker(`${i}`);
  const open = FakeChannel.opened.filter(({ closed }) => !closed);
  expect(open).toHaveLength(1000);
  expect(open[0]).toBe(spoke);
  expect(open.at(-1)?.name).toBe('1199');
});

test('modules that need no hook give their place back: thousands of them close no worker', () => {
  const workers = [startWorker('waiting'), startWorker('talking')];
  workers[1]!.say(ACTIVITY);
  for (let i = 0; i < 3000; i += 1) startWorker(`${i}`).say('spare');
  expect(FakeChannel.opened.filter(({ closed }) => !closed)).toEqual(workers);
  workers[0]!.say(ACTIVITY);
  expect(ports).toHaveLength(2);
  // A worker that has a hook cannot lose it by the word.
  workers[1]!.say('spare');
  expect(workers[1]!.closed).toBe(false);
});

test('workers that ended make room before those that may still speak', () => {
  const ended = startWorker('ended');
  const waiting = startWorker('waiting');
  ended.say(ACTIVITY);
  for (let i = 0; i < 4; i += 1) pulses.at(-1)?.abort();
  for (let i = 2; i < 1000; i += 1) startWorker(`${i}`);
  expect(ended.closed).toBe(false);
  startWorker('one more');
  expect([ended.closed, waiting.closed]).toEqual([true, false]);
  startWorker('and one more');
  expect(waiting.closed).toBe(true);
});

test('a page that leaves lets its workers keep nothing for its panels', () => {
  const channel = startWorker();
  channel.say(ACTIVITY);
  const command = { type: 'subscribe', subscriber: 'panel', from: 1 };
  ports[0]?.onMessage.fire({ type: 'command', command });
  for (const leave of pageHides) leave();
  expect(channel.told.at(-1)).toEqual({ type: 'unsubscribe', subscriber: 'panel' });
});

test('when the extension is gone, the hook is taken out of the worker', () => {
  const channel = startWorker();
  channel.say(ACTIVITY);
  fake.runtime.connect.mockImplementation(() => {
    throw new Error('Extension context invalidated.');
  });
  ports[0]?.break();
  expect(channel.told.at(-1)).toEqual({ type: 'remove' });
  expect(channel.closed).toBe(true);
});
