import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EventFlag, EventKind } from '../../../lib/protocol/events.ts';
import { appendToFilter, replaceInFilter } from '../../../lib/panel/filter-text.ts';
import type { EventSpec } from '../support/batch-of.ts';
import { LiveModel } from '../support/live-model.ts';
import { DOCUMENT, gapsOf } from '../support/session-rows.ts';

let live: LiveModel;

beforeEach(() => {
  live = new LiveModel();
});

afterEach(() => {
  live.model.dispose();
  vi.restoreAllMocks();
});

const send = (payload: string, Connection = 1): EventSpec => ({
  Kind: EventKind.Send,
  Connection,
  payload,
});
const receive = (payload: string, Connection = 1): EventSpec => ({
  ...send(payload, Connection),
  Kind: EventKind.Receive,
});

test('shows what came with the next frame, and asks for one frame at a time', () => {
  live.settle();
  const { value } = live.model.version;
  live.take([send('a'), receive('bé')]);
  live.take([send('c', 2)]);
  expect(live.shown()).toEqual([]);
  expect(live.pendingFrames).toBe(1);
  live.frame();
  expect(live.model.version.value).toBe(value + 1);
  expect(live.shown()).toEqual(['a', 'bé', 'c']);
  expect(live.pendingFrames).toBe(0);
  const { totals, totalMessages, shownMessages, connections } = live.model;
  expect(totals.value).toEqual({
    sentBytes: 2,
    receivedBytes: 3,
    open: 2,
    alive: 2,
    failed: 0,
    missing: 0,
    malformed: 0,
  });
  expect([totalMessages.value, shownMessages.value]).toEqual([3, 3]);
  expect(connections.value.map(({ key }) => key)).toEqual([1, 2]);
});

test('narrows the list by text, direction, kind and connection', () => {
  const { model } = live;
  live.take([send('apple'), receive('apple pie'), receive('pear'), send('apple', 2)]);
  model.filterText.value = 'apple';
  live.settle();
  expect(live.shown()).toEqual(['apple', 'apple pie', 'apple']);
  model.filterText.value = 'apple dir:receive';
  live.settle();
  expect(live.shown()).toEqual(['apple pie']);
  model.filterText.value = 'apple';
  model.selectedConnection.value = 2;
  live.settle();
  expect(live.shown()).toEqual(['apple']);
  model.filterText.value = 'apple kind:binary';
  live.settle();
  expect(live.shown()).toEqual([]);
  expect([model.shownMessages.value, model.totalMessages.value]).toEqual([0, 4]);
});

test('a condition is added to the filter, and stays when the next one is wrong', () => {
  const { model } = live;
  live.take([send('{"a":1}'), receive('{"a":1}'), send('{"a":2}')]);
  appendToFilter(model, 'dir:send');
  appendToFilter(model, 'json:$.a = 1');
  expect(model.filterText.value).toBe('dir:send json:$.a = 1');
  live.settle();
  expect(live.shown()).toEqual(['{"a":1}']);
  replaceInFilter(model, 'dir', 'dir:receive');
  live.settle();
  expect(model.filterText.value).toBe('dir:receive json:$.a = 1');
  expect(live.shown()).toEqual(['{"a":1}']);
});

test('the search goes on where a filter means the same as before', () => {
  const { model } = live;
  live.take([send('a')]);
  model.filterText.value = 'a';
  live.settle();
  model.filterText.value = ' (a) ';
  expect(live.pendingFrames).toBe(0);
  model.filterText.value = 'b';
  expect(live.pendingFrames).toBe(1);
});

test('new events pass the filter as they come', () => {
  live.model.filterText.value = 'yes';
  live.take([send('yes 1'), send('no')]);
  live.settle();
  live.take([send('no'), send('yes 2')]);
  live.settle();
  expect(live.shown()).toEqual(['yes 1', 'yes 2']);
});

test('a bad filter says so, and the last good one stays on', () => {
  const { model } = live;
  live.take([send('a'), send('b')]);
  model.filterText.value = '/a/';
  live.settle();
  model.filterText.value = '/a(/';
  live.settle();
  expect(model.filterError.value?.problem).toBe('badExpression');
  expect(live.shown()).toEqual(['a']);
  model.filterText.value = '/b/';
  live.settle();
  expect(model.filterError.value).toBeNull();
  expect(live.shown()).toEqual(['b']);
});

