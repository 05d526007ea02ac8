import { expect, test } from 'vitest';
import { advance, inSlices, type Work } from '../../../lib/reading/slices.ts';

function* counting(to: number): Work<number> {
  for (let count = 0; count < to; count += 1) yield count / to;
  return to;
}

function* endless(): Work<never> {
  for (;;) yield 0.5;
}

test('endless work is put down', () => {
  expect(advance(endless(), 0)).toEqual({ done: false, share: 0.5 });
});

test('short work is done at once', () => {
  expect(advance(counting(3), 1000)).toEqual({ done: true, value: 3 });
});

test('long work lets others run meanwhile and is left when it is asked to', async () => {
  const leaving = new AbortController();
  const shares: number[] = [];
  setTimeout(() => leaving.abort(new Error('left')), 0);
  await expect(inSlices(endless(), leaving.signal, (share) => shares.push(share))).rejects.toThrow(
    'left',
  );
  expect(shares.length).toBeGreaterThan(0);
  expect(await inSlices(counting(10), new AbortController().signal)).toBe(10);
});
