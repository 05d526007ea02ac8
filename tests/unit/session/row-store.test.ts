import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowStore } from '../../../lib/session/row-store.ts';
import type { RowValues } from '../../../lib/session/row-store.ts';

const CHUNK = 16_384;

function valuesOf(n: number): RowValues {
  return {
    kind: 1 + (n % 13),
    flags: n % 256,
    time: 1_700_000_000_000.125 + n,
    seq: n * 3,
    connection: n % 7,
    byteLength: n * 5,
    bufferedBefore: n * 2,
    bufferedAfter: n * 4,
    payload: `payload ${n}`,
    detail: n % 5 === 0 ? { n } : undefined,
  };
}

function read(store: RowStore, row: number): RowValues {
  return {
    kind: store.kind(row),
    flags: store.flags(row),
    time: store.time(row),
    seq: store.seq(row),
    connection: store.connection(row),
    byteLength: store.byteLength(row),
    bufferedBefore: store.bufferedBefore(row),
    bufferedAfter: store.bufferedAfter(row),
    payload: store.payload(row),
    detail: store.detail(row),
  };
}

test('behaves as a plain list of rows that may be taken out', () => {
  const action = fc.oneof(
    { weight: 4, arbitrary: fc.record({ append: fc.constantFrom(1, 3, CHUNK - 1, CHUNK) }) },
    { weight: 3, arbitrary: fc.record({ remove: fc.nat(), count: fc.constantFrom(1, 2, CHUNK) }) },
    { weight: 2, arbitrary: fc.record({ change: fc.nat() }) },
    { weight: 1, arbitrary: fc.constant('clear' as const) },
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 8 }), (actions) => {
      const store = new RowStore();
      const model = new Map<number, RowValues>();
      let appended = 0;
      for (const step of actions) {
        if (step === 'clear') {
          store.setAside();
          model.clear();
        } else if ('append' in step) {
          for (let i = 0; i < step.append; i += 1) {
            const values = valuesOf((appended += 1));
            const row = store.append(values);
            if (model.has(row)) expect.fail(`row ${row} was given twice`);
            model.set(row, values);
          }
        } else if ('remove' in step) {
          const from = step.remove % (store.end + 2);
          for (let row = from; row < from + step.count; row += 1) {
            store.remove(row);
            model.delete(row);
          }
        } else {
          const row = step.change % (store.end + 2);
          store.setPayload(row, 'changed', 7);
          const known = model.get(row);
          if (known) model.set(row, { ...known, payload: 'changed', byteLength: 7 });
        }
      }
      for (let row = 0; row < store.end + 2; row += 1) {
        const expected = model.get(row);
        const found = read(store, row);
        if (expected === undefined) {
          if (found.kind !== 0 || found.payload !== null || found.detail !== undefined)
            expect.fail(`row ${row} is still there`);
        } else if (row % 997 === 0 || row % CHUNK < 2 || row % CHUNK > CHUNK - 3) {
          expect(found).toEqual(expected);
        } else if (found.seq !== expected.seq || found.payload !== expected.payload) {
          expect.fail(`row ${row} has another row's values`);
        }
        if (expected && (row < store.first || row >= store.end)) expect.fail(`${row} is outside`);
      }
    }),
    { numRuns: 15 },
  );
});

test('a number is never given again, not even after clear()', () => {
  const store = new RowStore();
  const before = [store.append(valuesOf(1)), store.append(valuesOf(2))];
  store.setAside();
  const after = store.append(valuesOf(3));
  expect(before).not.toContain(after);
  expect(store.first).toBe(after);
  store.setAside();
  store.setAside();
  expect(store.first).toBe(store.end);
  expect(store.append(valuesOf(4))).toBeGreaterThan(after);
});

test('lengths beyond 32 bits stop at the largest that fits', () => {
  const store = new RowStore();
  const row = store.append({ ...valuesOf(1), byteLength: 2 ** 33 + 5, bufferedAfter: -3 });
  expect(store.byteLength(row)).toBe(2 ** 32 - 1);
  expect(store.bufferedAfter(row)).toBe(0);
});
