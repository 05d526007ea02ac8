import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Column, EventFlag, EventKind, ROW_WIDTH } from '../../../lib/protocol/events.ts';
import type { EventBatch, EventPayload } from '../../../lib/protocol/events.ts';
import { unpack } from '../../../lib/session/unpack.ts';

interface Row {
  /** Packed where it is bytes. */
  payload: string | number[];
  /** What the page says that its size is. */
  claimed?: number;
}

function batchOf(rows: readonly Row[]): EventBatch {
  const numbers = new Float64Array(rows.length * ROW_WIDTH);
  const bytes: number[] = [];
  const payloads = rows.map(({ payload, claimed }, i): EventPayload => {
    const row = i * ROW_WIDTH;
    numbers[row + Column.Kind] = EventKind.Receive;
    numbers[row + Column.Size] = claimed ?? payload.length;
    if (typeof payload === 'string') return payload;
    numbers[row + Column.Flags] = EventFlag.Binary | EventFlag.Packed;
    bytes.push(...payload);
    return null;
  });
  return {
    type: 'batch',
    subscriber: 'panel',
    after: 0,
    longest: 0,
    numbers,
    payloads,
    bytes: Uint8Array.from(bytes).buffer,
    released: new Float64Array(0),
  };
}

const plain = (payload: EventPayload | undefined): unknown =>
  payload instanceof ArrayBuffer ? [...new Uint8Array(payload)] : payload;

const payload = fc.oneof(fc.string(), fc.array(fc.nat(255), { maxLength: 20 }));

test('each row gets its own bytes back, among rows that have none', () => {
  fc.assert(
    fc.property(fc.array(payload), (payloads) => {
      const batch = batchOf(payloads.map((each) => ({ payload: each })));
      expect(unpack(batch).map(plain)).toEqual(payloads);
    }),
  );
});

test('a page that claims other sizes gets at most the bytes that it sent, and no error', () => {
  const claimed = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(NaN, Infinity, -1, 2 ** 53));
  fc.assert(
    fc.property(fc.array(fc.record({ payload, claimed })), (rows) => {
      const batch = batchOf(rows);
      const unpacked = unpack(batch);
      expect(unpacked).toHaveLength(rows.length);
      const total = unpacked.reduce<number>(
        (sum, each) => sum + (each instanceof ArrayBuffer ? each.byteLength : 0),
        0,
      );
      expect(total).toBeLessThanOrEqual(batch.bytes.byteLength);
    }),
  );
});

test('what is claimed beyond the end is no payload', () => {
  const [first, second, third] = unpack(
    batchOf([{ payload: [1, 2] }, { payload: [3], claimed: 5 }, { payload: [] }]),
  );
  expect(plain(first)).toEqual([1, 2]);
  expect(second).toBeUndefined();
  expect(plain(third)).toEqual([]);
});
