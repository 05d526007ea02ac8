import { apply, getOwnPropertyDescriptor, reader } from './primordials.ts';

/** Chromium's `WebSocketStream`, of which TypeScript's DOM library knows nothing. */
export type StreamConstructor = (new (url: string, options?: object) => object) & {
  prototype: object;
};

interface StreamGlobals {
  WebSocketStream?: StreamConstructor;
  WebSocketError?: { prototype: object };
}

const { WebSocketStream: NativeStream, WebSocketError: NativeError } = globalThis as StreamGlobals;
const prototype = NativeStream?.prototype;

const nativeClose = prototype && getOwnPropertyDescriptor(prototype, 'close')?.value;

export const streamUrl = readerOf<string>(prototype, 'url');
export const streamOpened = readerOf<Promise<unknown>>(prototype, 'opened');
export const streamClosed = readerOf<Promise<unknown>>(prototype, 'closed');
const closeCodeOf = readerOf<number | null>(NativeError?.prototype, 'closeCode');
const reasonOf = readerOf<string>(NativeError?.prototype, 'reason');

/** Where nothing is said of a code, and where the end was not clean (RFC 6455, section 7.1.5). */
const NO_CODE = 1005;
const ABNORMAL = 1006;

/** The native `close()`; throws what it throws. */
export const closeStream = (stream: object, info: object) =>
  apply(nativeClose as () => void, stream, [info]);

/** What `closed` resolved to. */
export function cleanEnd(info: unknown): { code: number; reason: string } {
  const member = (name: string): unknown => getOwnPropertyDescriptor(info as object, name)?.value;
  const [code, reason] = [member('closeCode'), member('reason')];
  return {
    code: typeof code === 'number' ? code : NO_CODE,
    reason: typeof reason === 'string' ? reason : '',
  };
}

/** What `closed` was rejected with: an abort has no code, nor has what never opened. */
export function abnormalEnd(error: unknown): { code: number; reason: string } {
  try {
    return { code: closeCodeOf(error) ?? ABNORMAL, reason: reasonOf(error) };
  } catch {
    return { code: ABNORMAL, reason: '' };
  }
}

/** Where the browser has none there is nothing to read. */
function readerOf<T>(holder: object | undefined, name: string): (self: unknown) => T {
  return holder && getOwnPropertyDescriptor(holder, name)?.get
    ? reader<T>(holder, name)
    : () => undefined as T;
}
