import '../support/page-globals.ts';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { packLongPayloads } from '../../../lib/hook/pack-payloads.ts';
import { Column, EventFlag, LONG_PAYLOAD } from '../../../lib/protocol/events.ts';
import type { EventBatch } from '../../../lib/protocol/events.ts';
import { batchOf } from '../support/batch-of.ts';

const LONG = LONG_PAYLOAD + 1;

function packed(payload: unknown, values: object = {}): { data: unknown; flags: number } {
  const batch = batchOf([{ Kind: 4, payload, ...values }], { longest: LONG });
  const { payloads, numbers } = packLongPayloads(batch) as EventBatch;
  return { data: payloads[0], flags: numbers[Column.Flags] as number };
}

test('short payloads stay as they are', () => {
  const batch = batchOf([{ Kind: 4, payload: 'short' }]);
  expect(packLongPayloads(batch)).toBe(batch);
  expect(packed('short')).toEqual({ data: 'short', flags: 0 });
  expect(packed(null, { Kind: 9 })).toEqual({ data: null, flags: 0 });
});

test('long text becomes UTF-8, marked', async () => {
  const text = 'é'.repeat(LONG);
  const { data, flags } = packed(text);
  expect(flags).toBe(EventFlag.TextBlob);
  expect(await (data as Blob).text()).toBe(text);
});

test('long text with lone surrogates becomes its code units, marked', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(LONG), fc.constantFrom('\ud800', '\udfff'), async (at, lone) => {
      const text = `${'x'.repeat(at)}${lone}`.padEnd(LONG, 'y');
      const { data, flags } = packed(text);
      expect(flags).toBe(EventFlag.Utf16Blob);
      const units = new Uint16Array(await (data as Blob).arrayBuffer());
      expect(units.length).toBe(text.length);
      expect(units[at]).toBe(lone.charCodeAt(0));
    }),
    { numRuns: 5 },
  );
});

test('long bytes become a Blob, and a Blob stays itself', async () => {
  const { data, flags } = packed(new Uint8Array(LONG).fill(7).buffer);
  expect(flags).toBe(0);
  expect(new Uint8Array(await (data as Blob).arrayBuffer()).at(-1)).toBe(7);
  const blob = new Blob(['x'.repeat(LONG)]);
  expect(packed(blob).data).toBe(blob);
});

test('what was not sent for an error is packed aside of the log’s own copy', async () => {
  const detail = { data: 'x'.repeat(LONG), errorName: 'TypeError', errorMessage: 'no' };
  const { data } = packed(detail, { Kind: 6, Size: LONG });
  expect(data).toMatchObject({
    data: expect.any(Blob),
    errorName: 'TypeError',
    errorMessage: 'no',
  });
  expect(typeof detail.data).toBe('string');
});
