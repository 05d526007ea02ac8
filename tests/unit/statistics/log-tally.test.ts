import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventFlag, EventKind } from '../../../lib/protocol/events.ts';
import { MessageLog } from '../../../lib/session/message-log.ts';
import { Session } from '../../../lib/session/session.ts';
import { SessionKind } from '../../../lib/session/types.ts';
import { barsOf } from '../../../lib/statistics/bars.ts';
import { LogTally, Series, sizeClass, WHOLE_LOG } from '../../../lib/statistics/log-tally.ts';
import type { TallyScope } from '../../../lib/statistics/log-tally.ts';
import { MAX_BUCKETS } from '../../../lib/statistics/time-buckets.ts';
import { batchOf } from '../support/batch-of.ts';
import { DOCUMENT, rowsOf } from '../support/session-rows.ts';

const ALL_SERIES = Object.values(Series);

function watch(log: MessageLog, scope: Partial<TallyScope> = {}): LogTally {
  const tally = new LogTally(log, { ...WHOLE_LOG, ...scope }, log.store.first);
  log.store.watchers.add(tally);
  return tally;
}

function settle(tally: LogTally, log: MessageLog): void {
  while (tally.advance(log.store.end));
}

/** Sum of a series over all buckets. */
function total({ buckets }: LogTally, series: Series): number {
  let sum = 0;
  for (let bucket = buckets.first; bucket <= buckets.last; bucket += 1)
    sum += buckets.value(bucket, series);
  return sum;
}

/** What the tally should say: each row of the log counted anew. */
function naive({ log }: Session, { scope, buckets }: LogTally): Map<string, number> {
  const sums = new Map<string, number>();
  const add = (time: number, series: Series, amount: number): void => {
    const key = `${Math.floor(Math.floor(time) / buckets.width)} ${series}`;
    const sum = (sums.get(key) ?? 0) + amount;
    if (sum === 0) sums.delete(key);
    else sums.set(key, sum);
  };
  for (let row = log.store.first; row < log.store.end; row += 1) {
    const kind = log.store.kind(row);
    const time = log.time(row);
    if (kind === 0 || time < scope.from || time >= scope.to) continue;
    const gap =
      kind === SessionKind.Gap ? (log.detail(row) as { connections: Map<number, number> }) : null;
    const isOwn =
      scope.connection === null ||
      log.connection(row) === scope.connection ||
      gap?.connections.has(scope.connection);
    if (!isOwn) continue;
    if (gap) add(time, Series.Gaps, 1);
    else if (kind === EventKind.Open) add(time, Series.Opened, 1);
    else if (kind === EventKind.Close)
      add(
        time,
        (log.detail(row) as { wasClean: boolean }).wasClean ? Series.Closed : Series.Failed,
        1,
      );
    else if (kind === SessionKind.Teardown) add(time, Series.Closed, 1);
    else if (kind === EventKind.Send && !(log.flags(row) & EventFlag.Discarded)) {
      add(time, Series.Sent, 1);
      add(time, Series.SentBytes, log.byteLength(row));
    } else if (kind === EventKind.Receive) {
      add(time, Series.Received, 1);
      add(time, Series.ReceivedBytes, log.byteLength(row));
    }
  }
  return sums;
}

function told({ buckets }: LogTally): Map<string, number> {
  const sums = new Map<string, number>();
  for (let bucket = buckets.first; bucket <= buckets.last; bucket += 1)
    for (const series of ALL_SERIES) {
      const value = buckets.value(bucket, series);
      if (value !== 0) sums.set(`${bucket} ${series}`, value);
    }
  return sums;
}

const kinds = fc.constantFrom(
  EventKind.Send,
  EventKind.Receive,
  EventKind.Receive,
  EventKind.Open,
  EventKind.Close,
  EventKind.State,
);
const times = fc.oneof(
  fc.integer({ min: 1000, max: 9000 }),
  fc.double({ min: 1000, max: 1e7, noNaN: true }),
  fc.integer({ min: -8.64e15, max: 8.64e15 }),
);
const event = fc.record({
  Kind: kinds,
  Time: times,
  Connection: fc.integer({ min: 1, max: 3 }),
  size: fc.nat({ max: 300 }),
  discarded: fc.boolean(),
  clean: fc.boolean(),
});
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      what: fc.constant('take' as const),
      events: fc.array(event, { maxLength: 30 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constantFrom(
        'look' as const,
        'clear' as const,
        'pause' as const,
        'go on' as const,
        'leave' as const,
        'gone' as const,
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('bound' as const),
      bytes: fc.integer({ min: 500, max: 20_000 }),
    }),
  },
);
const scopes = fc.constantFrom<Partial<TallyScope>>(
  {},
  { connection: 2 },
  { from: 2000, to: 5000 },
  { from: 3000, connection: 1, width: 100 },
);

