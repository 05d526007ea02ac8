import '../support/page-globals.ts';
import '../support/fake-web-socket.ts';
import * as fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { noteProtocols, run, useConversions } from '../../../lib/hook/arguments.ts';
import { createConversions } from '../../../lib/hook/convert-objects.ts';
import { createEventLog } from '../../../lib/hook/event-log.ts';
import type { LogEntry } from '../../../lib/hook/event-log.ts';
import { createGate } from '../../../lib/hook/gate.ts';
import type { Gate } from '../../../lib/hook/gate.ts';
import { createRecorder } from '../../../lib/hook/recorder.ts';
import type { ObservedSocket, Recorder } from '../../../lib/hook/recorder.ts';
import { addressOf, areProtocols } from '../../../lib/hook/simulated-socket.ts';
import { EventFlag, EventKind } from '../../../lib/protocol/events.ts';
import type { GateAnswer, GateCommandSent } from '../../../lib/protocol/gate.ts';
import { FakeWebSocket } from '../support/fake-web-socket.ts';

let entries: LogEntry[];
let recorder: Recorder;
let gate: Gate;
let told: string;
let answer: GateAnswer;
/** Of which connections the engine was told that they are no more, in order. */
let gone: number[];

const tell = (command: GateCommandSent): string => {
  told = '';
  gate.obey(command);
  return told;
};

beforeEach(() => {
  useConversions(createConversions(run));
  entries = [];
  answer = { do: 'simulate', backing: null };
  gone = [];
  recorder = createRecorder(
    { ...createEventLog(), append: (entry) => void entries.push(entry) },
    () => {},
  );
  gate = createGate(recorder, (report) => {
    if (report.type === 'told') told = report.error;
    else if (report.question.type === 'gone') gone.push(report.question.connection);
    else if (report.question.type !== 'present') {
      const given: GateAnswer = report.question.type === 'construct' ? answer : { do: 'pass' };
      tell({ type: 'answer', answer: given });
    }
  });
  tell({ type: 'gate', on: true });
});

/** What the patched constructor asks. */
function made(args: unknown[]): unknown {
  const protocols = noteProtocols(args[1]);
  if (args.length > 1) args[1] = protocols.pass;
  return recorder.intercept?.constructs(args, FakeWebSocket as never, protocols, made);
}

const construct = (args: unknown[] = ['ws://page/x']): WebSocket => made(args) as WebSocket;
const observed = (socket: WebSocket): ObservedSocket => recorder.find(socket) as ObservedSocket;
const send = (socket: WebSocket, ...args: unknown[]): void =>
  void recorder.intercept?.sends(observed(socket), args);
const close = (socket: WebSocket, ...args: unknown[]): void =>
  void recorder.intercept?.closes(observed(socket), args);
const open = (connection: number): string =>
  tell({ type: 'open', connection, protocol: 'chat', extensions: '' });
const deliver = (connection: number, data: string | ArrayBuffer): string =>
  tell({ type: 'inject', connection, direction: 'receive', data });

/** What a listener of the page hears. */
function heard(socket: WebSocket): string[] {
  const events: string[] = [];
  for (const type of ['open', 'message', 'error', 'close'])
    socket.addEventListener(type, () => events.push(`${type} ${socket.readyState}`));
  return events;
}

test('opens, hears and ends by commands, with the state of each moment', () => {
  const socket = construct(['http://page/x', ['chat']]);
  expect(socket).toBeInstanceOf(FakeWebSocket);
  expect([socket.url, socket.readyState, socket.binaryType]).toEqual(['ws://page/x', 0, 'blob']);
  const events = heard(socket);
  expect(deliver(1, 'early')).toBe('It is not open.');
  expect(open(1)).toBe('');
  expect(open(1)).toBe('It is not connecting.');
  expect(socket.protocol).toBe('chat');
  expect(deliver(1, 'x')).toBe('');
  tell({ type: 'end', connection: 1, code: 1006, reason: '', failed: true });
  expect(events).toEqual(['open 1', 'message 1', 'error 3', 'close 3']);
  expect(deliver(1, 'late')).toBe('It is not open.');
  expect(entries.map(({ kind, flags }) => [kind, flags])).toEqual([
    [EventKind.Construct, EventFlag.Modified],
    [EventKind.Open, 0],
    [EventKind.Receive, EventFlag.Injected],
    [EventKind.Error, EventFlag.Injected],
    [EventKind.Close, EventFlag.Injected],
  ]);
});

test('the engine is told of each that ended without its doing', async () => {
  const first = construct();
  open(1);
  close(first);
  const second = construct();
  close(second);
  await vi.waitUntil(() => first.readyState === 3 && second.readyState === 3);
  expect(gone).toEqual([1, 2]);
  // A connection that the engine let be native, and whose constructor threw.
  answer = { do: 'pass' };
  construct();
  recorder.constructFailed({ url: 'ws://page/x', protocols: [], stack: '' }, new Error('mine'));
  expect(gone).not.toContain(3);
  construct();
  expect(gone).toContain(3);
});

