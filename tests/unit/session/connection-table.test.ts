import * as fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ConnectionTable } from '../../../lib/session/connection-table.ts';
import { endedBadly } from '../../../lib/session/ended-badly.ts';
import { Session } from '../../../lib/session/session.ts';
import { batchOf } from '../support/batch-of.ts';
import { DOCUMENT } from '../support/session-rows.ts';

test('the same number of a document is the same connection', () => {
  const table = new ConnectionTable();
  const first = table.of(DOCUMENT, 5);
  expect(table.of(DOCUMENT, 5)).toBe(first);
  expect(table.of({ ...DOCUMENT, documentId: 'other' }, 5)).not.toBe(first);
  expect(table.of(DOCUMENT, 6)).not.toBe(first);
  expect(table.all().map(({ key }) => key)).toEqual([1, 2, 3]);
  expect(table.get(1)).toBe(first);
});

test('a connection that was removed leaves its key unused', () => {
  const table = new ConnectionTable();
  table.of(DOCUMENT, 1);
  table.remove(1);
  table.remove(1);
  expect(table.get(1)).toBeUndefined();
  expect(table.of(DOCUMENT, 1)?.key).toBe(2);
});

test('at the bound known connections are found, and room can be made', () => {
  const table = new ConnectionTable();
  for (let id = 1; id <= 50_000; id += 1) table.of(DOCUMENT, id);
  expect(table.of(DOCUMENT, 50_001)).toBeUndefined();
  expect(table.of(DOCUMENT, 3)?.key).toBe(3);
  table.remove(3);
  expect(table.of(DOCUMENT, 50_001)?.key).toBe(50_001);
  expect(table.all()).toHaveLength(50_000);
});

test('the list of all is another one only when a connection has come or gone', () => {
  const table = new ConnectionTable();
  table.of(DOCUMENT, 1);
  const all = table.all();
  table.of(DOCUMENT, 1);
  table.change(table.get(1)!, () => {});
  expect(table.all()).toBe(all);
  table.of(DOCUMENT, 2);
  expect(table.all().map(({ key }) => key)).toEqual([1, 2]);
  expect([...table.ofDocument(DOCUMENT.documentId)]).toEqual(table.all());
  table.remove(1);
  expect(table.all().map(({ key }) => key)).toEqual([2]);
});

test('those that come back one by one are put into their order once, when all are asked for', () => {
  const table = new ConnectionTable();
  for (let id = 1; id <= 100; id += 1) table.of(DOCUMENT, id);
  for (let key = 1; key < 100; key += 1) table.setAside(key);
  const sort = vi.spyOn(Array.prototype, 'sort');
  onTestFinished(() => sort.mockRestore());
  for (let id = 50; id > 0; id -= 1) expect(table.of(DOCUMENT, id)?.key).toBe(id);
  table.restore(table.aside);
  expect(sort).not.toHaveBeenCalled();
  const all = table.all();
  expect(sort).toHaveBeenCalledOnce();
  expect(all.map(({ key }) => key)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  table.of(DOCUMENT, 101);
  expect(table.all().at(-1)?.key).toBe(101);
  expect(sort).toHaveBeenCalledOnce();
});

test('the sums are those of all connections, whatever happens to them', () => {
  const event = fc.record({
    Kind: fc.integer({ min: 1, max: 8 }),
    Connection: fc.integer({ min: 1, max: 5 }),
    State: fc.integer({ min: 0, max: 3 }),
    payload: fc.constantFrom('', 'abc', 'é'),
  });
  const step = fc.oneof(
    { weight: 8, arbitrary: event },
    fc.constantFrom('gone' as const, 'started' as const, 'clear' as const, 'navigated' as const),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const session = new Session(() => {});
      session.documentStarted(DOCUMENT);
      let after = 0;
      for (const each of steps) {
        if (each === 'gone') session.documentGone(DOCUMENT.documentId, 5);
        else if (each === 'started') after = session.documentStarted(DOCUMENT) - 1;
        else if (each === 'clear') session.clear();
        else if (each === 'navigated') session.navigated(1000, 1000);
        else if (session.take(DOCUMENT.documentId, batchOf([each], { after }))) after += 1;
      }
      const sums = { sentBytes: 0, receivedBytes: 0, open: 0, alive: 0, failed: 0 };
      for (const connection of session.connections.all()) {
        const { sent, received, state, tornDown } = connection;
        if (endedBadly(connection)) sums.failed += 1;
        sums.sentBytes += sent.bytes;
        sums.receivedBytes += received.bytes;
        if (state === 1 && !tornDown) sums.open += 1;
        if (state !== 3 && !tornDown) sums.alive += 1;
      }
      expect(session.connections.totals).toEqual(sums);
      expect(session.aliveDocuments()).toBe(session.aliveDocuments());
    }),
  );
});
