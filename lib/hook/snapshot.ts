import { EventFlag, LONG_PAYLOAD } from '../protocol/events.ts';
import type { Arena, Chunk } from './arena.ts';
import {
  byteLengthOfBuffer,
  copyBytes,
  getPrototypeOf,
  isSharedBuffer,
  isView,
  sizeOfBlob,
  windowOf,
} from './primordials.ts';
import type { ByteWindow } from './primordials.ts';

const NativeArrayBuffer = ArrayBuffer;
const blobPrototype = Blob.prototype;

/** A message's data as it is at this instant. */
export interface Snapshot {
  payload: string | ArrayBuffer | Blob | null;
  /** Bits of {@link EventFlag}. */
  flags: number;
  /** UTF-16 code units of text, bytes of binary. */
  size: number;
  /** Bytes of memory that keeping it costs. */
  weight: number;
  /** Holds the bytes in place of `payload`, right before what is free. */
  chunk: Chunk | undefined;
}

/**
 * Takes what the page could still change as a copy and what it cannot (text, Blobs) as it is.
 * Values of other types have no snapshot: the caller turns them into text first.
 * @param arena where short copies go; without it each has memory of its own
 */
export function snapshotOf(data: unknown, arena?: Arena): Snapshot {
  if (typeof data === 'string') return snapshot(data, 0, data.length, data.length * 2);
  if (isView(data)) return bytes(windowOrNone(data), EventFlag.FromView, arena);
  // A Blob is seen by its prototype first: a getter that throws costs as much as ten messages.
  const byteLength =
    data !== null && typeof data === 'object' && getPrototypeOf(data) === blobPrototype
      ? undefined
      : byteLengthOfBuffer(data);
  if (byteLength !== undefined) return bytes([data as ArrayBuffer, 0, byteLength], 0, arena);
  const size = sizeOfBlob(data);
  if (size === undefined) return snapshot(null, 0, 0, 0);
  return snapshot(data as Blob, EventFlag.Binary | EventFlag.FromBlob, size, size);
}

/** A DataView throws where its buffer is detached or too short; browsers send no bytes of it. */
function windowOrNone(view: ArrayBufferView): ByteWindow {
  try {
    return windowOf(view);
  } catch {
    return [new NativeArrayBuffer(0), 0, 0];
  }
}

function bytes(window: ByteWindow, flag: number, arena?: Arena): Snapshot {
  const kept = arena && window[2] < LONG_PAYLOAD ? arena.put(window) : undefined;
  const payload = kept ? null : copyBytes(window);
  return snapshot(payload, EventFlag.Binary | flag, window[2], window[2], kept);
}

const snapshot = (
  payload: Snapshot['payload'],
  flags: number,
  size: number,
  weight: number,
  chunk?: Chunk,
): Snapshot => ({ payload, flags, size, weight, chunk });

/** Whether `send()` takes the value as it is; all else it turns into text. */
export function isNativeData(data: unknown): boolean {
  return (
    typeof data === 'string' ||
    isView(data) ||
    byteLengthOfBuffer(data) !== undefined ||
    sizeOfBlob(data) !== undefined ||
    isSharedBuffer(data)
  );
}
