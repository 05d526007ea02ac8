import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { EventFlag, EventKind } from '../../../lib/protocol/events.ts';
import { Session } from '../../../lib/session/session.ts';
import { MessageProfile } from '../../../lib/statistics/message-profile.ts';
import { batchOf } from '../support/batch-of.ts';
import type { EventSpec } from '../support/batch-of.ts';
import { DOCUMENT } from '../support/session-rows.ts';

function profileOf(
  events: EventSpec[],
  connection = 1,
): { session: Session; profile: MessageProfile } {
  const session = new Session(() => {});
  session.documentStarted(DOCUMENT);
  const profile = new MessageProfile(session.log, connection, session.log.store.first);
  session.log.store.watchers.add(profile);
  session.take(DOCUMENT.documentId, batchOf(events));
  while (profile.advance(session.log.store.end));
  return { session, profile };
}

const received = (payload: unknown, Time = 1000, Connection = 1): EventSpec => ({
  Kind: EventKind.Receive,
  Time,
  Connection,
  payload,
});

test('the labels of its own messages, most often first, with their bytes', () => {
  const { profile } = profileOf([
    received('{"type":"tick"}'),
    received('{"type":"trade"}'),
    received('{"type":"tick"}'),
    received('no label'),
    received('{"type":"other connection"}', 1000, 2),
  ]);
  expect(profile.labels(8)).toEqual([
    { label: 'tick', messages: 2, bytes: 30 },
    { label: 'trade', messages: 1, bytes: 16 },
  ]);
  expect(profile.looked).toBe(4);
  expect(profile.labelled).toBe(3);
});

const beat = (Kind: number, Time: number) => ({ Kind, Time, payload: '{"type":"ping"}' });

test('heartbeats of each direction, and how regular they are', () => {
  const { profile } = profileOf([
    beat(EventKind.Send, 1000),
    beat(EventKind.Send, 26_000),
    beat(EventKind.Send, 51_500),
    received('{"type":"data"}', 60_000),
  ]);
  expect(profile.pace('sent')).toEqual({
    beats: 3,
    last: 51_500,
    interval: 25_500,
    shortest: 25_000,
    longest: 25_500,
  });
  expect(profile.pace('received')).toBeNull();
});

test('of many messages the latest count, and after Clear none', () => {
  const { session, profile } = profileOf(
    Array.from({ length: 5000 }, (_, n) => received(`{"type":"${n < 3500 ? 'old' : 'new'}"}`)),
  );
  expect(profile.looked).toBe(2000);
  expect(profile.labels(8).map(({ label, messages }) => [label, messages])).toEqual([
    ['new', 1500],
    ['old', 500],
  ]);
  session.clear();
  expect(profile.labels(8)).toEqual([]);
  expect(profile.looked).toBe(0);
});

test('whatever a page sends: labels are short, and their sums are those of the latest messages', () => {
  const payload = fc.oneof(
    fc.string(),
    fc.json(),
    fc.record({ type: fc.string({ maxLength: 300 }) }).map((each) => JSON.stringify(each)),
  );
  fc.assert(
    fc.property(fc.array(payload, { maxLength: 60 }), (payloads) => {
      const { profile } = profileOf(payloads.map((each) => received(each)));
      const labels = profile.labels(1000);
      expect(labels.reduce((sum, { messages }) => sum + messages, 0)).toBe(profile.labelled);
      expect(profile.looked).toBe(payloads.length);
      for (const { label, messages } of labels) {
        expect(label.length).toBeLessThanOrEqual(100);
        expect(messages).toBeGreaterThan(0);
      }
    }),
  );
});

test('of what is read from a Blob the label and the beat come once it is there', async () => {
  const blob = (text: string, Time: number): EventSpec => ({
    ...received(new Blob([text]), Time),
    Flags: EventFlag.TextBlob,
  });
  const { session, profile } = profileOf([
    blob('{"type":"ping"}', 1000),
    received('{"type":"ping"}', 2000),
    blob('{"type":"tick"}', 2500),
  ]);
  const read = (row: number): boolean => session.log.payload(row).state === 'ready';
  await vi.waitUntil(() => [0, 1, 2].every(read));
  expect([profile.looked, profile.labelled]).toEqual([3, 1]);
  profile.advance(session.log.store.end);
  expect(profile.labels(8)).toEqual([
    { label: 'ping', messages: 2, bytes: 30 },
    { label: 'tick', messages: 1, bytes: 15 },
  ]);
  expect(profile.pace('received')).toMatchObject({ beats: 2, last: 2000, interval: 1000 });
});
