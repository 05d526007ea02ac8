import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HarSocket } from '../../../lib/session/har-entry.ts';
import { unseenByHook } from '../../../lib/session/har-match.ts';
import { HOOK_URL, harSocketOf } from '../support/har-entries.ts';

const url = 'ws://server/';
const hooked = (constructedAt: number, protocols: string[] = []) => ({
  url,
  protocols,
  constructedAt,
});
const CONTROL_URL = HOOK_URL.replace('hook.js', 'control.js');
const unseen = (sockets: HarSocket[], ...known: ReturnType<typeof hooked>[]): string[] =>
  unseenByHook(sockets, known, [HOOK_URL, CONTROL_URL]).map(({ id }) => id);

test('a socket that the panel opened is the hook’s, too', () => {
  expect(unseen([harSocketOf({ id: 'own', scripts: [CONTROL_URL, HOOK_URL] })])).toEqual([]);
});

test('the call stack decides', () => {
  const sockets = [
    harSocketOf({ id: 'hook', scripts: [HOOK_URL, 'http://page/app.js'] }),
    harSocketOf({ id: 'worker', scripts: ['http://page/w.js'], inDocument: false }),
    harSocketOf({ id: 'escaped', scripts: ['http://page/app.js'] }),
    harSocketOf({ id: 'below', scripts: ['http://page/app.js', HOOK_URL] }),
  ];
  expect(unseen(sockets)).toEqual(['worker', 'escaped', 'below']);
});

test('without a stack one that the hook told of is the hook’s, each standing for one', () => {
  const sockets = [harSocketOf({ id: 'a' }), harSocketOf({ id: 'b', startedAt: 1100 })];
  expect(unseen(sockets, hooked(990), hooked(1090))).toEqual([]);
  expect(unseen(sockets, hooked(1090))).toEqual(['b']);
  expect(unseen(sockets, hooked(1000, ['chat']))).toEqual(['a', 'b']);
  expect(unseen(sockets, hooked(9000))).toEqual(['a', 'b']);
});

test('without a stack a socket of no document is a worker’s', () => {
  const worker = harSocketOf({ id: 'worker', inDocument: false });
  expect(unseen([worker], hooked(1000))).toEqual(['worker']);
});

const sockets = fc.array(
  fc.record({
    url: fc.constantFrom('ws://a/', 'ws://b/'),
    startedAt: fc.nat(10_000),
    protocols: fc.constantFrom<string[]>([], ['x']),
    place: fc.constantFrom('hook', 'doubt', 'worker', 'escaped'),
  }),
  { maxLength: 30 },
);

test('each socket of the hook takes one out at most, and whoever has another stack stays', () => {
  fc.assert(
    fc.property(sockets, fc.nat(30), (specs, known) => {
      const entries = specs.map(({ place, ...rest }, index) =>
        harSocketOf({
          ...rest,
          id: `${place} ${index}`,
          inDocument: place !== 'worker',
          scripts: place === 'hook' ? [HOOK_URL] : place === 'escaped' ? ['http://page/'] : [],
        }),
      );
      const fromHook = specs
        .filter(({ place }) => place === 'hook' || place === 'doubt')
        .slice(0, known)
        .map(({ startedAt, url, protocols }) => ({ url, protocols, constructedAt: startedAt }));
      const left = unseenByHook(entries, fromHook, [HOOK_URL]).map(({ id }) => id.split(' ')[0]);
      const count = (place: string) => specs.filter((each) => each.place === place).length;
      const leftOf = (place: string) => left.filter((each) => each === place).length;
      expect(leftOf('hook')).toBe(0);
      expect(leftOf('worker')).toBe(count('worker'));
      expect(leftOf('escaped')).toBe(count('escaped'));
      expect(count('doubt') - leftOf('doubt')).toBeLessThanOrEqual(fromHook.length);
      if (fromHook.length === count('hook') + count('doubt')) expect(leftOf('doubt')).toBe(0);
    }),
    { numRuns: 500 },
  );
});

test('many in doubt with one url are matched to as many', () => {
  const times = Array.from({ length: 50 }, (_, index) => 1000 + index);
  const entries = times.map((startedAt) => harSocketOf({ id: `${startedAt}`, startedAt }));
  expect(unseen(entries, ...times.map((time) => hooked(time - 40)))).toEqual([]);
});
