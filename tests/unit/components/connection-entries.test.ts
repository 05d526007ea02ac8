import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { EntryList } from '../../../components/connections/connection-entries.ts';
import type { ConnectionEntry } from '../../../components/connections/connection-entries.ts';
import { EventKind } from '../../../lib/protocol/events.ts';
import { Session } from '../../../lib/session/session.ts';
import { batchOf } from '../support/batch-of.ts';
import type { EventSpec } from '../support/batch-of.ts';
import { DOCUMENT } from '../support/session-rows.ts';

class Page {
  readonly session = new Session(() => {});
  #taken = new Map<string, number>();
  #documents = 1;
  #time = 1000;

  get #id(): string {
    return `document ${this.#documents}`;
  }

  take(event: EventSpec): void {
    const after = this.#taken.get(this.#id) ?? 0;
    if (after === 0) this.session.documentStarted({ ...DOCUMENT, documentId: this.#id });
    this.session.take(this.#id, batchOf([{ ...event, Time: (this.#time += 10) }], { after }));
    this.#taken.set(this.#id, after + 1);
  }

  construct(id: number, url: string): void {
    const payload = { url, protocols: [], stack: '' };
    this.take({ Kind: EventKind.Construct, Connection: id, State: 0, payload });
  }

  close(id: number): void {
    const payload = { code: 1006, reason: '', wasClean: false };
    this.take({ Kind: EventKind.Close, Connection: id, State: 3, payload });
  }

  reload(): void {
    const ended = this.#id;
    this.#documents += 1;
    this.session.documentGone(ended, this.#time);
  }
}

const allOf = (list: EntryList): ConnectionEntry[] =>
  Array.from({ length: list.length }, (_, index) => list.at(index));

/** The lines as a plain look at everything makes them. */
function plainEntries(session: Session, opened: ReadonlySet<number>, selected: number | null) {
  const { lineages, connections } = session;
  const ids = new Set([...opened].map((key) => lineages.of(key)?.id));
  const entries: ConnectionEntry[] = [];
  for (const connection of connections.all()) {
    const attempt = lineages.attempt(connection.key);
    if (attempt?.previous) continue;
    const lineage = lineages.of(connection.key) ?? null;
    if (!lineage || lineage.count < 2) {
      entries.push({ connection, lineage: null, isTop: true });
      continue;
    }
    entries.push({ connection: lineage.last.connection, lineage, isTop: true });
    for (let at = lineage.last.previous; at; at = at.previous)
      if (ids.has(lineage.id) || at.connection.key === selected)
        entries.push({ connection: at.connection, lineage, isTop: false });
  }
  return entries;
}

test('whatever comes and goes: the lines are those that a look at all connections makes', () => {
  const url = fc.constantFrom('ws://s/one', 'ws://s/two');
  const id = fc.integer({ min: 1, max: 30 });
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ type: fc.constant('construct' as const), id, url }) },
    { weight: 5, arbitrary: fc.record({ type: fc.constant('close' as const), id }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('receive' as const), id }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('reload', 'clear', 'look') }) },
  );
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 60 }),
      fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 3 }),
      fc.option(fc.integer({ min: 1, max: 20 })),
      (steps, openedKeys, selected) => {
        const page = new Page();
        const { session } = page;
        const list = new EntryList(session.lineages);
        const opened = new Set(openedKeys);
        const compare = (): void => {
          list.update(session.connections.all(), opened, selected);
          const entries = plainEntries(session, opened, selected);
          expect(allOf(list)).toEqual(entries);
          entries.forEach(({ connection }, index) =>
            expect(list.indexOf(connection.key)).toBe(index),
          );
        };
        for (const each of steps) {
          if (each.type === 'construct') page.construct(each.id, each.url);
          else if (each.type === 'close') page.close(each.id);
          else if (each.type === 'receive')
            page.take({ Kind: EventKind.Receive, Connection: each.id, payload: 'x' });
          else if (each.type === 'reload') page.reload();
          else if (each.type === 'clear') session.clear();
          else compare();
        }
        compare();
      },
    ),
    { numRuns: 300 },
  );
});

test('of thousands of connections those that came are looked at, and of ends none', () => {
  const page = new Page();
  const { session } = page;
  for (let id = 1; id <= 2000; id += 1) page.construct(id, `ws://s/${id}`);
  const list = new EntryList(session.lineages);
  list.update(session.connections.all(), new Set(), null);
  const attempt = vi.spyOn(session.lineages, 'attempt');
  page.construct(2001, 'ws://s/2001');
  page.close(7);
  page.construct(2002, 'ws://s/7');
  list.update(session.connections.all(), new Set(), null);
  expect(list.length).toBe(2001);
  expect(list.at(6)).toMatchObject({ connection: { key: 2002 }, isTop: true });
  expect(attempt.mock.calls.length).toBeLessThan(10);
});
