import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventKind } from '../../../lib/protocol/events.ts';
import { lineageFacts } from '../../../lib/session/lineage-facts.ts';
import type { Lineage } from '../../../lib/session/lineage.ts';
import { Session } from '../../../lib/session/session.ts';
import { batchOf } from '../support/batch-of.ts';
import type { EventSpec } from '../support/batch-of.ts';
import { DOCUMENT } from '../support/session-rows.ts';

const CLOSED = 3;

/** A session that hears documents event by event. */
class Page {
  readonly session = new Session(() => {});
  readonly #taken = new Map<string, number>();

  take(event: EventSpec, documentId = DOCUMENT.documentId, frameId = 0): void {
    const after = this.#taken.get(documentId) ?? 0;
    if (after === 0) this.session.documentStarted({ ...DOCUMENT, documentId, frameId });
    this.session.take(documentId, batchOf([event], { after }));
    this.#taken.set(documentId, after + 1);
  }

  construct(
    id: number,
    time: number,
    { url = 'ws://s/live', document = DOCUMENT.documentId, frame = 0 } = {},
  ): void {
    const payload = { url, protocols: [], stack: '' };
    this.take(
      { Kind: EventKind.Construct, Connection: id, Time: time, State: 0, payload },
      document,
      frame,
    );
  }

  open(id: number, time: number): void {
    const payload = { protocol: '', extensions: '' };
    this.take({ Kind: EventKind.Open, Connection: id, Time: time, State: 1, payload });
  }

  close(id: number, time: number, code = 1006, document = DOCUMENT.documentId): void {
    const payload = { code, reason: '', wasClean: code === 1000 };
    this.take(
      { Kind: EventKind.Close, Connection: id, Time: time, State: CLOSED, payload },
      document,
    );
  }

  /** The keys of each lineage's attempts, in order. */
  lineages(): number[][] {
    const { lineages, connections } = this.session;
    const found = new Map<number, Lineage>();
    for (const { key } of connections.all()) {
      const lineage = lineages.of(key);
      if (lineage) found.set(lineage.id, lineage);
    }
    return [...found.values()].map((lineage) => {
      const keys: number[] = [];
      for (let at = lineage.first; ; at = at.next!) {
        keys.push(at.connection.key);
        expect(lineages.of(at.connection.key)).toBe(lineage);
        if (at.next) expect(at.next.previous).toBe(at);
        if (!at.next) {
          expect(at).toBe(lineage.last);
          break;
        }
      }
      expect(keys).toHaveLength(lineage.count);
      return keys;
    });
  }
}

test('sockets that follow each other are one lineage; values of the query do not matter', () => {
  const page = new Page();
  page.construct(1, 1000, { url: 'ws://s/live?token=a&room=1' });
  page.close(1, 1100);
  page.construct(2, 2100, { url: 'ws://s/live?token=b&room=1#x' });
  page.close(2, 2200);
  page.construct(3, 3000, { url: 'ws://s/live?token=b' });
  page.construct(4, 3000, { url: 'ws://s/other?token=a&room=1' });
  page.construct(5, 4200, { url: 'ws://s/live?room=2&token=c' });
  expect(page.lineages()).toEqual([[1, 2, 5], [3], [4]]);
});

test('parallel sockets to one url are none, nor those of two frames', () => {
  const page = new Page();
  for (let id = 1; id <= 5; id += 1) page.construct(id, 1000);
  expect(page.lineages()).toEqual([[1], [2], [3], [4], [5]]);
  page.close(2, 1500);
  page.construct(1, 2000, { document: 'inner', frame: 7 });
  expect(page.lineages()).toHaveLength(6);
  page.construct(6, 2000);
  expect(page.lineages()).toContainEqual([2, 7]);
});

test('one that is made in the error event follows, though close comes after it', () => {
  const page = new Page();
  page.construct(1, 1000);
  page.take({ Kind: EventKind.Error, Connection: 1, Time: 1100, State: CLOSED });
  page.construct(2, 1100);
  page.close(1, 1101);
  expect(page.lineages()).toEqual([[1, 2]]);
  expect(lineageFacts(page.session.lineages.of(1)!, 2000).backOff).toBeNull();
});

