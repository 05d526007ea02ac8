import { expect, test, vi } from 'vitest';
import { EventFlag, EventKind } from '../../../lib/protocol/events.ts';
import { MessageLog } from '../../../lib/session/message-log.ts';
import type { PayloadSlot } from '../../../lib/session/row-store.ts';

const { Binary, FromBlob, TextBlob, Utf16Blob } = EventFlag;

function append(log: MessageLog, payload: PayloadSlot, flags = 0, byteLength = 0): number {
  const numbers = { time: 1, seq: 1, connection: 1, bufferedBefore: 0, bufferedAfter: 0 };
  return log.append({
    ...numbers,
    kind: EventKind.Receive,
    flags,
    byteLength,
    payload,
    detail: undefined,
  });
}

test('text and bytes are there at once, a Blob when it was read', async () => {
  const changed = vi.fn<() => void>();
  const log = new MessageLog(changed);
  append(log, 'text');
  append(log, Uint8Array.of(1));
  const row = append(log, new Blob(['long']), TextBlob, 4);
  expect(log.payload(0)).toEqual({ state: 'ready', data: 'text' });
  expect(log.payload(1)).toEqual({ state: 'ready', data: Uint8Array.of(1) });
  expect(log.payload(row)).toEqual({ state: 'loading' });
  expect(changed).not.toHaveBeenCalled();
  await vi.waitUntil(() => changed.mock.calls.length === 1);
  expect(log.payload(row)).toEqual({ state: 'ready', data: 'long' });
  expect(log.preview(row, 10)).toBe('long');
});

test('text that came as code units gets its length in UTF-8', async () => {
  const changed = vi.fn<() => void>();
  const log = new MessageLog(changed);
  const row = append(log, new Blob([Uint16Array.of(0xd800, 0xe9)]), Utf16Blob, 2);
  await vi.waitUntil(() => changed.mock.calls.length === 1);
  expect(log.byteLength(row)).toBe(5);
  expect(log.payload(row)).toEqual({ state: 'ready', data: '\ud800é' });
});

/** A Blob whose bytes come when they are asked to. */
class SlowBlob extends Blob {
  static asked: { resolve: (bytes: ArrayBuffer) => void; reject: () => void }[] = [];
  override arrayBuffer(): Promise<ArrayBuffer> {
    return new Promise((resolve, reject) => SlowBlob.asked.push({ resolve, reject }));
  }
}

test('only some Blobs are read at a time, but all in the end', async () => {
  SlowBlob.asked = [];
  const changed = vi.fn<() => void>();
  const log = new MessageLog(changed);
  const rows = Array.from({ length: 40 }, () =>
    append(log, new SlowBlob(['x']), Binary | FromBlob),
  );
  expect(SlowBlob.asked).toHaveLength(16);
  for (let i = 0; i < rows.length; i += 1) {
    await vi.waitUntil(() => SlowBlob.asked.length > i);
    SlowBlob.asked[i]?.resolve(Uint8Array.of(i).buffer);
  }
  await vi.waitUntil(() => changed.mock.calls.length === 40);
  expect(rows.map((row) => log.payload(row))).toEqual(
    rows.map((_, i) => ({ state: 'ready', data: Uint8Array.of(i) })),
  );
});

test('a Blob that cannot be read says so and holds up no other', async () => {
  SlowBlob.asked = [];
  const changed = vi.fn<() => void>();
  const log = new MessageLog(changed);
  const row = append(log, new SlowBlob(['x']), Binary);
  const next = append(log, new Blob(['y']), TextBlob);
  SlowBlob.asked[0]?.reject();
  await vi.waitUntil(() => changed.mock.calls.length === 2);
  expect(log.payload(row)).toMatchObject({ state: 'gone' });
  expect(log.payload(next)).toEqual({ state: 'ready', data: 'y' });
});

test('a Blob that arrives after clear() belongs to no row', async () => {
  SlowBlob.asked = [];
  const changed = vi.fn<() => void>();
  const log = new MessageLog(changed);
  append(log, new SlowBlob(['x']), Binary);
  log.setAside();
  const row = append(log, 'new');
  SlowBlob.asked[0]?.resolve(Uint8Array.of(7).buffer);
  await vi.waitUntil(() => changed.mock.calls.length === 1);
  expect(log.payload(row)).toEqual({ state: 'ready', data: 'new' });
  const blob = append(log, new Blob(['z']), TextBlob);
  await vi.waitUntil(() => changed.mock.calls.length === 2);
  expect(log.payload(blob)).toEqual({ state: 'ready', data: 'z' });
});

test('every preview stays within its limit', () => {
  const log = new MessageLog(() => {});
  const rows = [
    append(log, 'a long text'),
    append(log, Uint8Array.of(1, 2, 3, 4)),
    append(log, new SlowBlob(['x'])),
    append(log, { gone: 'memory' }),
    append(log, null),
  ];
  const [text, ...others] = rows as [number, ...number[]];
  for (let limit = 0; limit < 12; limit += 1) {
    const whole = limit >= 'a long text'.length;
    expect(log.preview(text, limit)).toBe(`${'a long text'.slice(0, limit)}${whole ? '' : '…'}`);
    for (const row of others) expect(log.preview(row, limit).length).toBeLessThanOrEqual(limit);
  }
});