test('bytes are what binaryType says, which takes its two values only', async () => {
  const socket = construct();
  open(1);
  const data: unknown[] = [];
  socket.addEventListener('message', (event) => data.push((event as MessageEvent).data));
  deliver(1, new Uint8Array([1]).buffer);
  socket.binaryType = 'none' as never;
  expect(socket.binaryType).toBe('blob');
  socket.binaryType = 'arraybuffer';
  deliver(1, new Uint8Array([2]).buffer);
  expect(await (data[0] as Blob).bytes()).toEqual(new Uint8Array([1]));
  expect(data[1]).toEqual(new Uint8Array([2]).buffer);
});

/* oxlint-disable unicorn/prefer-add-event-listener -- they are what is tested */
test('handlers are called in the place where they were first set, and are what was set', () => {
  const socket = construct();
  const calls: string[] = [];
  socket.onopen = () => calls.push('first');
  socket.addEventListener('open', () => calls.push('listener'));
  const second = (): void => void calls.push('second');
  socket.onopen = second;
  expect(socket.onopen).toBe(second);
  socket.onmessage = 5 as never;
  expect(socket.onmessage).toBeNull();
  open(1);
  expect(calls).toEqual(['second', 'listener']);
  socket.onopen = null;
  socket.dispatchEvent(new Event('open'));
  expect(calls).toEqual(['second', 'listener', 'listener']);
});

/* oxlint-enable unicorn/prefer-add-event-listener */

test('send() throws while CONNECTING, and grows bufferedAmount after close()', () => {
  const socket = construct();
  expect(() => send(socket, 'x')).toThrow(expect.objectContaining({ name: 'InvalidStateError' }));
  expect(() => send(socket)).toThrow(TypeError);
  open(1);
  send(socket, 'x');
  expect(socket.bufferedAmount).toBe(0);
  close(socket, 3000);
  send(socket, 'é');
  expect([socket.readyState, socket.bufferedAmount]).toEqual([2, 2]);
  expect(entries.at(-1)?.flags).toBe(EventFlag.Discarded);
});

test('close() is answered as a task of its own; while CONNECTING it fails the connection', async () => {
  const open1 = construct();
  const connecting = construct();
  const events = heard(open1);
  const failing = heard(connecting);
  open(1);
  close(open1, 3000, 'r');
  close(connecting);
  close(open1, 3001);
  expect([events, failing]).toEqual([['open 1'], []]);
  expect(() => close(open1, 1001)).toThrow(expect.objectContaining({ name: 'InvalidAccessError' }));
  await vi.waitFor(() => expect(failing).toEqual(['error 3', 'close 3']));
  expect(events).toEqual(['open 1', 'close 3']);
  expect(
    entries.findLast(({ connection, kind }) => connection === 1 && kind === EventKind.Close),
  ).toMatchObject({ payload: { code: 3000, reason: 'r', wasClean: true } });
});

test('gets a server later, but one only, of which it wants bytes as it said before', () => {
  const socket = construct();
  const back: GateCommandSent = {
    type: 'back',
    connection: 1,
    backing: { url: 'ws://other/', protocols: [] },
  };
  socket.binaryType = 'arraybuffer';
  expect(tell(back)).toBe('');
  expect(tell(back)).toBe('It is not connecting.');
  expect(gate.sockets.look(socket)?.backing?.binaryType).toBe('arraybuffer');
});

test('where the gate goes off, what nobody would ever open fails', () => {
  const events = heard(construct());
  tell({ type: 'gate', on: false });
  expect(events).toEqual(['error 3', 'close 3']);
});

test('what the native constructor refuses is left to it', () => {
  for (const args of [
    [],
    [Symbol('x')],
    ['ftp://page/'],
    ['ws://page/#x'],
    ['ws://page/', ['a', 'a']],
  ])
    expect(made(args)).toBeUndefined();
  expect(entries).toEqual([]);
});

test('addresses are those of `url`', () => {
  expect(addressOf('wss://a.test:443/b?c')).toBe('wss://a.test/b?c');
  expect(addressOf('https://a.test')).toBe('wss://a.test/');
  fc.assert(
    fc.property(fc.webUrl({ withFragments: false }), (url) => {
      expect(addressOf(url)).toBe(new URL(url).href.replace(/^http/, 'ws'));
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => void addressOf(text)));
});

test('protocols are tokens, each of them once', () => {
  expect(areProtocols(['a', "!#$%&'*+-.^_`|~"])).toBe(true);
  for (const bad of ['', ' ', 'a b', 'é', 'a,b', '"', '{', '\u007f'])
    expect(areProtocols([bad])).toBe(false);
  expect(areProtocols(['a', 'b', 'a'])).toBe(false);
});
