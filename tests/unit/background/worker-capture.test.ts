import { beforeEach, expect, test, vi } from 'vitest';
import { WorkerCapture } from '../../../lib/background/worker-capture.ts';

type Listener = (details: object) => unknown;

/** A `webRequest` event whose listeners are told apart by the tab that they filter by. */
const fake = vi.hoisted(() => {
  // eslint-disable-next-line unicorn/consistent-function-scoping
  const event = () => {
    const listeners = new Map<Listener, { tabId: number }>();
    return {
      listeners,
      addListener: (listener: Listener, filter: { tabId: number }) =>
        listeners.set(listener, filter),
      removeListener: (listener: Listener) => listeners.delete(listener),
    };
  };
  return {
    runtime: { getURL: (path: string) => `moz-extension://self${path}` },
    tabs: { sendMessage: vi.fn<(...given: unknown[]) => Promise<unknown>>() },
    webRequest: {
      onBeforeSendHeaders: event(),
      onHeadersReceived: event(),
      onCompleted: event(),
      onErrorOccurred: event(),
      filterResponseData: vi.fn<(id: string) => object>(),
    },
  };
});
vi.mock('webextension-polyfill', () => ({ default: fake }));

interface FakeFilter {
  ondata?: (event: { data: ArrayBuffer }) => void;
  written: string;
  write(data: Uint8Array): void;
  disconnect(): void;
}

let filters: Map<string, FakeFilter>;

beforeEach(() => {
  filters = new Map();
  for (const name of [
    'onBeforeSendHeaders',
    'onHeadersReceived',
    'onCompleted',
    'onErrorOccurred',
  ] as const)
    fake.webRequest[name].listeners.clear();
  fake.tabs.sendMessage.mockReset().mockResolvedValue(undefined);
  fake.webRequest.filterResponseData.mockReset().mockImplementation((id) => {
    const filter: FakeFilter = {
      written: '',
      write: (data) => (filter.written += new TextDecoder().decode(data)),
      disconnect: () => {},
    };
    filters.set(id, filter);
    return filter;
  });
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('HOOK(channelName,mark);\n')));
});

function fire(
  name: 'onBeforeSendHeaders' | 'onHeadersReceived' | 'onErrorOccurred',
  details: { tabId: number },
) {
  const results: unknown[] = [];
  for (const [listener, filter] of fake.webRequest[name].listeners)
    if (filter.tabId === details.tabId) results.push(listener(details));
  return Promise.all(results);
}

/** A request for a script, up to its answer. */
async function request(
  given: { dest?: string; status?: number; tabId?: number; id?: string } = {},
) {
  const { dest = 'worker', status = 200, tabId = 1, id = 'r' } = given;
  const details = { requestId: id, tabId, frameId: 3, originUrl: 'http://page/' };
  const requestHeaders = [{ name: 'Sec-Fetch-Dest', value: dest }];
  await fire('onBeforeSendHeaders', { ...details, requestHeaders } as never);
  return fire('onHeadersReceived', { ...details, statusCode: status } as never);
}

function written(id = 'r'): string {
  const filter = filters.get(id) as FakeFilter;
  filter.ondata?.({ data: new TextEncoder().encode('own();').buffer });
  return filter.written;
}

function start(...tabs: number[]): WorkerCapture {
  const capture = new WorkerCapture();
  for (const tab of tabs) capture.watch(tab, true);
  return capture;
}

test('a worker of an inspected tab gets the hook, and its frame the name of the channel', async () => {
  start(1);
  await request();
  const text = written();
  expect(text).toMatch(/^try\{.*HOOK\(channelName,mark\);.*\}catch\{\};own\(\);$/);
  expect(text).not.toContain('\n');
  const [tabId, message, options] = fake.tabs.sendMessage.mock.calls[0] as [
    number,
    { channelName: string },
    object,
  ];
  expect([tabId, options]).toEqual([1, { frameId: 3 }]);
  expect(message.channelName).toMatch(/^[0-9a-f]{32}$/);
  expect(text).toContain(`("${message.channelName}","`);
});

