import { expect, test } from 'vitest';
import { Column, EventFlag, EventKind, ROW_WIDTH } from '../../../lib/protocol/events.ts';
import type { EventBatch, SendThrewDetail } from '../../../lib/protocol/events.ts';
import { isPayloadOf } from '../../../lib/protocol/guards.ts';
import { readBlob } from '../../../lib/session/read-blob.ts';
import { Session } from '../../../lib/session/session.ts';
import { packLongPayloads, withoutData } from '../../../lib/transport/long-payloads.ts';
import { batchOf } from '../support/batch-of.ts';
import { DOCUMENT } from '../support/session-rows.ts';

const LONG = 256 * 1024;
const { Close, Construct, Receive, Send, SendThrew, State } = EventKind;
const construct = { url: 'ws://host/', protocols: [], stack: '' };
const close = { code: 1000, reason: '', wasClean: true };

/** A batch of these payloads, as the hook would describe it. */
function batchWith(payloads: unknown[]): EventBatch {
  const batch = batchOf(payloads.map((payload) => ({ Kind: Send, payload })));
  const sizes = payloads.map((_, i) => batch.numbers[i * ROW_WIDTH + Column.Size] as number);
  return { ...batch, longest: Math.max(...sizes) };
}

const flagsOf = (batch: EventBatch, row: number): number =>
  batch.numbers[row * ROW_WIDTH + Column.Flags] as number;
const repeated = (text: string): string => text.repeat(Math.ceil((LONG + 1) / text.length));

test('a batch without long payloads goes as it is', () => {
  const batch = batchWith(['short', 'x'.repeat(LONG - 1)]);
  expect(packLongPayloads(batch)).toBe(batch);
});

test('the border is where it says', () => {
  const { payloads } = packLongPayloads(batchWith(['x'.repeat(LONG - 1), 'x'.repeat(LONG)]));
  expect(payloads.map((payload) => typeof payload)).toEqual(['string', 'object']);
});

test.each([
  ['ASCII', repeated('x'), EventFlag.TextBlob],
  ['all of Unicode', repeated('aé→😀\u0000'), EventFlag.TextBlob],
  ['a byte order mark', `\ufeff${repeated('x')}`, EventFlag.TextBlob],
  ['a lone surrogate at the end', `${repeated('x')}\ud800`, EventFlag.Utf16Blob],
  ['lone surrogates everywhere', repeated('\udc00a\ud800'), EventFlag.Utf16Blob],
])('long text comes back as it was: %s', async (_, text, flag) => {
  const packed = packLongPayloads(batchWith([text]));
  expect(flagsOf(packed, 0)).toBe(flag);
  expect(packed.payloads[0]).toBeInstanceOf(Blob);
  const read = await readBlob(packed.payloads[0] as Blob, flag);
  expect(read === text).toBe(true);
});

test('long bytes come back as they were, and a Blob stays itself', async () => {
  const bytes = Uint8Array.from({ length: LONG }, (_, i) => i % 251);
  const blob = new Blob([bytes]);
  const { payloads, ...packed } = packLongPayloads(batchWith([bytes.buffer, blob]));
  expect(payloads[1]).toBe(blob);
  expect(flagsOf({ payloads, ...packed }, 0)).toBe(0);
  const read = (await readBlob(payloads[0] as Blob, EventFlag.Binary)) as Uint8Array;
  expect(Buffer.compare(read, bytes)).toBe(0);
});

test('short payloads of the same batch are untouched, as is the batch itself', () => {
  const short = new ArrayBuffer(2);
  const batch = batchWith([short, repeated('x'), 'short', null]);
  const before = structuredClone(batch);
  const packed = packLongPayloads(batch);
  expect(packed.payloads[0]).toBe(short);
  expect(packed.payloads.slice(2)).toEqual(['short', null]);
  expect([0, 2, 3].map((row) => flagsOf(packed, row))).toEqual([0, 0, 0]);
  expect(batch).toEqual(before);
  const { numbers, payloads, ...frame } = packed;
  expect(batch).toMatchObject(frame);
  expect(numbers).not.toBe(batch.numbers);
  expect(payloads).not.toBe(batch.payloads);
});

test('flags that are there stay', () => {
  const batch = batchWith([repeated('x')]);
  batch.numbers[Column.Flags] = EventFlag.Injected;
  expect(flagsOf(packLongPayloads(batch), 0)).toBe(EventFlag.Injected | EventFlag.TextBlob);
});

test('the data of a send() that threw is packed, too', async () => {
  const text = repeated('y');
  const detail = { data: text, errorName: 'InvalidStateError', errorMessage: 'm' };
  const batch = batchOf([{ Kind: SendThrew, payload: detail, Size: text.length }], {
    longest: LONG,
  });
  const packed = packLongPayloads(batch);
  expect(isPayloadOf(SendThrew, packed.payloads[0])).toBe(true);
  const { data, ...error } = packed.payloads[0] as SendThrewDetail;
  expect(error).toEqual({ errorName: 'InvalidStateError', errorMessage: 'm' });
  expect((await readBlob(data as Blob, flagsOf(packed, 0))) === text).toBe(true);
});

test('a long payload that was let go stays so', () => {
  const batch = batchOf([{ Kind: Send, Size: LONG, payload: null }], { longest: LONG });
  expect(packLongPayloads(batch).payloads).toEqual([null]);
});

test('a batch that cannot cross keeps its rows, the data of messages marked as let go', () => {
  const error = { errorName: 'InvalidStateError', errorMessage: 'm' };
  const batch = batchOf(
    [
      { Kind: Construct, Flags: EventFlag.Modified, payload: construct },
      { Kind: Send, Index: 1, payload: 'x' },
      { Kind: Receive, Index: 2, Flags: EventFlag.Binary | EventFlag.Packed, Size: 1 },
      { Kind: SendThrew, payload: { data: 'y', ...error }, Size: 1 },
      { Kind: State },
      { Kind: Close, payload: close },
    ],
    { bytes: new ArrayBuffer(1) },
  );
  const before = structuredClone(batch);
  const sent = withoutData(batch);
  expect(sent.payloads).toEqual([construct, null, null, { data: null, ...error }, null, close]);
  expect(sent.payloads.map((_, row) => flagsOf(sent, row))).toEqual([
    EventFlag.Modified,
    EventFlag.Released,
    EventFlag.Binary | EventFlag.Released,
    EventFlag.Released,
    0,
    0,
  ]);
  expect(sent.bytes.byteLength).toBe(0);
  expect(batch).toEqual(before);
  const session = new Session(() => {});
  session.documentStarted(DOCUMENT);
  expect(session.take(DOCUMENT.documentId, sent)).toEqual({ type: 'has', seq: 6 });
  expect(session.malformed).toBe(0);
});

test('its bare rows still have their places', () => {
  const batch = batchOf([
    { Kind: Construct, payload: construct },
    { Kind: Send, payload: 'x' },
  ]);
  const { payloads, numbers } = withoutData(batch, true);
  expect(payloads).toEqual([null, null]);
  expect([numbers[Column.Seq], numbers[ROW_WIDTH + Column.Seq]]).toEqual([1, 2]);
});
