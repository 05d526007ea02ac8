import type { CloseDetail } from '../protocol/events.ts';
import { listOf } from './native-socket.ts';
import { reader, sizeOfBlob } from './primordials.ts';

/** Events as a socket of the browser's would dispatch them; only `isTrusted` differs. */

const NativeEvent = Event;
const NativeMessageEvent = MessageEvent;
const NativeCloseEvent = CloseEvent;
const NativeBlob = Blob;
const NativeURL = URL;
const originOf = reader<string>(URL.prototype, 'origin');

/** An `open` or `error` event. */
export const plainEvent = (type: 'open' | 'error'): Event => new NativeEvent(type);

/** A `message` event from a server at `url`; bytes become what `binaryType` says. */
export function messageEvent(
  data: string | ArrayBuffer | Blob,
  url: string,
  binaryType: string,
): Event {
  const isBuffer = typeof data !== 'string' && sizeOfBlob(data) === undefined;
  return new NativeMessageEvent('message', {
    __proto__: null,
    data: isBuffer && binaryType === 'blob' ? new NativeBlob(listOf([data])) : data,
    origin: originOf(new NativeURL(url)),
  } as MessageEventInit);
}

/** A `close` event. */
export function closeEvent({ code, reason, wasClean }: CloseDetail): Event {
  const init = { __proto__: null, code, reason, wasClean };
  return new NativeCloseEvent('close', init as CloseEventInit);
}

/** Length in bytes of what `send()` would put into the buffer. */
export function byteLengthOf(data: string | ArrayBuffer | Blob): number {
  return sizeOfBlob(new NativeBlob(listOf([data]))) as number;
}
