import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchInOrder } from '../../../lib/session/match-handshakes.ts';

const anyone = (): boolean => true;

test('as many handshakes as sockets: each its own, in order', () => {
  expect(matchInOrder(3, 3, anyone)).toEqual([
    { candidates: [0], maybeNone: false },
    { candidates: [1], maybeNone: false },
    { candidates: [2], maybeNone: false },
  ]);
});

test('one handshake too many, as of a worker: each socket may have had one of two', () => {
  expect(matchInOrder(2, 3, anyone)).toEqual([
    { candidates: [0, 1], maybeNone: false },
    { candidates: [1, 2], maybeNone: false },
  ]);
});

test('one handshake too few: each socket may have had none', () => {
  expect(matchInOrder(2, 1, anyone)).toEqual([
    { candidates: [0], maybeNone: true },
    { candidates: [0], maybeNone: true },
  ]);
});

test('what does not fit makes it sure again', () => {
  // The one in the middle is no page's own.
  expect(matchInOrder(2, 3, (_, handshake) => handshake !== 1)).toEqual([
    { candidates: [0], maybeNone: false },
    { candidates: [2], maybeNone: false },
  ]);
});

test('says exactly what all best ways of pairing say', () => {
  const tables = fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 })).chain(([sockets, handshakes]) =>
    fc.array(fc.array(fc.boolean(), { minLength: handshakes, maxLength: handshakes }), {
      minLength: sockets,
      maxLength: sockets,
    }),
  );
  fc.assert(
    fc.property(tables, (table) => {
      const handshakes = table[0]?.length ?? 0;
      const fits = (i: number, j: number): boolean => table[i]?.[j] ?? false;
      const found = matchInOrder(table.length, handshakes, fits);
      expect(found).toEqual(byEveryWay(table.length, handshakes, fits));
    }),
    { numRuns: 500 },
  );
});

test('whatever is sure is right, when every socket has its handshake and others come between', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 40 }), (isOurs) => {
      const own = isOurs.flatMap((ours, index) => (ours ? [index] : []));
      const found = matchInOrder(own.length, isOurs.length, anyone);
      found.forEach(({ candidates, maybeNone }, socket) => {
        expect(candidates).toContain(own[socket]);
        expect(maybeNone).toBe(false);
      });
    }),
  );
});

test('so many that no time would be left: everything that fits, and nothing for sure', () => {
  const found = matchInOrder(2000, 2000, (i, j) => Math.abs(i - j) < 2);
  expect(found[5]).toEqual({ candidates: [4, 5, 6], maybeNone: true });
});

/** All ways to pair in order, tried one by one. */
function byEveryWay(
  sockets: number,
  handshakes: number,
  fits: (i: number, j: number) => boolean,
): { candidates: number[]; maybeNone: boolean }[] {
  const ways: (number | null)[][] = [];
  const extend = (way: (number | null)[], next: number): void => {
    const i = way.length;
    if (i === sockets) {
      ways.push(way);
      return;
    }
    extend([...way, null], next);
    for (let j = next; j < handshakes; j += 1) if (fits(i, j)) extend([...way, j], j + 1);
  };
  extend([], 0);
  const most = Math.max(...ways.map(pairs));
  const best = ways.filter((way) => pairs(way) === most);
  return Array.from({ length: sockets }, (_, i) => {
    const partners = new Set(best.map((way) => way[i] as number | null));
    return {
      candidates: [...partners].filter((each) => each !== null).sort((a, b) => a - b),
      maybeNone: partners.has(null),
    };
  });
}

function pairs(way: (number | null)[]): number {
  return way.filter((each) => each !== null).length;
}

test('so many that no order is looked for: some candidates near each, after bounded work', () => {
  let looks = 0;
  const found = matchInOrder(5_000, 5_000, (socket, handshake) => {
    looks += 1;
    return socket === handshake;
  });
  expect(looks).toBe(5_000 * 100);
  expect(found.every(({ maybeNone }) => maybeNone)).toBe(true);
  expect(found.every(({ candidates }, at) => candidates.length === 1 && candidates[0] === at)).toBe(
    true,
  );
});
