import { Column, EventFlag, ROW_WIDTH } from '../protocol/events.ts';
import type { EventBatch, EventPayload } from '../protocol/events.ts';

/**
 * The payload of each row of a batch, those out of its `bytes` in memory of their own; undefined where
 * a page claims more bytes than there are.
 */
export function unpack({ bytes, numbers, payloads }: EventBatch): (EventPayload | undefined)[] {
  let at = 0;
  return payloads.map((payload, i) => {
    const row = i * ROW_WIDTH;
    if (((numbers[row + Column.Flags] as number) & EventFlag.Packed) === 0) return payload;
    const end = at + (numbers[row + Column.Size] as number);
    if (!(end >= at && end <= bytes.byteLength)) return undefined;
    const own = bytes.slice(at, end);
    at = end;
    return own;
  });
}
