import { signal } from '@preact/signals-core';
import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  changeFilter,
  FIRST_FILTERS,
  moveFilter,
  readSavedFilters,
  saveFilter,
  type SavedFilter,
  savedName,
} from '../../../lib/panel/saved-filters.ts';
import { EventKind } from '../../../lib/protocol/events.ts';
import type { EventSpec } from '../support/batch-of.ts';
import { LiveModel } from '../support/live-model.ts';

let live: LiveModel;

beforeEach(() => {
  live = new LiveModel();
});

afterEach(() => live.model.dispose());

const send = (payload: string): EventSpec => ({ Kind: EventKind.Send, Connection: 1, payload });

/** A saved filter that is on. */
function on(text: string, effect: SavedFilter['effect'], id: string = text): SavedFilter {
  return { id, name: '', text, effect, on: true };
}

function use(...filters: SavedFilter[]): void {
  live.model.preferences.savedFilters.value = filters;
  live.settle();
}

test('those that are on show only, hide and mark, together with the box', () => {
  const { model } = live;
  live.take(['apple', 'pear', 'apple pie', 'ping'].map(send));
  use(on('ping', 'hide'));
  expect(live.shown()).toEqual(['apple', 'pear', 'apple pie']);
  use(on('ping', 'hide'), on('pear', 'show'), on('pie', 'show'));
  expect(live.shown()).toEqual(['pear', 'apple pie']);
  model.filterText.value = 'apple';
  live.settle();
  expect(live.shown()).toEqual(['apple pie']);
  model.filterText.value = '';
  use({ ...on('ping', 'hide'), on: false }, on('apple', 'mark-2', 'a'), on('pie', 'mark-1', 'b'));
  expect(live.shown()).toHaveLength(4);
  const marks = [0, 1, 2, 3].map((index) => model.markOf(model.rows.value.at(index))?.id);
  expect(marks).toEqual(['a', undefined, 'a', undefined]);
});

test('what cannot be read does nothing', () => {
  live.take([send('a')]);
  use(on('size>', 'hide'), on('(', 'show'), on('/(/', 'mark-1'), on('', 'hide'));
  expect(live.shown()).toEqual(['a']);
  expect(live.model.markOf(live.model.rows.value.at(0))).toBeUndefined();
});

test('a name or a mark changes nothing of what is searched', () => {
  const { model } = live;
  live.take([send('a')]);
  use(on('b', 'hide'));
  expect(live.pendingFrames).toBe(0);
  changeFilter(model.preferences.savedFilters, 'b', { name: 'other' });
  expect(live.pendingFrames).toBe(0);
  changeFilter(model.preferences.savedFilters, 'b', { on: false });
  expect(live.pendingFrames).toBe(1);
});

test('marks that need to know of the rows before come with the next frames', () => {
  const { model } = live;
  live.take([send('ping'), send('other')]);
  use(on('is:heartbeat', 'mark-1'));
  live.take([send('ping')]);
  live.settle();
  const marked = [0, 1].map((index) => model.markOf(model.rows.value.at(index))?.effect);
  expect(marked).toEqual(['mark-1', undefined]);
});

test('heartbeats can be hidden from the start', () => {
  const saved = signal(FIRST_FILTERS);
  expect(saved.value.map(savedName)).toEqual(['Heartbeats']);
  live.take([send('ping'), send('data')]);
  changeFilter(saved, 'heartbeats', { on: true });
  use(...saved.value);
  expect(live.shown()).toEqual(['data']);
});

test('are saved, renamed and moved', () => {
  const saved = signal<readonly SavedFilter[]>([]);
  expect(saveFilter(saved, { name: ' One ', text: 'a' })).toBeNull();
  expect(saveFilter(saved, { name: '', text: 'b' })).toBeNull();
  expect(saved.value.map(savedName)).toEqual(['One', 'b']);
  expect(saved.value.every((each) => each.on && each.effect === 'show')).toBe(true);
  moveFilter(saved, saved.value[1]!.id, 0);
  moveFilter(saved, saved.value[0]!.id, -1);
  moveFilter(saved, saved.value[1]!.id, 2);
  expect(saved.value.map(savedName)).toEqual(['b', 'One']);
  expect(saveFilter(saved, { name: '', text: 'x'.repeat(1001) })).toBe('long');
  for (let i = 2; i < 50; i += 1) saveFilter(saved, { name: '', text: 'x' });
  expect(saveFilter(saved, { name: '', text: 'x' })).toBe('full');
  expect(readSavedFilters(JSON.parse(JSON.stringify(saved.value)))).toEqual(saved.value);
});

test('of what is stored only saved filters are taken', () => {
  const good = on('a', 'mark-6');
  const bad = [
    null,
    7,
    {},
    { ...good, id: 1 },
    { ...good, effect: 'mark-7' },
    { ...good, on: 'yes' },
    { ...good, text: 'x'.repeat(1001) },
    good,
  ];
  expect(readSavedFilters([good, ...bad])).toEqual([good]);
  expect(readSavedFilters('none')).toBeUndefined();
  fc.assert(
    fc.property(fc.anything(), fc.array(fc.anything()), (one, many) => {
      readSavedFilters(one);
      expect(readSavedFilters(many)).toEqual([]);
    }),
  );
});
