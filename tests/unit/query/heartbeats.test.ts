import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { EventFlag, EventKind } from '../../../lib/protocol/events.ts';
import { Heartbeats } from '../../../lib/query/heartbeats.ts';
import { MessageLog } from '../../../lib/session/message-log.ts';

/** A message; `late` travels as a Blob. */
interface Beat {
  text: string;
  time: number;
  late: boolean;
  connection: number;
}

function append(log: MessageLog, { text, time, late, connection }: Beat): number {
  return log.append({
    kind: EventKind.Receive,
    flags: late ? EventFlag.TextBlob : 0,
    time,
    seq: 0,
    connection,
    byteLength: text.length,
    bufferedBefore: 0,
    bufferedAfter: 0,
    payload: late ? new Blob([text]) : text,
    detail: undefined,
  });
}

const beat = (text: string, time: number, late = false, connection = 1): Beat => ({
  text,
  time,
  late,
  connection,
});

const isRead = (log: MessageLog): boolean =>
  Array.from({ length: log.store.end }, (_, row) => log.payload(row).state).every(
    (state) => state === 'ready',
  );

test('a beat whose data is still being read is known once it is there', async () => {
  const log = new MessageLog(() => {});
  const heartbeats = new Heartbeats(log);
  append(log, beat('ping', 1000, true));
  append(log, beat('data', 1100));
  append(log, beat('ping', 31_000));
  append(log, beat('ping', 31_000, false, 2));
  heartbeats.advance(4);
  // What comes after it on its connection waits, if it may be a beat; all else is known.
  expect([0, 1, 2, 3].map((row) => heartbeats.at(row))).toEqual([
    undefined,
    false,
    undefined,
    true,
  ]);
  await vi.waitUntil(() => isRead(log));
  expect([0, 1, 2, 3].map((row) => heartbeats.at(row))).toEqual([true, false, true, true]);
});

test('a row that left while it waited holds up none', async () => {
  const log = new MessageLog(() => {});
  const heartbeats = new Heartbeats(log);
  for (let n = 0; n < 3; n += 1) append(log, beat('ping', n * 1000, n === 0));
  heartbeats.advance(3);
  expect(heartbeats.at(2)).toBeUndefined();
  log.store.remove(0);
  expect([heartbeats.at(1), heartbeats.at(2)]).toEqual([true, true]);
  append(log, beat('ping', 3000, true));
  append(log, beat('ping', 4000));
  heartbeats.advance(5);
  heartbeats.forgetBelow(4);
  expect(heartbeats.at(4)).toBe(true);
});

test('whatever comes late, in whatever order one asks: the answers are those of data that was there', async () => {
  const arbitrary = fc.record({
    text: fc.constantFrom('ping', '2', 'data', '{"type":"pong"}', ''),
    time: fc.nat(20).map((n) => n * 100),
    late: fc.boolean(),
    connection: fc.integer({ min: 1, max: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(arbitrary, { maxLength: 25 }),
      fc.array(fc.nat(24), { maxLength: 25 }),
      async (beats, asked) => {
        beats.sort((one, other) => one.time - other.time);
        const whole = new MessageLog(() => {});
        for (const each of beats) append(whole, { ...each, late: false });
        const expected = new Heartbeats(whole);
        expected.advance(beats.length);
        const answers = beats.map((_, row) => expected.at(row));
        const log = new MessageLog(() => {});
        const heartbeats = new Heartbeats(log);
        for (const each of beats) {
          append(log, each);
          heartbeats.advance(log.store.end);
          if (asked.length % 2 === 1) await Promise.resolve();
        }
        for (const row of asked) {
          const known = heartbeats.at(row);
          if (known !== undefined) expect(known).toBe(answers[row]);
        }
        await vi.waitUntil(() => isRead(log));
        expect(beats.map((_, row) => heartbeats.at(row))).toEqual(answers);
      },
    ),
    { numRuns: 50 },
  );
});