test('a long text that arrives after its row is found by its words', async () => {
  live.model.filterText.value = 'needle';
  const text = `hay needle hay`;
  live.take([
    { ...receive(''), payload: new Blob([text]), Flags: EventFlag.TextBlob },
    { ...receive(''), payload: new Blob(['only hay']), Flags: EventFlag.TextBlob },
  ]);
  live.settle();
  await vi.waitUntil(() => [0, 1].every((row) => live.model.log.payload(row).state === 'ready'));
  live.settle();
  expect(live.shown()).toEqual([text]);
  expect(live.model.shownMessages.value).toBe(1);
});

test('while paused counts what came, and says it in a row on resuming', () => {
  const { model } = live;
  live.take([send('a')]);
  model.recording.value = false;
  live.take([send('b'), receive('c')]);
  live.settle();
  expect(live.shown()).toEqual(['a']);
  expect(model.missedWhilePaused.value).toBe(2);
  model.recording.value = true;
  live.take([send('d')]);
  live.settle();
  const [first, ...rest] = live.shown();
  expect([first, ...rest].filter((line) => line?.length === 1)).toEqual(['a', 'd']);
  expect(live.shown()).toContain('2 messages left out here: recording was paused');
  expect(model.missedWhilePaused.value).toBe(0);
  expect(model.totals.value.missing).toBe(2);
});

test('clear() empties the list, and forgets what was selected', () => {
  const { model } = live;
  live.take([
    send('a'),
    { Kind: EventKind.Close, State: 3, payload: { code: 1000, reason: '', wasClean: true } },
  ]);
  live.settle();
  model.selectedRow.value = 0;
  model.selectedConnection.value = 1;
  model.following.value = false;
  model.clear();
  live.settle();
  expect(live.shown()).toEqual([]);
  expect([model.selectedRow.value, model.selectedConnection.value]).toEqual([null, null]);
  expect(model.following.value).toBe(true);
  expect([model.totalMessages.value, model.shownMessages.value]).toEqual([0, 0]);
  live.take([send('b', 2)]);
  live.settle();
  expect(live.shown()).toEqual(['b']);
});

test('a connection that is open stays selected when the list is cleared', () => {
  live.take([send('a')]);
  live.settle();
  live.model.selectedConnection.value = 1;
  live.model.clear();
  live.settle();
  expect(live.model.selectedConnection.value).toBe(1);
});

test('on leaving the page what ended is taken out, with what was selected of it', () => {
  const { model } = live;
  live.take([send('old')]);
  live.take([send('new')], 'next');
  live.settle();
  model.selectedRow.value = 0;
  model.selectedConnection.value = 1;
  model.documentGone(DOCUMENT.documentId);
  model.session.navigated(null, 5000);
  live.settle();
  expect(live.shown()).toEqual(['new']);
  expect([model.selectedRow.value, model.selectedConnection.value]).toEqual([null, null]);
  expect(model.connections.value.map(({ documentId }) => documentId)).toEqual(['next']);
});

test('a selected row that stays is kept', () => {
  live.take([send('old')]);
  live.take([send('new')], 'next');
  live.settle();
  live.model.selectedRow.value = 1;
  live.model.documentGone(DOCUMENT.documentId);
  live.model.session.navigated(null, 5000);
  live.settle();
  expect(live.model.selectedRow.value).toBe(1);
});

test('with keepLog nothing is taken out', () => {
  const { model } = live;
  model.preferences.keepLog.value = true;
  live.take([send('old')]);
  model.documentGone(DOCUMENT.documentId);
  model.session.navigated(null, 5000);
  live.settle();
  expect(live.shown()).toEqual(['old', 'the document ended with the socket open']);
});

test('replays in the direction of the row, with the very data', async () => {
  const { model, control } = live;
  const bytes = Uint8Array.of(1, 2, 3).buffer;
  live.take([
    { ...send('a', 7) },
    receive('b', 7),
    { ...send('', 7), payload: bytes, Flags: EventFlag.Binary },
    {
      Kind: EventKind.SendThrew,
      Connection: 7,
      payload: { data: 'c', errorName: '', errorMessage: '' },
    },
  ]);
  for (const row of [0, 1, 2, 3]) await model.replay(row);
  expect(control.send.mock.calls).toEqual([
    ['document', 7, 'a'],
    ['document', 7, bytes],
    ['document', 7, 'c'],
  ]);
  expect(control.send.mock.calls[1]?.[2]).not.toBe(bytes);
  expect(control.deliver.mock.calls).toEqual([['document', 7, 'b']]);
});

