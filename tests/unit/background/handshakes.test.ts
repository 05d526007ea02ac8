import * as fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { recordHandshakes } from '../../../lib/background/handshakes.ts';
import { isHandshake } from '../../../lib/protocol/handshake.ts';
import type { Handshake } from '../../../lib/protocol/handshake.ts';
import { createFakeStorage } from '../support/fake-storage.ts';
import { FakeEvent } from '../support/fake-port.ts';

const NAMES = [
  'onBeforeRequest',
  'onSendHeaders',
  'onHeadersReceived',
  'onCompleted',
  'onErrorOccurred',
] as const;
type Name = (typeof NAMES)[number];

const fake = vi.hoisted(() => ({}) as Record<string, unknown>);
vi.mock('webextension-polyfill', () => ({ default: fake }));

let storage: ReturnType<typeof createFakeStorage>;
let requests: Record<Name, FakeEvent<[object]>>;
let messages: FakeEvent<[unknown, object]>;
let closedTabs: FakeEvent<[number]>;

/** A background that has just started: what it held before is gone, the storage is not. */
function startBackground(): void {
  requests = Object.fromEntries(
    NAMES.map((name) => [name, new FakeEvent<[object]>()]),
  ) as typeof requests;
  messages = new FakeEvent();
  closedTabs = new FakeEvent();
  Object.assign(fake, {
    storage,
    webRequest: requests,
    runtime: { onMessage: messages },
    tabs: { onRemoved: closedTabs },
  });
  recordHandshakes();
}

beforeEach(() => {
  storage = createFakeStorage();
  startBackground();
});

function tell(name: Name, values: object = {}): void {
  requests[name].fire({
    requestId: '7',
    tabId: 1,
    frameId: 0,
    documentId: 'document',
    url: 'ws://host/',
    timeStamp: 1000,
    ...values,
  });
}

function left(frameId: number, time = 2000): void {
  messages.fire({ type: 'left', leftAt: time }, { tab: { id: 1 }, frameId });
}

