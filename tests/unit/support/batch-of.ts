import { Column, ROW_WIDTH } from '../../../lib/protocol/events.ts';
import type { EventBatch, EventPayload } from '../../../lib/protocol/events.ts';

/** One event of a batch: numbers by the name of their column, and its payload. */
export type EventSpec = Partial<Record<keyof typeof Column, number>> & { payload?: unknown };

/** A batch as a hook would send it; `Seq` counts on from `after`, what is not given is plausible. */
export function batchOf(events: readonly EventSpec[], frame: Partial<EventBatch> = {}): EventBatch {
  const after = frame.after ?? 0;
  const numbers = new Float64Array(events.length * ROW_WIDTH);
  const payloads = events.map((event, i) => {
    const payload = event.payload === undefined ? null : event.payload;
    const row = { Seq: after + i + 1, Time: 1000, Connection: 1, State: 1, Size: sizeOf(payload) };
    for (const [name, value] of Object.entries({ ...row, ...event }))
      if (name !== 'payload')
        numbers[i * ROW_WIDTH + Column[name as keyof typeof Column]] = value as number;
    return payload as EventPayload;
  });
  return {
    type: 'batch',
    subscriber: 'panel',
    after,
    longest: 0,
    numbers,
    payloads,
    bytes: new ArrayBuffer(0),
    released: new Float64Array(0),
    ...frame,
  };
}

function sizeOf(payload: unknown): number {
  if (typeof payload === 'string') return payload.length;
  if (payload instanceof ArrayBuffer) return payload.byteLength;
  return payload instanceof Blob ? payload.size : 0;
}
