import '../support/page-globals.ts';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createArena } from '../../../lib/hook/arena.ts';
import type { Chunk } from '../../../lib/hook/arena.ts';
import { copyBytes } from '../../../lib/hook/primordials.ts';
import { LONG_PAYLOAD } from '../../../lib/protocol/events.ts';

interface Kept {
  chunk: Chunk;
  offset: number;
  expected: Uint8Array<ArrayBuffer>;
}

/** A message of `size` bytes, unlike any other; what the page does to it later must not matter. */
function put(arena: ReturnType<typeof createArena>, size: number, seed: number): Kept {
  const bytes = Uint8Array.from({ length: size }, (_, i) => (seed * 31 + i) % 251);
  const expected = bytes.slice();
  const chunk = arena.put([bytes.buffer, 0, size]);
  bytes.fill(255);
  return { chunk, offset: chunk.used - size, expected };
}

const bytesOf = ({ chunk, offset, expected }: Kept): Uint8Array =>
  new Uint8Array(copyBytes([chunk.memory, offset, expected.length]));

const sizes = fc.oneof(
  fc.nat(40),
  fc.nat(5000),
  fc.integer({ min: LONG_PAYLOAD - 2000, max: LONG_PAYLOAD - 1 }),
);

test('bytes stay as they were put until they are dropped, whatever the sizes', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(sizes, fc.nat(6)), { maxLength: 60 }), (steps) => {
      const arena = createArena();
      const kept: Kept[] = [];
      for (const [seed, [size, drops]] of steps.entries()) {
        kept.push(put(arena, size, seed));
        for (let i = 0; i < drops && kept.length > 0; i += 1) arena.drop(kept.shift()!.chunk);
        for (const each of [kept.at(0), kept.at(-1)])
          if (each) expect(bytesOf(each)).toEqual(each.expected);
      }
      for (const each of kept) expect(bytesOf(each)).toEqual(each.expected);
    }),
    { numRuns: 60 },
  );
});

test('a history that turns over uses the same memory again', () => {
  const arena = createArena();
  const kept: Kept[] = [];
  const memories = new Set<ArrayBuffer>();
  for (let seed = 0; seed < 2000; seed += 1) {
    kept.push(put(arena, 64_000, seed));
    if (kept.length > 40) arena.drop(kept.shift()!.chunk);
    memories.add(kept.at(-1)!.chunk.memory);
  }
  // Forty messages fill three chunks; one is being filled, and one is on its way out.
  expect(memories.size).toBeLessThanOrEqual(5);
});