/** Lets everything that was begun end. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function stored(): Promise<Handshake[]> {
  await settle();
  return Object.values(storage.items) as Handshake[];
}

test('keeps what the browser tells of a handshake, step by step', async () => {
  tell('onBeforeRequest');
  tell('onSendHeaders', {
    timeStamp: 1001,
    requestHeaders: [
      { name: 'Cookie', value: 'a=b' },
      { name: 'X', binaryValue: [0xe9, 0x41] },
    ],
  });
  tell('onHeadersReceived', {
    timeStamp: 1010,
    statusCode: 101,
    statusLine: 'HTTP/1.1 101 Switching Protocols',
    responseHeaders: [{ name: 'Upgrade', value: 'websocket' }],
  });
  tell('onCompleted', {
    timeStamp: 1011,
    statusCode: 101,
    statusLine: 'HTTP/1.1 101 Switching Protocols',
    ip: '10.0.0.1',
  });
  expect(await stored()).toEqual([
    {
      id: 7,
      tabId: 1,
      frameId: 0,
      documentId: 'document',
      url: 'ws://host/',
      startedAt: 1000,
      sentAt: 1001,
      respondedAt: 1010,
      endedAt: 1011,
      requestHeaders: [
        ['Cookie', 'a=b'],
        ['X', 'éA'],
      ],
      responseHeaders: [['Upgrade', 'websocket']],
      requestLeftOut: 0,
      responseLeftOut: 0,
      status: 101,
      reason: 'Switching Protocols',
      httpVersion: 'HTTP/1.1',
      ip: '10.0.0.1',
      error: '',
    },
  ]);
});

test('goes on where it was when it is stopped in between', async () => {
  tell('onBeforeRequest');
  tell('onSendHeaders', { timeStamp: 1001, requestHeaders: [{ name: 'Origin', value: 'o' }] });
  await settle();
  startBackground();
  tell('onErrorOccurred', { timeStamp: 1020, error: 'net::ERR_FAILED' });
  expect(await stored()).toMatchObject([
    { startedAt: 1000, sentAt: 1001, endedAt: 1020, error: 'net::ERR_FAILED' },
  ]);
});

test('a redirect by another extension changes nothing of what the socket asked for', async () => {
  tell('onBeforeRequest');
  tell('onBeforeRequest', { url: 'ws://elsewhere/', timeStamp: 1005 });
  expect(await stored()).toMatchObject([{ url: 'ws://host/', startedAt: 1000 }]);
});

test('writes what comes in one tick at once', async () => {
  const set = vi.spyOn(storage.session, 'set');
  for (let id = 1; id <= 50; id += 1) tell('onBeforeRequest', { requestId: String(id) });
  expect(await stored()).toHaveLength(50);
  expect(set).toHaveBeenCalledOnce();
});

test('what belongs to no tab is not kept', async () => {
  tell('onBeforeRequest', { tabId: -1 });
  tell('onBeforeRequest', { frameId: -1 });
  tell('onBeforeRequest', { requestId: 'x' });
  expect(await stored()).toEqual([]);
});

test('of a tab the newest 200 stay, of all 2,000; also over a restart', async () => {
  for (let id = 1; id <= 150; id += 1)
    tell('onBeforeRequest', { requestId: String(id), timeStamp: id });
  await settle();
  startBackground();
  for (let id = 151; id <= 300; id += 1)
    tell('onBeforeRequest', { requestId: String(id), timeStamp: id });
  const ids = (await stored()).map(({ id }) => id);
  expect(ids).toHaveLength(200);
  expect(Math.min(...ids)).toBe(101);
  for (let tabId = 2; tabId <= 20; tabId += 1)
    for (let id = 1; id <= 150; id += 1)
      tell('onBeforeRequest', { tabId, requestId: String(tabId * 1000 + id) });
  expect(await stored()).toHaveLength(2000);
});

test('what weighs much makes the oldest go', async () => {
  const heavy = [{ name: 'x', value: 'y'.repeat(16_000) }];
  for (let id = 1; id <= 300; id += 1)
    tell('onSendHeaders', {
      requestId: String(id),
      tabId: id,
      timeStamp: id,
      requestHeaders: heavy,
    });
  const kept = await stored();
  expect(kept.length).toBeGreaterThan(100);
  expect(JSON.stringify(kept).length).toBeLessThan(3_500_000);
  expect(kept.at(-1)?.id).toBe(300);
});

test('ends with the tab, with the page, and with the frame', async () => {
  for (const [requestId, tabId, frameId] of [
    ['1', 1, 0],
    ['2', 1, 5],
    ['3', 1, 6],
    ['4', 2, 0],
  ] as const)
    tell('onBeforeRequest', { requestId, tabId, frameId });
  left(5);
  expect((await stored()).map(({ id }) => id)).toEqual([1, 3, 4]);
  // What is older than the handshake was about the page before.
  left(0, 999);
  expect(await stored()).toHaveLength(3);
  left(0);
  expect((await stored()).map(({ id }) => id)).toEqual([4]);
  closedTabs.fire(2);
  expect(await stored()).toEqual([]);
});

test('only a word of that shape, from a tab, is listened to', async () => {
  tell('onBeforeRequest');
  for (const message of [
    null,
    'left',
    { type: 'left' },
    { type: 'left', leftAt: '1' },
    { time: 1 },
  ])
    messages.fire(message, { tab: { id: 1 }, frameId: 0 });
  messages.fire({ type: 'left', leftAt: 2000 }, { url: 'panel.html' });
  expect(await stored()).toHaveLength(1);
});

test('whatever headers come, what is kept is within the bounds and says what is not', async () => {
  const header = fc.record(
    { name: fc.string({ maxLength: 300 }), value: fc.string({ maxLength: 9000 }) },
    { requiredKeys: ['name'] },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(header, { maxLength: 130 }),
      fc.string({ maxLength: 9000 }),
      fc.string({ maxLength: 500 }),
      async (headers, url, text) => {
        storage = createFakeStorage();
        startBackground();
        tell('onSendHeaders', { url, documentId: text, requestHeaders: headers });
        tell('onHeadersReceived', {
          url,
          statusCode: 400,
          statusLine: text,
          responseHeaders: headers,
        });
        tell('onErrorOccurred', { url, error: text });
        const [kept] = await stored();
        expect(isHandshake(kept)).toBe(true);
        expect(kept!.requestHeaders.length + kept!.requestLeftOut).toBe(headers.length);
        expect(kept!.responseHeaders).toEqual(kept!.requestHeaders);
      },
    ),
    { numRuns: 60 },
  );
});

const heavyHeaders = [{ name: 'x', value: 'y'.repeat(16_000) }];

test('what one tab has much of pushes out its own, and no other tab’s', async () => {
  for (const tabId of [2, 3, 4])
    tell('onBeforeRequest', { tabId, requestId: String(tabId), timeStamp: tabId });
  for (let id = 10; id < 210; id += 1)
    tell('onSendHeaders', { requestId: String(id), timeStamp: id, requestHeaders: heavyHeaders });
  const before = await stored();
  expect(before.filter(({ tabId }) => tabId !== 1).map(({ id }) => id)).toEqual([2, 3, 4]);
  expect(before.findLast(({ tabId }) => tabId === 1)?.id).toBe(209);
});

test('the bound holds where what is known grows, too', async () => {
  for (let id = 1; id <= 190; id += 1)
    tell('onBeforeRequest', { requestId: String(id), timeStamp: id });
  for (let id = 1; id <= 190; id += 1) {
    tell('onSendHeaders', { requestId: String(id), timeStamp: id, requestHeaders: heavyHeaders });
    tell('onHeadersReceived', {
      requestId: String(id),
      statusCode: 101,
      statusLine: 'HTTP/1.1 101',
      responseHeaders: heavyHeaders,
    });
  }
  const kept = await stored();
  expect(JSON.stringify(kept).length).toBeLessThan(3_500_000);
  expect(kept.length).toBeGreaterThan(50);
  expect(kept.at(-1)?.id).toBe(190);
});
