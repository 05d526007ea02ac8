import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountFor } from '../../../bench/account.ts';
import type { LedgerMessage } from '../../../demo/ledger.ts';
import type { ExportedConnection, ExportedMessage } from '../../../scripts/start/har.ts';

const NONE = { tornDown: new Set<string>(), unseen: new Set<string>() };
const TORN = { ...NONE, tornDown: new Set(['page1']) };
const UNSEEN = { ...TORN, unseen: new Set(['page1']) };

/** `s1` is sent by the page as `1`, `r2` received. */
const truth = (...messages: string[]) => ({
  path: '/echo?page1-1',
  protocol: '',
  messages: messages.map((each): LedgerMessage => ({
    direction: each.startsWith('s') ? 'fromPage' : 'toPage',
    binary: false,
    data: each,
  })),
});
const shown = (missing: number, ...messages: string[]): ExportedConnection => ({
  url: 'ws://host/echo?page1-1',
  protocol: '',
  state: '',
  missing,
  messages: messages.map((data): ExportedMessage => ({
    direction: data.startsWith('s') ? 'send' : 'receive',
    time: 0,
    binary: false,
    data,
  })),
});
const differ = (exported: ExportedConnection[], server: ReturnType<typeof truth>[], ends = NONE) =>
  accountFor(exported, server, 'ws://host', ends).length > 0;

test('all there, or the oldest in gap rows', () => {
  const all = truth('s1', 'r1', 's2', 'r2');
  expect(differ([shown(0, 's1', 'r1', 's2', 'r2')], [all])).toBe(false);
  expect(differ([shown(2, 's2', 'r2')], [all])).toBe(false);
  expect(differ([shown(3, 'r2')], [all])).toBe(false);
  expect(differ([shown(4)], [all])).toBe(false);
});

test('what is lost, doubled, invented, mixed up or wrongly counted shows', () => {
  const all = truth('s1', 'r1', 's2', 'r2');
  for (const wrong of [
    shown(0, 's1', 'r1', 's2'),
    shown(0, 's1', 'r1', 's2', 's2', 'r2'),
    shown(0, 's2', 'r1', 's1', 'r2'),
    shown(1, 's1', 'r1', 's2', 'r2'),
    shown(1, 's2', 'r2'),
    shown(2, 's1', 'r1'),
    shown(0, 's1', 'r1', 's2', 'r3'),
    shown(0),
  ])
    expect(differ([wrong], [all])).toBe(true);
  expect(differ([], [all])).toBe(true);
  expect(differ([], [all], TORN)).toBe(true);
  expect(differ([shown(0, 's1'), shown(0, 's1')], [truth('s1')])).toBe(true);
  expect(differ([shown(0, 's1')], [])).toBe(true);
});

test('of what was torn down, only what was under way may be on one side alone', () => {
  const all = truth('s1', 'r1', 'r2');
  expect(differ([shown(0, 's1', 's2', 'r1')], [all], TORN)).toBe(false);
  expect(differ([shown(0, 's1', 's2', 'r1')], [all])).toBe(true);
  expect(differ([shown(0, 'r1', 'r2')], [all], TORN)).toBe(true);
  expect(differ([shown(0, 's1', 'r1', 'r2', 'r3')], [all], TORN)).toBe(true);
  expect(differ([shown(0, 's1', 'r2')], [all], TORN)).toBe(true);
  expect(differ([], [all], UNSEEN)).toBe(false);
  expect(differ([shown(0)], [], TORN)).toBe(false);
});

test('any one message less is noticed, wherever it is', () => {
  const lists = fc.array(fc.constantFrom('s', 'r'), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(lists, fc.nat(), fc.nat(), (kinds, cut, at) => {
      const all = kinds.map((kind, index) => `${kind}${index}`);
      const from = cut % all.length;
      const rest = all.slice(from);
      expect(differ([shown(from, ...rest)], [truth(...all)])).toBe(false);
      rest.splice(at % rest.length, 1);
      expect(differ([shown(from, ...rest)], [truth(...all)])).toBe(true);
    }),
  );
});