/** Channel name and mark that a script was given. */
const secretsOf = (text: string) => /\("(\w+)","(\w+)"\);else/.exec(text)?.slice(1);

test('two workers share no secret but the mark of their tab', async () => {
  start(1);
  await request({ id: 'a' });
  await request({ id: 'b' });
  const [a, b] = [secretsOf(written('a')), secretsOf(written('b'))];
  expect(a).toHaveLength(2);
  // A later module gives back its own channel.
  expect(written('a')).toContain(`BroadcastChannel("${a?.[0]}")`);
  expect(a?.[0]).not.toBe(b?.[0]);
  expect(a?.[1]).toBe(b?.[1]);
});

test.each<[string, object]>([
  ['a page’s script', { dest: 'script' }],
  ['an error page', { status: 404 }],
  ['a redirection', { status: 302 }],
  ['a script of a tab that nobody inspects', { tabId: 2 }],
])('%s is left alone', async (_, given) => {
  start(1);
  await request(given);
  expect(fake.webRequest.filterResponseData).not.toHaveBeenCalled();
  expect(fake.tabs.sendMessage).not.toHaveBeenCalled();
});

test('a redirection that ends in a script is followed', async () => {
  start(1);
  await request({ status: 302 });
  await request({ status: 200 });
  expect(fake.webRequest.filterResponseData).toHaveBeenCalledTimes(1);
});

test('a request that failed is forgotten', async () => {
  start(1);
  const requestHeaders = [{ name: 'sec-fetch-dest', value: 'worker' }];
  await fire('onBeforeSendHeaders', { requestId: 'r', tabId: 1, requestHeaders } as never);
  await fire('onErrorOccurred', { requestId: 'r', tabId: 1 } as never);
  await fire('onHeadersReceived', { requestId: 'r', tabId: 1, statusCode: 200 } as never);
  expect(fake.webRequest.filterResponseData).not.toHaveBeenCalled();
});

test('a shared worker is introduced to the documents whose page started it', async () => {
  start(1, 2);
  fake.tabs.sendMessage.mockImplementation((tabId, message) =>
    Promise.resolve(
      tabId === 2 && (message as { type: string }).type === 'ping'
        ? { documentId: 'd', timeOrigin: 1 }
        : undefined,
    ),
  );
  await request({ tabId: -1, dest: 'sharedworker' });
  expect(written()).toContain('HOOK');
  await vi.waitFor(() => expect(fake.tabs.sendMessage).toHaveBeenCalledTimes(3));
  const ping = { type: 'ping', url: 'http://page/' };
  const worker = { type: 'worker', channelName: expect.any(String), documentId: 'd' };
  expect(fake.tabs.sendMessage.mock.calls).toEqual([
    [1, ping, {}],
    [2, ping, {}],
    [2, worker, {}],
  ]);
});

test('when the last panel has gone, nothing is listened to', async () => {
  const capture = start(1, 2);
  capture.watch(1, false);
  await request({ tabId: 2, id: 'two' });
  expect(filters.has('two')).toBe(true);
  capture.watch(2, false);
  for (const { listeners } of [
    fake.webRequest.onBeforeSendHeaders,
    fake.webRequest.onHeadersReceived,
    fake.webRequest.onErrorOccurred,
  ])
    expect(listeners.size).toBe(0);
});

test('without the hook’s file, or where a request cannot be filtered, the script goes its way', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('gone')));
  start(1);
  expect(await request()).toEqual([{}]);
  expect(fake.webRequest.filterResponseData).not.toHaveBeenCalled();
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('HOOK')));
  fake.webRequest.filterResponseData.mockImplementation(() => {
    throw new Error('Invalid request ID');
  });
  fake.webRequest.onBeforeSendHeaders.listeners.clear();
  fake.webRequest.onHeadersReceived.listeners.clear();
  start(1);
  expect(await request()).toEqual([{}]);
});
