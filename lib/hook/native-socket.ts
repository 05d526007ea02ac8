import { apply, getterOf, NO_ARGUMENTS } from './primordials.ts';

const { prototype } = WebSocket;
const { addEventListener, removeEventListener, dispatchEvent } = EventTarget.prototype;
const { send, close } = prototype;

const readState = getterOf(prototype, 'readyState');
const readBuffered = getterOf(prototype, 'bufferedAmount');
const readUrl = getterOf(prototype, 'url');
const readProtocol = getterOf(prototype, 'protocol');
const readExtensions = getterOf(prototype, 'extensions');
const readBinaryType = getterOf(prototype, 'binaryType');
const readData = getterOf(MessageEvent.prototype, 'data');
const readCode = getterOf(CloseEvent.prototype, 'code');
const readReason = getterOf(CloseEvent.prototype, 'reason');
const readWasClean = getterOf(CloseEvent.prototype, 'wasClean');
const readDetail = getterOf(CustomEvent.prototype, 'detail');

export const stateOf = (socket: WebSocket) => apply(readState, socket, NO_ARGUMENTS) as number;
export const bufferedOf = (socket: WebSocket) =>
  apply(readBuffered, socket, NO_ARGUMENTS) as number;
export const urlOf = (socket: WebSocket) => apply(readUrl, socket, NO_ARGUMENTS) as string;
export const protocolOf = (socket: WebSocket) =>
  apply(readProtocol, socket, NO_ARGUMENTS) as string;
export const extensionsOf = (socket: WebSocket) =>
  apply(readExtensions, socket, NO_ARGUMENTS) as string;
export const binaryTypeOf = (socket: WebSocket) =>
  apply(readBinaryType, socket, NO_ARGUMENTS) as BinaryType;
export const dataOf = (event: Event) => apply(readData, event, NO_ARGUMENTS) as unknown;
export const codeOf = (event: Event) => apply(readCode, event, NO_ARGUMENTS) as number;
export const reasonOf = (event: Event) => apply(readReason, event, NO_ARGUMENTS) as string;
export const wasCleanOf = (event: Event) => apply(readWasClean, event, NO_ARGUMENTS) as boolean;
export const detailOf = (event: Event) => apply(readDetail, event, NO_ARGUMENTS) as unknown;

/** The native `send()`; throws what it throws. */
export const nativeSend = (socket: WebSocket, data: unknown) => apply(send, socket, [data]);

/** The native `close()`; null stands for an argument that is not given. */
export function nativeClose(socket: WebSocket, code: number | null, reason: string | null): void {
  if (code === null) apply(close, socket, NO_ARGUMENTS);
  else apply(close, socket, reason === null ? [code] : [code, reason]);
}

// The capture flag puts a listener ahead of all that a page could add to the same target, and as a
// bare boolean it reads no option off `Object.prototype`.
export const listen = (target: EventTarget, type: string, listener: (event: Event) => void) =>
  apply(addEventListener, target, [type, listener, true]);
export const unlisten = (target: EventTarget, type: string, listener: (event: Event) => void) =>
  apply(removeEventListener, target, [type, listener, true]);
export const dispatch = (target: EventTarget, event: Event) =>
  apply(dispatchEvent, target, [event]) as boolean;