test('what has no data cannot be replayed', async () => {
  live.take([{ Kind: EventKind.Error }, { ...send(''), payload: null, Flags: EventFlag.Released }]);
  await expect(live.model.replay(0)).rejects.toThrow('not here');
  await expect(live.model.replay(1)).rejects.toThrow('not here');
  expect(live.control.send).not.toHaveBeenCalled();
});

test('sends, delivers and closes on the connection in its document', async () => {
  const { model, control } = live;
  live.take([send('x', 9)], 'other');
  await model.send(1, Uint8Array.of(0, 5, 6).subarray(1));
  await model.deliver(1, 'text');
  await model.close(1, 4000, 'bye');
  expect(control.send).toHaveBeenCalledWith('other', 9, Uint8Array.of(5, 6).buffer);
  expect(control.deliver).toHaveBeenCalledWith('other', 9, 'text');
  expect(control.close).toHaveBeenCalledWith('other', 9, 4000, 'bye');
  const end = { code: 1006, reason: '', failed: true };
  await model.simulateEnd(1, end);
  expect(control.end).toHaveBeenCalledWith('other', 9, end);
  await model.openConnection('other', 'wss://example.com/', ['a']);
  expect(control.open).toHaveBeenCalledWith('other', 'wss://example.com/', ['a']);
  await expect(model.send(99, 'x')).rejects.toThrow('Choose a connection');
});

/** Messages in the HAR that the model exports. */
function exportedData(): string[] {
  const har = JSON.parse(live.model.exportHar().join('')) as {
    log: { creator: unknown; entries: { _webSocketMessages: { data: string }[] }[] };
  };
  expect(har.log.creator).toEqual(live.creator);
  return har.log.entries.flatMap((entry) => entry._webSocketMessages.map(({ data }) => data));
}

test('exports what is shown, with what came since the last frame', () => {
  live.model.filterText.value = 'yes';
  live.take([send('yes 1'), send('no')]);
  live.settle();
  live.take([send('yes 2')]);
  expect(exportedData()).toEqual(['yes 1', 'yes 2']);
});

test('exports all that is shown, however long filtering takes', () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 100));
  const texts = Array.from({ length: 1000 }, (_, i) => `message ${i}`);
  live.take(texts.map((text) => send(text)));
  expect(exportedData()).toEqual(texts);
});

test('filters in slices, a frame each', () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 100));
  live.take(Array.from({ length: 1000 }, (_, i) => send(`${i}`)));
  live.frame();
  expect(live.shown()).toHaveLength(256);
  expect(live.pendingFrames).toBe(1);
  live.settle();
  expect(live.shown()).toHaveLength(1000);
});

test('ends with dispose()', () => {
  const { model } = live;
  live.settle();
  model.dispose();
  model.filterText.value = 'x';
  model.recording.value = false;
  expect(live.pendingFrames).toBe(0);
  expect(model.session.recording).toBe(true);
});

test('what the log lets go leaves the list, without looking at the rest again', () => {
  live.model.preferences.memoryBound.value = 3_000_000;
  live.take([{ Kind: EventKind.Open, payload: { protocol: '', extensions: '' } }, send('first')]);
  live.settle();
  live.model.selectedRow.value = live.model.rows.value.at(1);
  live.model.filterText.value = '7';
  live.settle();
  for (let i = 0; i < 40; i += 1)
    live.take(Array.from({ length: 500 }, (_, n) => send(`${i * 500 + n}`)));
  live.settle();
  const before = live.model.rows.value.length;
  const { kind } = live.model.log;
  const look = vi.spyOn(live.model.log, 'kind').mockImplementation(kind);
  live.take(Array.from({ length: 500 }, (_, n) => send(`${20_000 + n}`)));
  live.settle();
  expect(look.mock.calls.length).toBeLessThan(before);
  const { rows, log, selectedRow, shownMessages, totalMessages } = live.model;
  expect(selectedRow.value).toBeNull();
  const numbers = Array.from({ length: rows.value.length }, (_, at) => rows.value.at(at));
  expect(numbers.every((row) => log.kind(row) !== (0 as number))).toBe(true);
  const shown = live.shown();
  expect(shown.every((text) => text.includes('7'))).toBe(true);
  expect(shown).toContain('19997');
  expect(shown).not.toContain('7');
  expect(shownMessages.value).toBe(shown.filter((text) => /^\d+$/.test(text)).length);
  expect(totalMessages.value + live.model.totals.value.missing).toBe(20_501);
  expect(live.model.memory.value).toBeLessThan(3_000_000);
});

