import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Column, EventKind } from '../../../lib/protocol/events.ts';
import { PanelClient } from '../../../lib/transport/panel-client.ts';
import type { PanelListener } from '../../../lib/transport/panel-client.ts';
import { batchOf } from '../support/batch-of.ts';
import { FakePort } from '../support/fake-port.ts';

const fake = vi.hoisted(() => ({
  runtime: { id: 'self' as string | undefined, connect: vi.fn<(info: object) => unknown>() },
}));
vi.mock('webextension-polyfill', () => ({ default: fake }));

const info = { documentId: 'd', frameId: 0, url: 'http://page/', timeOrigin: 1 };

let ports: FakePort[];
let client: PanelClient;
const listener = {
  documentStarted: vi.fn<() => number>(),
  documentGone: vi.fn<(documentId: string) => void>(),
  navigated: vi.fn<PanelListener['navigated']>(),
  take: vi.fn<PanelListener['take']>(),
  observedChanged: vi.fn<(observed: boolean) => void>(),
  malformed: vi.fn<() => void>(),
  aliveDocuments: vi.fn<() => { documentId: string; frameId: number }[]>(),
  connectedChanged: vi.fn<(connected: boolean) => void>(),
};

beforeEach(() => {
  vi.useFakeTimers();
  ports = [];
  fake.runtime.id = 'self';
  fake.runtime.connect.mockReset().mockImplementation((given) => {
    ports.push(new FakePort((given as { name: string }).name));
    return ports.at(-1);
  });
  for (const mock of Object.values(listener)) mock.mockReset();
  listener.take.mockImplementation((_, { numbers }) => ({
    type: 'has',
    seq: numbers[Column.Seq] as number,
  }));
  listener.documentStarted.mockReturnValue(1);
  listener.aliveDocuments.mockReturnValue([]);
  client = new PanelClient(5, listener);
  client.connect();
});

afterEach(() => {
  vi.useRealTimers();
});

const port = (): FakePort => ports.at(-1) as FakePort;
const receive = (message: unknown): void => port().onMessage.fire(message);
const report = (given: unknown, documentId = 'd'): void =>
  receive({ type: 'report', documentId, report: given });
const batch = (Seq: number): object =>
  batchOf([{ Kind: EventKind.Send, Seq, payload: 'x' }], { after: Seq - 1 });
/** The commands that were sent since the last look, without the panel's name. */
const commands = (): object[] =>
  port()
    .take()
    .map((message) => {
      const { documentId, command } = message as { documentId: string; command: object };
      return Object.assign(command, { documentId, subscriber: undefined });
    });

test('attaches to its tab with the documents that it knows', () => {
  listener.aliveDocuments.mockReturnValue([{ documentId: 'd', frameId: 2 }]);
  const [first] = ports as [FakePort];
  expect(first.name).toBe('panel');
  expect(first.take()).toMatchObject([{ type: 'attach', tabId: 5, documents: [] }]);
  expect(listener.connectedChanged).not.toHaveBeenCalled();
  receive({ type: 'attached' });
  expect(listener.connectedChanged.mock.lastCall).toEqual([true]);
  first.break();
  receive({ type: 'attached' });
  expect(listener.connectedChanged.mock.calls).toEqual([[true], [false], [true]]);
  expect(port()).not.toBe(first);
  expect(port().take()).toMatchObject([
    { type: 'attach', tabId: 5, documents: [{ documentId: 'd', frameId: 2 }] },
  ]);
});

test('keeps its name when it connects again', () => {
  const [before] = port().take() as { subscriber: string }[];
  port().break();
  expect(port().take()).toMatchObject([{ subscriber: before?.subscriber }]);
});

test('does not connect again when the extension was updated', () => {
  fake.runtime.id = undefined;
  port().break();
  expect(ports).toHaveLength(1);
  expect(listener.connectedChanged.mock.lastCall).toEqual([false]);
});

test('asks when the page of the tab began, and tells its listener', () => {
  port().take();
  client.navigated();
  expect(port().take()).toEqual([{ type: 'navigated' }]);
  expect(listener.navigated).not.toHaveBeenCalled();
  for (const timeOrigin of [7.5, null, NaN, '8', undefined])
    receive({ type: 'navigated', timeOrigin });
  expect(listener.navigated.mock.calls).toEqual([[7.5], [null]]);
});

test('subscribes to a document from where it is wanted', () => {
  port().take();
  listener.documentStarted.mockReturnValue(42);
  receive({ type: 'document', document: info });
  expect(listener.documentStarted).toHaveBeenCalledWith(info);
  expect(commands()).toEqual([{ documentId: 'd', type: 'subscribe', from: 42 }]);
});

