import { expect, test } from 'vitest';
import { EventKind } from '../../../lib/protocol/events.ts';
import { Session } from '../../../lib/session/session.ts';
import { batchOf } from '../support/batch-of.ts';
import type { EventSpec } from '../support/batch-of.ts';

const DOCUMENT = { documentId: 'd', frameId: 0, url: 'http://page/', timeOrigin: 0 };

function bufferedOf(events: EventSpec[]): [time: number, bytes: number][] {
  const session = new Session(() => {});
  session.documentStarted(DOCUMENT);
  session.take('d', batchOf(events));
  return session.connections.get(1)!.buffered.map(({ time, bytes }) => [time, bytes]);
}

const send = (Time: number, BufferedAfter: number): EventSpec => ({
  Kind: EventKind.Send,
  Index: Time,
  payload: 'x',
  Time,
  BufferedAfter,
});
const sample = (Time: number, BufferedAfter: number): EventSpec => ({
  Kind: EventKind.Buffered,
  Time,
  BufferedAfter,
});

test('tells how the amount rose with the sends and fell to zero', () => {
  expect(
    bufferedOf([send(1, 0), send(2, 500), send(3, 900), sample(50, 300), sample(99, 0)]),
  ).toEqual([
    [2, 500],
    [3, 900],
    [50, 300],
    [99, 0],
  ]);
});

test('begins anew when it rises from zero again', () => {
  expect(bufferedOf([send(1, 500), sample(2, 0), send(3, 700)])).toEqual([[3, 700]]);
});

test('keeps the first and the latest of many changes', () => {
  const samples = bufferedOf(Array.from({ length: 1000 }, (_, i) => send(i + 1, i + 1)));
  expect(samples).toHaveLength(256);
  expect(samples[0]).toEqual([1, 1]);
  expect(samples.at(-1)).toEqual([1000, 1000]);
});
