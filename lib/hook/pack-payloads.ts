import type { HookReport } from '../protocol/commands.ts';
import { Column, EventFlag, EventKind, LONG_PAYLOAD, ROW_WIDTH } from '../protocol/events.ts';
import type { EventPayload, SendThrewDetail } from '../protocol/events.ts';
import { listOf } from './native-socket.ts';
import { apply, NO_ARGUMENTS, sizeOfBlob } from './primordials.ts';

const NativeBlob = Blob;
const NativeUint16Array = Uint16Array;
const { isWellFormed, charCodeAt } = String.prototype;

/**
 * In a worker a batch is cloned on its way, and again on the page's own thread: there long payloads
 * go as Blobs from here on, their rows marked, as the relay has it for those of documents.
 */
export function packLongPayloads(report: HookReport): HookReport {
  if (report.type !== 'batch' || report.longest < LONG_PAYLOAD) return report;
  const { numbers, payloads } = report;
  for (let i = 0; i < payloads.length; i += 1) {
    const row = i * ROW_WIDTH;
    const payload = payloads[i] as EventPayload;
    if (payload === null || (numbers[row + Column.Size] as number) < LONG_PAYLOAD) continue;
    if (numbers[row + Column.Kind] === EventKind.SendThrew) {
      const { data, errorName, errorMessage } = payload as SendThrewDetail;
      if (data !== null) payloads[i] = { data: pack(data, numbers, row), errorName, errorMessage };
    } else payloads[i] = pack(payload as string | ArrayBuffer | Blob, numbers, row);
  }
  return report;
}

function pack(data: string | ArrayBuffer | Blob, numbers: Float64Array, row: number): Blob {
  if (typeof data !== 'string')
    return sizeOfBlob(data) === undefined ? new NativeBlob(listOf([data])) : (data as Blob);
  const wellFormed = apply(isWellFormed, data, NO_ARGUMENTS) as boolean;
  const flags = row + Column.Flags;
  const flag = wellFormed ? EventFlag.TextBlob : EventFlag.Utf16Blob;
  numbers[flags] = (numbers[flags] as number) | flag;
  return new NativeBlob(listOf([wellFormed ? data : codeUnitsOf(data)]));
}

function codeUnitsOf(text: string): Uint16Array<ArrayBuffer> {
  const units = new NativeUint16Array(text.length);
  for (let i = 0; i < text.length; i += 1) units[i] = apply(charCodeAt, text, [i]) as number;
  return units;
}