test('subscribes again where something was lost on the way', () => {
  port().take();
  report(batch(1));
  listener.take.mockReturnValueOnce({ type: 'wants', from: 7 });
  report(batch(9));
  expect(commands()).toEqual([{ documentId: 'd', type: 'subscribe', from: 7 }]);
  vi.runAllTimers();
  expect(commands()).toEqual([]);
});

test('acknowledges every eighth batch at once, a single one after a while', () => {
  port().take();
  for (let seq = 1; seq <= 7; seq += 1) report(batch(seq));
  expect(commands()).toEqual([]);
  report(batch(8));
  expect(commands()).toEqual([{ documentId: 'd', type: 'acknowledge', seq: 8 }]);
  report(batch(9));
  report(batch(1), 'e');
  vi.runAllTimers();
  expect(commands()).toEqual([
    { documentId: 'd', type: 'acknowledge', seq: 9 },
    { documentId: 'e', type: 'acknowledge', seq: 1 },
  ]);
  for (const seq of [10, 11, 12]) report(batch(seq));
  vi.runAllTimers();
  expect(commands()).toEqual([{ documentId: 'd', type: 'acknowledge', seq: 12 }]);
});

test('of a leftover nothing is told to the hook', () => {
  port().take();
  listener.take.mockReturnValue(undefined);
  for (let seq = 1; seq <= 20; seq += 1) report(batch(seq));
  vi.runAllTimers();
  expect(commands()).toEqual([]);
});

test('acknowledges what the listener has, not what came', () => {
  port().take();
  listener.take.mockReturnValue({ type: 'has', seq: 400 });
  report(batch(3));
  vi.runAllTimers();
  expect(commands()).toEqual([{ documentId: 'd', type: 'acknowledge', seq: 400 }]);
});

test('a document that begins again is not acknowledged for what was before', () => {
  report(batch(1));
  receive({ type: 'document', document: info });
  port().take();
  vi.runAllTimers();
  expect(commands()).toEqual([]);
  report(batch(2));
  vi.runAllTimers();
  expect(commands()).toEqual([{ documentId: 'd', type: 'acknowledge', seq: 2 }]);
});

test('what was not acknowledged when the way broke is not acknowledged on the new one', () => {
  report(batch(1));
  port().break();
  port().take();
  vi.runAllTimers();
  expect(commands()).toEqual([]);
});

test('a document that ended is acknowledged no more', () => {
  report(batch(1));
  port().take();
  receive({ type: 'gone', documentId: 'd' });
  expect(listener.documentGone).toHaveBeenCalledWith('d');
  vi.runAllTimers();
  expect(commands()).toEqual([]);
});

test('malformed reports are counted, other malformed messages ignored', () => {
  report({ type: 'batch' });
  report({ type: 'reply', id: 'x' });
  report([]);
  for (const bad of [null, 5, {}, { type: 'document' }, { type: 'gone' }, { type: 'report' }])
    receive(bad);
  expect(listener.malformed).toHaveBeenCalledTimes(3);
  expect(listener.take).not.toHaveBeenCalled();
  expect(listener.documentStarted).not.toHaveBeenCalled();
  expect(listener.documentGone).not.toHaveBeenCalled();
});

const send = (data: string): Promise<void> =>
  client.command('d', { type: 'send', connection: 1, data });
const answer = (id: number, error = ''): void =>
  report({ type: 'reply', subscriber: 's', id, error });

test('each command is answered by its own reply', async () => {
  port().take();
  const [first, second] = [send('a'), send('b')];
  const ids = commands().map((command) => (command as { id: number }).id);
  expect(new Set(ids).size).toBe(2);
  answer(ids[1] as number, 'The connection is closed.');
  answer(ids[0] as number);
  await expect(second).rejects.toThrow('The connection is closed.');
  await expect(first).resolves.toBeUndefined();
  answer(999);
});

test('a command that was on its way when the way broke says so', async () => {
  const sent = send('a');
  port().break();
  await expect(sent).rejects.toThrow('may or may not');
});

/** `settled`, or `pending` once all that can happen has happened. */
async function outcomeOf(promise: Promise<void>): Promise<string> {
  let outcome = 'pending';
  promise.then(
    () => (outcome = 'resolved'),
    () => (outcome = 'rejected'),
  );
  await vi.advanceTimersByTimeAsync(0);
  return outcome;
}

test('a command to a document that ends does not wait forever; others wait on', async () => {
  const sent = send('a');
  const other = client.command('e', { type: 'send', connection: 1, data: 'b' });
  receive({ type: 'gone', documentId: 'd' });
  expect(await outcomeOf(sent)).toBe('rejected');
  expect(await outcomeOf(other)).toBe('pending');
});

test('without a way a command is rejected', async () => {
  fake.runtime.id = undefined;
  port().break();
  expect(await outcomeOf(send('a'))).toBe('rejected');
});