/** Five hundred messages of one connection, in their time. */
function burst(i: number): EventSpec[] {
  return Array.from({ length: 500 }, (_, n) => ({
    ...send(`${i * 500 + n}`, 1 + i),
    Time: 1000 + i * 500 + n,
  }));
}

test('the list stays whole while what was let go tells of more and more connections', () => {
  live.model.preferences.memoryBound.value = 3_000_000;
  let least = Infinity;
  for (let i = 0; i < 60; i += 1) {
    live.take(burst(i));
    live.frame();
    if (i > 30) least = Math.min(least, live.model.rows.value.length);
  }
  expect(live.model.totals.value.missing).toBeGreaterThan(0);
  expect(least).toBeGreaterThan(8000);
  const gap = live.model.rows.value.at(0);
  expect(live.model.log.preview(gap, 100)).toContain('left out here');
});

test.each([40, 44, 48, 52])('a gap row is shown for connection %d once it tells of it', (key) => {
  live.model.preferences.memoryBound.value = 3_000_000;
  for (let i = 0; i < 60; i += 1) live.take(burst(i));
  live.model.selectedConnection.value = key;
  live.settle();
  const told = (): boolean =>
    gapsOf(live.model.session).some(({ connections }) => connections.has(key));
  expect(told()).toBe(false);
  for (let i = 60; i < 120; i += 1) {
    live.take(burst(i));
    live.settle();
    const shown = live.shown().filter((text) => text.includes('left out here'));
    expect(shown).toHaveLength(told() ? 1 : 0);
  }
  expect(told()).toBe(true);
});

test('rows that are gone are shown not even until the next frame', () => {
  live.take(Array.from({ length: 10 }, (_, n) => send(`${n}`)));
  live.settle();
  const dead = (): number[] => {
    const { rows, log } = live.model;
    const numbers = Array.from({ length: rows.value.length }, (_, at) => rows.value.at(at));
    return numbers.filter((row) => log.kind(row) === (0 as number));
  };
  live.model.clear();
  expect(dead()).toEqual([]);
  expect(live.model.rows.value.length).toBe(0);
  live.model.preferences.memoryBound.value = 3_000_000;
  for (let i = 0; i < 60; i += 1) {
    live.take(Array.from({ length: 500 }, (_, n) => send(`${i * 500 + n}`)));
    if (i % 3 === 0) live.frame();
    expect(dead()).toEqual([]);
  }
  live.model.session.documentGone(DOCUMENT.documentId, 1);
  live.model.navigated(5000, 5000);
  expect(dead()).toEqual([]);
});

test('a frame in which no connection came or went changes neither their list nor that of documents', () => {
  live.take([send('a'), send('b', 2)]);
  live.settle();
  const { connections, documents, totals } = live.model;
  const before = [connections.value, documents.value];
  live.take([send('abc')]);
  live.settle();
  expect(totals.value.sentBytes).toBe(5);
  expect(connections.value).toBe(before[0]);
  expect(documents.value).toBe(before[1]);
});

test('a search begins with the newest rows, or with the message that keeps its place', () => {
  const { model } = live;
  live.take(Array.from({ length: 3000 }, (_, n) => send(`a ${n}`)));
  live.settle();
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 100));
  model.filterText.value = 'a';
  live.frame();
  expect([live.shown()[0], live.shown().at(-1)]).toEqual(['a 2744', 'a 2999']);
  model.selectedRow.value = model.rows.value.at(0);
  model.filterText.value = '';
  // As the list does after the text has changed, and before it is drawn.
  model.following.value = false;
  live.frame();
  live.frame();
  expect(live.shown()[0]).toBe('a 2488');
  expect(live.shown()).toContain('a 2744');
  live.settle();
  expect(live.shown()).toHaveLength(3000);
});

test('what must know of the rows before is searched from the oldest on, in slices', () => {
  const { model } = live;
  live.take(Array.from({ length: 3000 }, (_, n) => send(n % 2 ? 'ping' : `a ${n}`)));
  live.settle();
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 100));
  model.filterText.value = '-is:heartbeat';
  live.frame();
  expect(live.shown()[0]).toBe('a 0');
  expect(live.shown().length).toBeLessThan(300);
  live.settle();
  expect(live.shown().at(-1)).toBe('ping');
});
