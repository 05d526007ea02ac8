import type { ConnectionCommand, EndCommand, OpenCommand } from '../protocol/commands.ts';
import { EventFlag } from '../protocol/events.ts';
import { ReadyState } from '../websocket/ready-state.ts';
import { describeError } from './describe-error.ts';
import {
  binaryTypeOf,
  bufferedOf,
  nativeClose,
  nativeSend,
  NativeWebSocket,
  stateOf,
  urlOf,
} from './native-socket.ts';
import { construct, reader } from './primordials.ts';
import type { ObservedSocket, Recorder } from './recorder.ts';

const NativeEvent = Event;
const NativeMessageEvent = MessageEvent;
const NativeCloseEvent = CloseEvent;
const NativeBlob = Blob;
const NativeURL = URL;
const originOf = reader<string>(URL.prototype, 'origin');
const iteratorSymbol: typeof Symbol.iterator = Symbol.iterator;

const NOT_OPEN = 'It is not open.';

/** Carries out a command of the panel; returns what went wrong, or an empty string. */
export function carryOut(command: ConnectionCommand | OpenCommand, recorder: Recorder): string {
  try {
    if (command.type === 'open') return open(command, recorder);
    const observed = recorder.live.look(command.connection);
    if (!observed) return NOT_OPEN;
    if (observed.obey) return observed.obey(command);
    if (command.type === 'send') return send(observed, command.data, recorder);
    if (command.type === 'deliver') return deliver(observed, command.data, recorder);
    if (command.type === 'end') return end(observed, command, recorder);
    return close(observed, command.code, command.reason, recorder);
  } catch (error) {
    const { name, message } = describeError(error);
    return `${name}: ${message}`;
  }
}

function open({ url, protocols }: OpenCommand, recorder: Recorder): string {
  const socket = construct(NativeWebSocket, [url, listOf(protocols)]) as WebSocket;
  recorder.constructed(socket, { url: urlOf(socket), protocols, stack: '' }, EventFlag.Injected);
  return '';
}

function send(observed: ObservedSocket, data: string | ArrayBuffer, recorder: Recorder): string {
  const state = stateOf(observed.socket);
  if (state !== ReadyState.Open) return NOT_OPEN;
  const before = bufferedOf(observed.socket);
  nativeSend(observed.socket, data);
  recorder.sent(observed, data, before, EventFlag.Injected);
  return '';
}

/** Dispatches on the real socket, so that each kind of listener gets the event in its own way. */
function deliver(observed: ObservedSocket, data: string | ArrayBuffer, recorder: Recorder): string {
  const { socket } = observed;
  const state = stateOf(socket);
  if (state !== ReadyState.Open && state !== ReadyState.Closing) return NOT_OPEN;
  const asBlob = typeof data !== 'string' && binaryTypeOf(socket) === 'blob';
  const event = new NativeMessageEvent('message', {
    __proto__: null,
    data: asBlob ? new NativeBlob(listOf([data])) : data,
    origin: originOf(new NativeURL(urlOf(socket))),
  } as MessageEventInit);
  recorder.dispatch(socket, event);
  return '';
}

/** From now on the page sees an ended connection, whatever the real one still does. */
function end(observed: ObservedSocket, command: EndCommand, recorder: Recorder): string {
  const { socket } = observed;
  const { code, reason, failed } = command;
  recorder.ended(observed);
  nativeClose(socket, null, null);
  if (failed) recorder.dispatch(socket, new NativeEvent('error'));
  recorder.dispatch(
    socket,
    new NativeCloseEvent('close', {
      __proto__: null,
      code,
      reason,
      wasClean: !failed,
    } as CloseEventInit),
  );
  return '';
}

function close(
  observed: ObservedSocket,
  code: number | null,
  reason: string | null,
  recorder: Recorder,
): string {
  nativeClose(observed.socket, code, reason);
  recorder.closeCalled(observed, code, reason, EventFlag.Injected);
  return '';
}

/** A sequence that does not go through `Array.prototype[Symbol.iterator]`. */
export function listOf<T>(items: T[]): T[] {
  let i = 0;
  const next = () => ({ __proto__: null, done: i >= items.length, value: items[i++] });
  return { __proto__: null, [iteratorSymbol]: () => ({ __proto__: null, next }) } as never;
}