test('whatever comes, goes and is let go: the sums are those of the rows that are there', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), scopes, (steps, scope) => {
      const session = new Session(() => {});
      session.keepLog = true;
      session.documentStarted(DOCUMENT);
      const { log } = session;
      const tally = watch(log, scope);
      let taken = 0;
      for (const each of steps) {
        if (each.what === 'take') {
          const events = each.events.map(({ Kind, Time, Connection, size, discarded, clean }) => ({
            Kind,
            Time,
            Connection,
            Flags: Kind === EventKind.Send && discarded ? EventFlag.Discarded : 0,
            payload: payloadOf(Kind, size, clean),
          }));
          session.take(DOCUMENT.documentId, batchOf(events, { after: taken }));
          taken += events.length;
        } else if (each.what === 'clear') session.clear();
        else if (each.what === 'pause') session.recording = false;
        else if (each.what === 'go on') session.recording = true;
        else if (each.what === 'leave') session.navigated(null, 5000);
        else if (each.what === 'gone') session.documentGone(DOCUMENT.documentId, 5000);
        else if (each.what === 'bound') session.memoryBound = each.bytes;
        else tally.advance(log.store.end);
      }
      settle(tally, log);
      expect(told(tally)).toEqual(naive(session, tally));
      expect(tally.buckets.last - tally.buckets.first).toBeLessThan(MAX_BUCKETS);
      const sizes =
        tally.sentSizes.reduce((a, b) => a + b) + tally.receivedSizes.reduce((a, b) => a + b);
      expect(sizes).toBe(total(tally, Series.Sent) + total(tally, Series.Received));
    }),
  );
});

function payloadOf(kind: number, size: number, wasClean: boolean): unknown {
  if (kind === EventKind.Open) return { protocol: '', extensions: '' };
  if (kind === EventKind.Close) return { code: 1000, reason: '', wasClean };
  return kind === EventKind.State ? null : 'x'.repeat(size);
}

const messageAt = (Time: number) => ({ Kind: EventKind.Receive, Time, payload: 'x'.repeat(1000) });

test('the range ends where the rows do', () => {
  const session = new Session(() => {});
  session.documentStarted(DOCUMENT);
  const tally = watch(session.log);
  session.take(DOCUMENT.documentId, batchOf([1000, 2000, 3000].map(messageAt)));
  settle(tally, session.log);
  for (const row of rowsOf(session).slice(0, 2)) session.log.store.remove(row);
  settle(tally, session.log);
  expect(tally.buckets.first).toBe(tally.buckets.last);
  expect(tally.buckets.last).toBe(tally.buckets.bucketAt(3000));
  session.clear();
  settle(tally, session.log);
  expect(tally.buckets.last).toBeLessThan(tally.buckets.first);
});

test('a message whose size is known late counts with it', async () => {
  const session = new Session(() => {});
  session.documentStarted(DOCUMENT);
  const tally = watch(session.log);
  const blob = new Blob([new Uint16Array([0x61, 0xd800, 0x62])]);
  session.take(
    DOCUMENT.documentId,
    batchOf([{ Kind: EventKind.Receive, Flags: EventFlag.Utf16Blob, payload: blob }]),
  );
  settle(tally, session.log);
  const [row] = rowsOf(session);
  await expect.poll(() => session.log.payload(row!).state).toBe('ready');
  expect(total(tally, Series.ReceivedBytes)).toBe(session.log.byteLength(row!));
  expect(session.log.byteLength(row!)).toBe(5);
});

test('many rows are counted in slices, and then stand in a bounded number of buckets', () => {
  const log = new MessageLog(() => {});
  for (let n = 0; n < 100_000; n += 1)
    log.store.append({
      kind: EventKind.Receive,
      flags: 0,
      time: 1_700_000_000_000 + n * 50,
      seq: n + 1,
      connection: 1,
      byteLength: 100,
      bufferedBefore: 0,
      bufferedAfter: 0,
      payload: null,
      detail: undefined,
    });
  const tally = watch(log);
  settle(tally, log);
  expect(tally.complete).toBe(true);
  expect(total(tally, Series.Received)).toBe(100_000);
  expect(tally.buckets.last - tally.buckets.first).toBeLessThan(MAX_BUCKETS);
});

test('bars of any range have the sums of the rows in them', () => {
  const range = fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 20_000 }));
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 100 }),
      range,
      fc.integer({ min: 1, max: 400 }),
      (at, [from, span], most) => {
        const session = new Session(() => {});
        session.documentStarted(DOCUMENT);
        const events = at.map((Time) => ({ Kind: EventKind.Send, Time, payload: 'ab' }));
        session.take(DOCUMENT.documentId, batchOf(events));
        const tally = watch(session.log);
        settle(tally, session.log);
        const bars = barsOf(tally, { from, to: from + span }, most);
        expect(bars.count).toBeLessThanOrEqual(most + 1);
        expect(bars.start).toBeLessThanOrEqual(from);
        expect(bars.start + bars.count * bars.width).toBeGreaterThanOrEqual(from + span);
        for (let bar = 0; bar < bars.count; bar += 1) {
          const start = bars.start + bar * bars.width;
          const inside = at.filter((time) => time >= start && time < start + bars.width);
          expect(bars.sum(bar, Series.Sent)).toBe(inside.length);
          expect(bars.sum(bar, Series.SentBytes)).toBe(inside.length * 2);
        }
      },
    ),
  );
});

test('sizes go by powers of two', () => {
  expect([0, 1, 2, 3, 4, 1023, 1024, 2 ** 32 - 1].map(sizeClass)).toEqual([
    0, 1, 2, 2, 3, 10, 11, 32,
  ]);
});
