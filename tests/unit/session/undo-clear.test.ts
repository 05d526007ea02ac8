import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { EventKind } from '../../../lib/protocol/events.ts';
import { Session } from '../../../lib/session/session.ts';
import { LogTally, WHOLE_LOG } from '../../../lib/statistics/log-tally.ts';
import { batchOf } from '../support/batch-of.ts';
import type { EventSpec } from '../support/batch-of.ts';
import { DOCUMENT, gapsOf, textsOf } from '../support/session-rows.ts';

/** A session that is told of events one by one, and a page that is told the same without being cleared. */
class Told {
  readonly session = new Session(() => {});
  readonly tally = new LogTally(this.session.log, { ...WHOLE_LOG, connection: null }, 0);
  #taken = 0;

  constructor() {
    this.session.keepLog = true;
    this.session.log.store.watchers.add(this.tally);
    this.session.documentStarted(DOCUMENT);
  }

  take(event: EventSpec | 'gone' | 'back'): void {
    if (event === 'gone') return this.session.documentGone(DOCUMENT.documentId, 5000);
    if (event === 'back') return void this.session.documentStarted(DOCUMENT);
    const time = 1000 + this.#taken * 10;
    const batch = batchOf([{ ...event, Time: time }], { after: this.#taken });
    this.session.take(DOCUMENT.documentId, batch);
    this.#taken += 1;
  }

  /** All that a panel would show of it. */
  seen(): unknown {
    const { log, connections, lineages, messages, missing, navigations } = this.session;
    while (this.tally.advance(log.store.end));
    const rows = [];
    for (let row = log.store.first; row < log.store.end; row += 1)
      if (log.kind(row) !== (0 as number))
        rows.push([log.kind(row), log.time(row), log.connection(row), log.payload(row)]);
    const lines = connections.all().map(({ key }) => {
      const attempt = lineages.attempt(key);
      return [
        key,
        attempt?.previous?.connection.key,
        attempt?.next?.connection.key,
        lineages.of(key)?.count,
      ];
    });
    const { sentSizes, receivedSizes } = this.tally;
    return {
      rows,
      lines,
      messages,
      missing,
      navigations: [...navigations],
      connections: structuredClone(connections.all()),
      totals: { ...connections.totals },
      sizes: [[...sentSizes], [...receivedSizes]],
    };
  }
}

const id = fc.integer({ min: 1, max: 6 });
const url = fc.constantFrom('ws://s/a', 'ws://s/b');
const event = fc.oneof(
  fc.record({ id, url }).map((of): EventSpec => ({
    Kind: EventKind.Construct,
    Connection: of.id,
    State: 0,
    payload: { url: of.url, protocols: [], stack: '' },
  })),
  id.map((of): EventSpec => ({ Kind: EventKind.Receive, Connection: of, payload: 'abc' })),
  id.map((of): EventSpec => ({ Kind: EventKind.Send, Connection: of, payload: 'é' })),
  id.map((of): EventSpec => ({
    Kind: EventKind.Close,
    Connection: of,
    State: 3,
    payload: { code: 1006, reason: '', wasClean: false },
  })),
);
const events = fc.array(event, { maxLength: 30 });
const all = fc.oneof(
  { weight: 6, arbitrary: event },
  { weight: 1, arbitrary: fc.constantFrom('gone' as const, 'back' as const) },
);
const story = fc.array(all, { maxLength: 30 });

test('what was cleared and brought back is as if it had not been, with what came meanwhile', () => {
  fc.assert(
    fc.property(story, story, story, fc.boolean(), (before, meanwhile, after, twice) => {
      const cleared = new Told();
      const whole = new Told();
      for (const each of before) [cleared, whole].forEach((told) => told.take(each));
      cleared.session.clear();
      expect(cleared.session.messages).toBe(0);
      for (const each of meanwhile) [cleared, whole].forEach((told) => told.take(each));
      cleared.session.undoClear();
      if (twice) cleared.session.undoClear();
      expect(cleared.seen()).toEqual(whole.seen());
      for (const each of after) [cleared, whole].forEach((told) => told.take(each));
      expect(cleared.seen()).toEqual(whole.seen());
      expect(cleared.session.canUndoClear).toBe(false);
    }),
  );
});

test('what was cleared and forgotten is gone, and weighs nothing', () => {
  fc.assert(
    fc.property(events, events, (before, meanwhile) => {
      const one = new Told();
      for (const each of before) one.take(each);
      one.session.clear();
      const weight = one.session.log.store.asideWeight;
      expect(weight > 0).toBe(before.length > 0);
      one.session.forgetCleared();
      expect(one.session.log.store.asideWeight).toBe(0);
      one.session.undoClear();
      for (const each of meanwhile) one.take(each);
      expect(one.session.log.store.count).toBe(meanwhile.length);
      expect(one.session.connections.aside).toEqual([]);
    }),
  );
});

test('a page that leaves takes what was cleared along, unless the log is kept', () => {
  for (const keepLog of [false, true]) {
    const told = new Told();
    told.take({ Kind: EventKind.Receive, Connection: 1, payload: 'abc' });
    told.session.clear();
    told.session.keepLog = keepLog;
    told.session.navigated(5000, 5000);
    expect(told.session.canUndoClear).toBe(keepLog);
  }
});

test('what was cleared goes first where memory is wanted', () => {
  const told = new Told();
  const payload = 'x'.repeat(400_000);
  told.session.memoryBound = 1e6;
  told.take({ Kind: EventKind.Receive, Connection: 1, payload });
  told.session.clear();
  told.take({ Kind: EventKind.Receive, Connection: 1, payload });
  expect(told.session.canUndoClear).toBe(true);
  told.take({ Kind: EventKind.Receive, Connection: 1, payload });
  expect(told.session.canUndoClear).toBe(false);
  const { store } = told.session.log;
  expect(told.session.log.payload(store.first).state).toBe('ready');
});

test('a Blob that was not read yet is read once it is back', async () => {
  const told = new Told();
  for (let n = 0; n < 40; n += 1)
    told.take({ Kind: EventKind.Receive, Connection: 1, payload: new Blob(['abc']) });
  told.session.clear();
  told.session.undoClear();
  const { log } = told.session;
  await expect.poll(() => log.payload(39).state).toBe('ready');
  for (let row = 0; row < 40; row += 1) expect(log.payload(row).state).toBe('ready');
});

const CLOSED = 3;
const received = (Connection: number, payload = 'abc'): EventSpec => ({
  Kind: EventKind.Receive,
  Connection,
  payload,
});
const constructed = (Connection: number): EventSpec => ({
  Kind: EventKind.Construct,
  Connection,
  State: 0,
  payload: { url: 'ws://s/a', protocols: [], stack: '' },
});
const closed = (Connection: number): EventSpec => ({
  Kind: EventKind.Close,
  Connection,
  State: CLOSED,
  payload: { code: 1006, reason: '', wasClean: false },
});

test('where nothing came since, clearing again leaves what was cleared where it is', () => {
  const told = new Told();
  const { session } = told;
  session.clear();
  expect(session.canUndoClear).toBe(false);
  for (const each of [constructed(1), constructed(2), received(1), closed(1)]) told.take(each);
  session.clear();
  const { clearings } = session;
  session.clear();
  expect(session.clearings).toBe(clearings);
  session.undoClear();
  expect(textsOf(session)).toEqual(['abc']);
  expect(session.connections.all().map(({ key }) => key)).toEqual([1, 2]);
});

test('clearing again takes out a row, and one that ended without a row', () => {
  const told = new Told();
  const { session } = told;
  for (const each of [constructed(1), constructed(2), received(1)]) told.take(each);
  session.clear();
  told.take(received(1, 'new'));
  session.clear();
  expect(textsOf(session)).toEqual([]);
  session.recording = false;
  told.take(closed(1));
  expect(session.log.store.count).toBe(0);
  session.clear();
  expect(session.connections.all().map(({ key }) => key)).toEqual([2]);
});

describe('one that was cleared and of which more is heard', () => {
  let told: Told;
  const shown = (): number[] => told.session.connections.all().map(({ key }) => key);

  beforeEach(() => {
    told = new Told();
    for (const each of [constructed(1), closed(1)]) told.take(each);
    told.session.clear();
    expect(shown()).toEqual([]);
  });

  test('is back with its place among the attempts', () => {
    const { lineages } = told.session;
    told.take({ ...received(1), State: CLOSED });
    expect(shown()).toEqual([1]);
    expect(lineages.of(1)).toMatchObject({ count: 1, first: { connection: { key: 1 } } });
  });

  test('is back in the same way where only its missing messages are told of', () => {
    const { session } = told;
    const released = Float64Array.of(1, 5);
    session.take(DOCUMENT.documentId, batchOf([], { after: 2, released }));
    expect(shown()).toEqual([1]);
    expect(session.lineages.of(1)?.count).toBe(1);
  });

  test('follows none that began after it', () => {
    const { lineages } = told.session;
    for (const each of [constructed(2), closed(2)]) told.take(each);
    told.take({ ...received(1), State: CLOSED });
    expect(shown()).toEqual([1, 2]);
    expect(lineages.attempt(1)?.previous).toBeNull();
    expect(lineages.attempt(2)?.next).toBeNull();
    told.session.undoClear();
    expect(lineages.attempt(2)?.previous?.connection.key).toBe(1);
  });
});

test('at the bound those that were cleared make room for new ones', () => {
  const told = new Told();
  const { session } = told;
  told.take(received(1));
  for (let id = 1; id <= 50_000; id += 1) {
    const connection = session.connections.of(DOCUMENT, id)!;
    session.connections.change(connection, () => (connection.state = CLOSED));
  }
  session.clear();
  expect(session.connections.aside).toHaveLength(50_000);
  told.take(received(50_001));
  expect(session.malformed).toBe(0);
  expect(session.connections.all().map(({ id }) => id)).toEqual([50_001]);
  expect(session.canUndoClear).toBe(false);
});

test('at the bound what was cleared stays where that would make no room', () => {
  const told = new Told();
  const { session } = told;
  told.take(received(1));
  for (let id = 1; id <= 50_000; id += 1) session.connections.of(DOCUMENT, id);
  session.clear();
  told.take(received(50_001));
  expect(session.malformed).toBe(1);
  expect(session.canUndoClear).toBe(true);
});

test('what is missing of a connection counts for it while it is cleared, too', () => {
  for (const dropped of [false, true]) {
    const told = new Told();
    const { session } = told;
    session.memoryBound = 100_000;
    told.take(received(1));
    session.recording = false;
    told.take(received(1));
    told.take(closed(1));
    session.clear();
    session.recording = true;
    expect(gapsOf(session)).toMatchObject([{ reason: 'paused', messages: 1 }]);
    expect(session.connections.all()).toEqual([]);
    if (dropped) for (let n = 0; n < 500; n += 1) told.take(received(2, ''));
    const gaps = gapsOf(session).map(({ reason }) => reason);
    expect(gaps.includes('memory')).toBe(dropped);
    expect(session.canUndoClear).toBe(true);
    session.undoClear();
    const [first, ...others] = session.connections.all();
    expect(first).toMatchObject({ key: 1, missing: 1 });
    expect(others.reduce((sum, { missing }) => sum + missing, 1)).toBe(session.missing);
  }
});
