import {
  Column,
  EventFlag,
  EventKind,
  isMessageKind,
  LONG_PAYLOAD,
  ROW_WIDTH,
} from '../protocol/events.ts';
import type { EventBatch, EventPayload, SendThrewDetail } from '../protocol/events.ts';

/** The same batch with its long payloads as Blobs, their rows marked. */
export function packLongPayloads(batch: EventBatch): EventBatch {
  if (batch.longest < LONG_PAYLOAD) return batch;
  // What comes from the hook belongs to the page's realm, where Firefox lets us write nothing.
  const numbers = new Float64Array(batch.numbers);
  const payloads: EventPayload[] = [];
  for (let i = 0; i < batch.payloads.length; i += 1) {
    const row = i * ROW_WIDTH;
    const payload = batch.payloads[i] as EventPayload;
    const size = numbers[row + Column.Size] as number;
    payloads.push(size < LONG_PAYLOAD ? payload : pack(payload, numbers, row));
  }
  return {
    type: batch.type,
    subscriber: batch.subscriber,
    after: batch.after,
    longest: batch.longest,
    numbers,
    payloads,
    bytes: batch.bytes,
    released: batch.released,
  };
}

function pack(payload: EventPayload, numbers: Float64Array, row: number): EventPayload {
  const flags = row + Column.Flags;
  if (numbers[row + Column.Kind] === EventKind.SendThrew) {
    const { data, errorName, errorMessage } = payload as SendThrewDetail;
    return { data: data === null ? null : packData(data, numbers, flags), errorName, errorMessage };
  }
  return payload === null ? null : packData(payload as string | ArrayBuffer | Blob, numbers, flags);
}

function packData(data: string | ArrayBuffer | Blob, numbers: Float64Array, flags: number): Blob {
  if (typeof data !== 'string') return data instanceof Blob ? data : new Blob([data]);
  // UTF-8 has no lone surrogates: text that holds some goes as its code units.
  const wellFormed = data.isWellFormed();
  const flag = wellFormed ? EventFlag.TextBlob : EventFlag.Utf16Blob;
  numbers[flags] = (numbers[flags] as number) | flag;
  return new Blob([wellFormed ? data : codeUnitsOf(data)]);
}

function codeUnitsOf(text: string): Uint16Array<ArrayBuffer> {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i += 1) units[i] = text.charCodeAt(i);
  return units;
}

/**
 * The same batch without its messages' data, marked as let go. What other rows tell stays, as without
 * it they mean nothing; `bare` takes that, too.
 */
export function withoutData(batch: EventBatch, bare = false): EventBatch {
  const { type, subscriber, after, longest, released } = batch;
  const numbers = new Float64Array(batch.numbers);
  const payloads: EventPayload[] = [];
  for (let i = 0; i < batch.payloads.length; i += 1) {
    const row = i * ROW_WIDTH;
    const kind = numbers[row + Column.Kind] as number;
    const flags = row + Column.Flags;
    if (isMessageKind(kind))
      numbers[flags] = ((numbers[flags] as number) & ~EventFlag.Packed) | EventFlag.Released;
    payloads.push(bare ? null : detailOf(kind, batch.payloads[i] as EventPayload));
  }
  return {
    type,
    subscriber,
    after,
    longest,
    numbers,
    payloads,
    bytes: new ArrayBuffer(0),
    released,
  };
}

/** What a row tells beside the data of its message. */
function detailOf(kind: number, payload: EventPayload): EventPayload {
  if (!isMessageKind(kind)) return payload;
  if (kind !== EventKind.SendThrew) return null;
  const { errorName, errorMessage } = payload as SendThrewDetail;
  return { data: null, errorName, errorMessage };
}
