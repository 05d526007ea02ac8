import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { snapshotOf } from '../../../lib/hook/snapshot.ts';
import { EventFlag } from '../../../lib/protocol/events.ts';
import { anyText } from '../support/arbitrary-text.ts';

const bytesOf = (payload: unknown): number[] => {
  expect(payload).toBeInstanceOf(ArrayBuffer);
  return [...new Uint8Array(payload as ArrayBuffer)];
};

type ViewConstructor = new (
  buffer: ArrayBuffer,
  offset?: number,
  length?: number,
) => ArrayBufferView;

const VIEWS: ViewConstructor[] = [
  DataView,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
];

test('text is kept as it is', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { length } = text;
      expect(snapshotOf(text)).toEqual({
        payload: text,
        flags: 0,
        size: length,
        weight: 2 * length,
      });
    }),
  );
});

test('a buffer is copied', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const buffer = bytes.slice().buffer;
      const snapshot = snapshotOf(buffer);
      new Uint8Array(buffer).fill(0xee);
      expect(snapshot).toMatchObject({ flags: EventFlag.Binary, size: bytes.length });
      expect(bytesOf(snapshot.payload)).toEqual([...bytes]);
    }),
  );
});

test('of a view, only its window is copied', () => {
  fc.assert(
    fc.property(fc.constantFrom(...VIEWS), fc.nat(4), fc.nat(4), (View, from, length) => {
      const width = (View as { BYTES_PER_ELEMENT?: number }).BYTES_PER_ELEMENT ?? 1;
      const buffer = Uint8Array.from({ length: 80 }, (_, i) => i).buffer;
      const view = new View(buffer, from * width, length);
      const snapshot = snapshotOf(view);
      const expected = Array.from({ length: length * width }, (_, i) => from * width + i);
      new Uint8Array(buffer).fill(0xee);
      expect(bytesOf(snapshot.payload)).toEqual(expected);
      expect(snapshot).toMatchObject({
        flags: EventFlag.Binary | EventFlag.FromView,
        size: length * width,
        weight: length * width,
      });
    }),
  );
});

test('a Buffer of the pool gives no bytes of its neighbours', () => {
  const { payload } = snapshotOf(Buffer.from('abc'));
  expect(bytesOf(payload)).toEqual([97, 98, 99]);
});

test('is not changed by a later transfer or resize', () => {
  const buffer = new ArrayBuffer(4, { maxByteLength: 8 });
  new Uint8Array(buffer).set([1, 2, 3, 4]);
  const whole = snapshotOf(buffer);
  const tracking = snapshotOf(new Uint8Array(buffer, 1));
  buffer.resize(8);
  buffer.resize(0);
  buffer.transfer();
  expect(bytesOf(whole.payload)).toEqual([1, 2, 3, 4]);
  expect(bytesOf(tracking.payload)).toEqual([2, 3, 4]);
  expect((whole.payload as ArrayBuffer).resizable).toBe(false);
});

test('a detached buffer has no bytes', () => {
  const buffer = new ArrayBuffer(4);
  buffer.transfer();
  expect(snapshotOf(buffer)).toMatchObject({ flags: EventFlag.Binary, size: 0 });
});

// Browsers send an empty message for these, so there is a message to be recorded.
test.each(VIEWS.map((View) => [View.name, View] as const))(
  'a detached %s has no bytes',
  (_, View) => {
    const buffer = new ArrayBuffer(8);
    const view = new View(buffer);
    buffer.transfer();
    const snapshot = snapshotOf(view);
    expect(bytesOf(snapshot.payload)).toEqual([]);
    expect(snapshot.flags).toBe(EventFlag.Binary | EventFlag.FromView);
  },
);

test.each([
  ['DataView', DataView],
  ['Uint8Array', Uint8Array],
] as [string, ViewConstructor][])('a %s beyond the end of its buffer has no bytes', (_, View) => {
  const buffer = new ArrayBuffer(8, { maxByteLength: 8 });
  const view = new View(buffer, 4, 4);
  buffer.resize(6);
  expect(bytesOf(snapshotOf(view).payload)).toEqual([]);
});

test('a Blob is kept as it is', () => {
  const blob = new Blob(['abc']);
  const snapshot = snapshotOf(blob);
  expect(snapshot.payload).toBe(blob);
  expect(snapshot).toMatchObject({ flags: EventFlag.Binary | EventFlag.FromBlob, size: 3 });
});

test('runs no code of the page', () => {
  class Trap extends Uint8Array {
    static get [Symbol.species](): Uint8ArrayConstructor {
      throw new Error('species');
    }
    override get buffer(): ArrayBuffer {
      throw new Error('buffer');
    }
    override get byteLength(): number {
      throw new Error('byteLength');
    }
    override get byteOffset(): number {
      throw new Error('byteOffset');
    }
    override get [Symbol.toStringTag](): never {
      throw new Error('tag');
    }
  }
  expect(bytesOf(snapshotOf(new Trap([1, 2])).payload)).toEqual([1, 2]);
  const buffer = Object.defineProperty(new ArrayBuffer(2), 'constructor', {
    get: () => expect.fail('constructor was read'),
  });
  expect(bytesOf(snapshotOf(buffer).payload)).toEqual([0, 0]);
});

test('other values have no snapshot', () => {
  const other = fc.oneof(fc.integer(), fc.constant(null), fc.constant(undefined), fc.object());
  fc.assert(
    fc.property(other, (value) => {
      expect(snapshotOf(value)).toEqual({ payload: null, flags: 0, size: 0, weight: 0 });
    }),
  );
});
