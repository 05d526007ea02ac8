import type { CloseDetail } from '../protocol/events.ts';
import type { Callable } from './mask.ts';
import { apply, getOwnPropertyDescriptor, NO_ARGUMENTS, reader } from './primordials.ts';

export const NativeWebSocket = WebSocket;
export const { prototype } = WebSocket;
const { addEventListener, removeEventListener, dispatchEvent } = EventTarget.prototype;
const { send, close } = prototype;

export const stateOf = reader<number>(prototype, 'readyState');
export const bufferedOf = reader<number>(prototype, 'bufferedAmount');
export const urlOf = reader<string>(prototype, 'url');
export const protocolOf = reader<string>(prototype, 'protocol');
export const extensionsOf = reader<string>(prototype, 'extensions');
export const binaryTypeOf = reader<string>(prototype, 'binaryType');
export const dataOf = reader<unknown>(MessageEvent.prototype, 'data');
const codeOf = reader<number>(CloseEvent.prototype, 'code');
const reasonOf = reader<string>(CloseEvent.prototype, 'reason');
const wasCleanOf = reader<boolean>(CloseEvent.prototype, 'wasClean');
export const detailOf = reader<unknown>(CustomEvent.prototype, 'detail');
export const typeOf = reader<string>(Event.prototype, 'type');

export const { set: nativeSetBinaryType } = getOwnPropertyDescriptor(prototype, 'binaryType') as {
  set: Callable;
};

export const closeDetailOf = (event: Event): CloseDetail => ({
  code: codeOf(event),
  reason: reasonOf(event),
  wasClean: wasCleanOf(event),
});

/** The native `send()`; throws what it throws. */
export const nativeSend = (socket: WebSocket, data: unknown) => apply(send, socket, [data]);

/** The native functions with arguments of the page; they throw what they throw. */
export const sendAsGiven = (socket: WebSocket, args: unknown[]): unknown =>
  apply(send, socket, args);
export const closeAsGiven = (socket: WebSocket, args: unknown[]): unknown =>
  apply(close, socket, args);

/** The native `close()`; null stands for an argument that is not given. */
export const nativeClose = (socket: WebSocket, code: number | null, reason: string | null) =>
  apply(close, socket, code === null ? NO_ARGUMENTS : reason === null ? [code] : [code, reason]);

// The capture flag puts a listener ahead of all that a page could add to the same target, and as a
// bare boolean it reads no option off `Object.prototype`.
export const listen = (target: EventTarget, type: string, listener: (event: Event) => void) =>
  apply(addEventListener, target, [type, listener, true]);
export const unlisten = (target: EventTarget, type: string, listener: (event: Event) => void) =>
  apply(removeEventListener, target, [type, listener, true]);
export const dispatch = (target: EventTarget, event: Event) =>
  apply(dispatchEvent, target, [event]) as boolean;

const { stopImmediatePropagation } = Event.prototype;
/** Keeps an event from all listeners that come later. */
export const stopEvent = (event: Event) => apply(stopImmediatePropagation, event, NO_ARGUMENTS);

const iteratorSymbol: typeof Symbol.iterator = Symbol.iterator;

/** A sequence that does not go through `Array.prototype[Symbol.iterator]`. */
export function listOf<T>(items: T[]): T[] {
  let i = 0;
  const next = () => ({
    __proto__: null,
    done: i >= items.length,
    value: i < items.length ? items[i++] : undefined,
  });
  return { __proto__: null, [iteratorSymbol]: () => ({ __proto__: null, next }) } as never;
}

const NativeAbortSignal = AbortSignal;
const { timeout } = AbortSignal;

/** Runs it as a task of its own. Takes no number from those that `setTimeout` hands to the page. */
export const soon = (run: () => void) =>
  listen(apply(timeout, NativeAbortSignal, [0]), 'abort', run);