test('after a reload the same frame goes on, whichever news comes first', () => {
  for (const early of [false, true]) {
    const page = new Page();
    page.session.keepLog = true;
    page.construct(1, 1000);
    page.construct(2, 1000);
    if (!early) page.session.documentGone(DOCUMENT.documentId, 1500);
    page.construct(1, 1490, { document: 'next' });
    page.close(1, 1600, 1000, 'next');
    page.construct(2, 1700, { document: 'next' });
    if (early) page.session.documentGone(DOCUMENT.documentId, 1500);
    const lineages = page.lineages();
    expect(lineages).toHaveLength(2);
    expect(lineages.map(({ length }) => length).sort()).toEqual([1, 3]);
  }
});

test('what is cleared is taken out, and the rest stays linked', () => {
  const page = new Page();
  for (let id = 1; id <= 4; id += 1) {
    page.construct(id, id * 1000);
    if (id < 4) page.close(id, id * 1000 + 10);
  }
  page.session.clear();
  expect(page.lineages()).toEqual([[4]]);
  expect(page.session.lineages.attempt(4)?.previous).toBeNull();
  expect(page.session.lineages.attempt(1)).toBeUndefined();
  page.close(4, 5000);
  page.construct(5, 6000);
  expect(page.lineages()).toEqual([[4, 5]]);
});

test('urls of any length are told apart without being kept', () => {
  const page = new Page();
  const long = `ws://s/${'x'.repeat(1e6)}`;
  page.construct(1, 1000, { url: long });
  page.close(1, 1001);
  page.construct(2, 1002, { url: `${long}y` });
  page.construct(3, 1003, { url: long });
  expect(page.lineages()).toEqual([[1, 3], [2]]);
});

test('any order of events: attempts never overlap, and lineages are as few as can be', () => {
  const steps = fc.array(fc.record({ open: fc.boolean(), pick: fc.nat() }), { maxLength: 60 });
  fc.assert(
    fc.property(steps, (all) => {
      const page = new Page();
      const alive: number[] = [];
      const begun = new Map<number, number>();
      const over = new Map<number, number>();
      let most = 0;
      let id = 0;
      let time = 1000;
      for (const { open, pick } of all) {
        time += 1;
        if (open) {
          id += 1;
          page.construct(id, time);
          begun.set(id, time);
          alive.push(id);
          most = Math.max(most, alive.length);
        } else if (alive.length > 0) {
          const [ended] = alive.splice(pick % alive.length, 1);
          page.close(ended!, time);
          over.set(ended!, time);
        }
      }
      const lineages = page.lineages();
      expect(lineages).toHaveLength(most);
      expect(lineages.flat().sort((a, b) => a - b)).toEqual([...begun.keys()]);
      for (const keys of lineages)
        for (const [i, key] of keys.slice(1).entries())
          expect(over.get(keys[i]!)!).toBeLessThan(begun.get(key)!);
    }),
  );
});

test('documents that come, go and forge: links stay whole, and nothing throws', () => {
  const step = fc.record({
    document: fc.constantFrom('a', 'b', 'c'),
    id: fc.integer({ min: 1, max: 4 }),
    what: fc.constantFrom('construct', 'close', 'gone', 'back', 'clear', 'leave'),
    time: fc.integer({ min: -8.64e15, max: 8.64e15 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, keepLog) => {
      const page = new Page();
      page.session.keepLog = keepLog;
      for (const { document, id, what, time } of steps) {
        if (what === 'construct') page.construct(id, time, { document });
        else if (what === 'close') page.close(id, time, 1006, document);
        else if (what === 'gone') page.session.documentGone(document, time);
        else if (what === 'back')
          page.session.documentStarted({ ...DOCUMENT, documentId: document });
        else if (what === 'clear') page.session.clear();
        else page.session.navigated(null, time);
        const known = page.session.connections.all().filter((each) => each.constructedAt !== null);
        expect(
          page
            .lineages()
            .flat()
            .sort((a, b) => a - b),
        ).toEqual(known.map(({ key }) => key));
      }
    }),
  );
});

test('the facts: time connected, close codes, and what is said of many attempts', () => {
  const page = new Page();
  for (let n = 0; n < 5; n += 1) {
    const id = n + 1;
    page.construct(id, 10_000 * n);
    if (n % 2 === 0) page.open(id, 10_000 * n + 100);
    page.close(id, 10_000 * n + 1000, n === 4 ? 1000 : 1006);
  }
  const facts = lineageFacts(page.session.lineages.of(3)!, 99_000);
  expect(facts).toMatchObject({ span: 41_000, connected: 2700, opened: 3, earlier: 0, delays: 4 });
  expect([...facts.codes]).toEqual([
    [1006, 4],
    [1000, 1],
  ]);
  expect(facts.backOff).toEqual({ kind: 'constant', delay: 9000, jitter: false });
});
