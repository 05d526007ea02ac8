import { signal } from '@preact/signals-core';
import { expect, test, vi } from 'vitest';
import { ActiveFilters } from '../../../lib/panel/active-filters.ts';
import { RowMarks } from '../../../lib/panel/row-marks.ts';
import type { SavedFilter } from '../../../lib/panel/saved-filters.ts';
import { EventFlag, EventKind } from '../../../lib/protocol/events.ts';
import { LogSubject } from '../../../lib/query/log-subject.ts';
import { MessageLog } from '../../../lib/session/message-log.ts';
import type { PayloadSlot } from '../../../lib/session/row-store.ts';

function marked(text: string, id = text): SavedFilter {
  return { id, name: '', text, effect: 'mark-1', on: true };
}

function marksOf(...filters: SavedFilter[]) {
  const log = new MessageLog(() => {});
  const subject = new LogSubject(log, () => undefined);
  const saved = signal<readonly SavedFilter[]>(filters);
  return { log, subject, saved, marks: new RowMarks(new ActiveFilters(saved), log, subject) };
}

function append(log: MessageLog, payload: PayloadSlot): number {
  return log.append({
    kind: EventKind.Receive,
    flags: payload instanceof Blob ? EventFlag.TextBlob : 0,
    time: 1,
    seq: 1,
    connection: 1,
    byteLength: 5,
    bufferedBefore: 0,
    bufferedAfter: 0,
    payload,
    detail: undefined,
  });
}

test('a row that is drawn again is not evaluated again, until the filters are others', () => {
  const { log, subject, saved, marks } = marksOf(marked('apple'), marked('pear'));
  const row = append(log, 'apple');
  const other = append(log, 'plum');
  const text = vi.spyOn(subject, 'text');
  for (let frame = 0; frame < 5; frame += 1) {
    expect(marks.of(row)?.id).toBe('apple');
    expect(marks.of(other)).toBeUndefined();
  }
  // One filter for the first, two for the second.
  expect(text).toHaveBeenCalledTimes(3);
  saved.value = [marked('plum')];
  expect([marks.of(row), marks.of(other)?.id]).toEqual([undefined, 'plum']);
});

test('of thousands of rows the latest drawn are kept', () => {
  const { log, subject, marks } = marksOf(marked('apple'));
  for (let i = 0; i < 2001; i += 1) marks.of(append(log, 'apple'));
  const text = vi.spyOn(subject, 'text');
  expect(marks.of(2000)?.id).toBe('apple');
  expect(text).not.toHaveBeenCalled();
  expect(marks.of(0)?.id).toBe('apple');
  expect(text).toHaveBeenCalledOnce();
});

test('no later filter marks a row while it is not known whether an earlier one does', async () => {
  const { log, marks } = marksOf(marked('apple', 'first'), marked('dir:receive', 'second'));
  const row = append(log, new Blob(['apple']));
  const pear = append(log, new Blob(['pear']));
  expect([marks.of(row), marks.of(pear)]).toEqual([undefined, undefined]);
  await vi.waitUntil(() => [row, pear].every((each) => log.payload(each).state === 'ready'));
  expect([marks.of(row)?.id, marks.of(pear)?.id]).toEqual(['first', 'second']);
});

test('a row whose payload was let go is evaluated anew', () => {
  const { log, marks } = marksOf(marked('is:released'));
  const row = append(log, 'apple');
  append(log, 'pear');
  expect(marks.of(row)).toBeUndefined();
  log.store.releasePayloads(0);
  expect(marks.of(row)?.id).toBe('is:released');
});
