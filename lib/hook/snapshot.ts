import { EventFlag } from '../protocol/events.ts';
import {
  byteLengthOfBuffer,
  copyBuffer,
  copyView,
  isSharedBuffer,
  isView,
  sizeOfBlob,
} from './primordials.ts';

const NativeArrayBuffer = ArrayBuffer;

/** A message's data as it is at this instant. */
export interface Snapshot {
  payload: string | ArrayBuffer | Blob | null;
  /** Bits of {@link EventFlag}. */
  flags: number;
  /** UTF-16 code units of text, bytes of binary. */
  size: number;
  /** Bytes of memory that keeping it costs. */
  weight: number;
}

/**
 * Takes what the page could still change as a copy and what it cannot (text, Blobs) as it is.
 * Values of other types have no snapshot: the caller turns them into text first.
 */
export function snapshotOf(data: unknown): Snapshot {
  if (typeof data === 'string')
    return { payload: data, flags: 0, size: data.length, weight: data.length * 2 };
  if (isView(data)) {
    const payload = bytesOf(data);
    return binary(payload, byteLengthOfBuffer(payload) as number, EventFlag.FromView);
  }
  const byteLength = byteLengthOfBuffer(data);
  if (byteLength !== undefined)
    return binary(copyBuffer(data as ArrayBuffer, byteLength), byteLength, 0);
  const size = sizeOfBlob(data);
  if (size !== undefined) return binary(data as Blob, size, EventFlag.FromBlob);
  return { payload: null, flags: 0, size: 0, weight: 0 };
}

/** A DataView throws where its buffer is detached or too short; browsers send no bytes of it. */
function bytesOf(view: ArrayBufferView): ArrayBuffer {
  try {
    return copyView(view);
  } catch {
    return new NativeArrayBuffer(0);
  }
}

function binary(payload: ArrayBuffer | Blob, size: number, flag: number): Snapshot {
  return { payload, flags: EventFlag.Binary | flag, size, weight: size };
}

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
