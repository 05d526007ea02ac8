import { LossyJourney } from '../support/lossy-journey.ts';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { BACKLOG_WEIGHT } from '../../../lib/hook/event-log.ts';
import { HISTORY_BOUNDS } from '../../../lib/protocol/history.ts';
import { EventFlag, EventKind } from '../../../lib/protocol/events.ts';
import { gapsOf, messageRowsOf, rowsOf } from '../support/session-rows.ts';

const MEGABYTE = 1024 * 1024;

const connection = fc.integer({ min: 1, max: 4 });
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      messages: connection,
      kind: fc.constantFrom(EventKind.Send, EventKind.Receive),
      count: fc.constantFrom(1, 2, 10, 40, 600),
      weight: fc.constantFrom(0, 10, 1000, 100_000, MEGABYTE, 3 * MEGABYTE, 9 * MEGABYTE),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      lifecycle: connection,
      kind: fc.constantFrom(
        EventKind.Construct,
        EventKind.Open,
        EventKind.Close,
        EventKind.Error,
        EventKind.BinaryType,
        EventKind.Buffered,
      ),
    }),
  },
  { weight: 5, arbitrary: fc.record({ deliver: fc.integer({ min: 1, max: 20 }) }) },
  { weight: 5, arbitrary: fc.constant('flush' as const) },
  { weight: 3, arbitrary: fc.constant('acknowledge' as const) },
  { weight: 3, arbitrary: fc.constant('return' as const) },
  { weight: 1, arbitrary: fc.constant('settle' as const) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...([
        'duplicate',
        'drop',
        'break',
        'suspend',
        'suspendWithLeftovers',
        'unsubscribe',
      ] as const),
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('leave', 'comeBack') },
  { weight: 1, arbitrary: fc.record({ acknowledgeLate: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ otherPanel: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ recording: fc.boolean() }) },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function carryOut(journey: LossyJourney, taken: Step): void {
  if (typeof taken === 'string') journey[taken as 'flush']();
  else if ('messages' in taken)
    journey.messages(taken.messages, taken.kind, taken.count, taken.weight);
  else if ('lifecycle' in taken) journey.lifecycle(taken.lifecycle, taken.kind);
  else if ('deliver' in taken) journey.deliver(taken.deliver);
  else if ('acknowledgeLate' in taken) journey.acknowledgeLate(taken.acknowledgeLate);
  else if ('otherPanel' in taken) journey.otherPanel(taken.otherPanel);
  else journey.session.recording = taken.recording;
}

/** Weight of all that the hook keeps. */
function weightOf({ log }: LossyJourney): number {
  let weight = 0;
  for (let { later } = log.read('scales', 1); later; { later } = later) weight += later.weight;
  log.readers.drop('scales');
  return weight;
}

/** Each message is a row of its own with its very payload, in order; `released` are there without. */
function checkRows({ session, produced }: LossyJourney): Map<number, number> {
  const present = new Map<number, number>();
  let last = 0;
  for (const row of messageRowsOf(session)) {
    const seq = session.log.seq(row);
    if (seq <= last) expect.fail(`row of ${seq} after that of ${last}`);
    last = seq;
    const message = produced.get(seq);
    if (!message) return expect.fail(`${seq} never was a message`);
    const key = session.log.connection(row);
    expect(session.connections.get(key)?.id).toBe(message.connection);
    expect(session.log.kind(row)).toBe(message.kind);
    const payload = session.log.payload(row);
    if (session.log.flags(row) & EventFlag.Released) expect(payload.state).toBe('gone');
    else if (payload.state !== 'ready') expect.fail(`${seq} has no payload`);
    else if (typeof message.payload === 'string') expect(payload.data).toBe(message.payload);
    else expect(payload.data).toEqual(new Uint8Array(message.payload as ArrayBuffer));
    present.set(message.connection, (present.get(message.connection) ?? 0) + 1);
  }
  return present;
}

function checkCounts({ session, produced }: LossyJourney, present: Map<number, number>): void {
  const counts = new Map<number, number>();
  for (const { connection: id } of produced.values()) counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const [id, count] of counts) {
    const found = session.connections.all().find((known) => known.id === id);
    expect((found?.missing ?? 0) + (present.get(id) ?? 0)).toBe(count);
  }
  expect(session.messages).toBe(messageRowsOf(session).length);
  expect(session.missing + session.messages).toBe(produced.size);
  expect(gapsOf(session).reduce((sum, gap) => sum + gap.messages, 0)).toBe(session.missing);
}

test('whatever breaks, each message is there once and exact, or counted as missing', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), fc.boolean(), (steps, settled) => {
      const journey = new LossyJourney();
      if (settled) journey.settle();
      for (const taken of steps) carryOut(journey, taken);
      journey.session.recording = true;
      journey.drain();
      checkCounts(journey, checkRows(journey));
      const { session } = journey;
      expect(session.malformed).toBe(0);
      const history = gapsOf(session).filter(({ reason }) => reason === 'history');
      // Below these bounds nothing may be let go.
      const keeps = journey.alwaysKept ? BACKLOG_WEIGHT : HISTORY_BOUNDS.usual.bytes;
      if (journey.weight <= keeps && journey.produced.size < 10_000) expect(history).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

/** What may happen between a hook and a panel that wants to see all. */
const mishap = fc.constantFrom(
  ...(['break', 'drop', 'duplicate', 'suspend', 'suspendWithLeftovers', 'leave'] as const),
  ...(['comeBack', 'return', 'return', 'flush', 'acknowledge', 'acknowledgeLate'] as const),
  ...(['deliver', 'deliver', 'deliver'] as const),
);

test('while the way breaks and returns, what was subscribed to is kept far above the history', () => {
  fc.assert(
    fc.property(fc.array(mishap, { maxLength: 60, size: 'max' }), (steps) => {
      const journey = new LossyJourney();
      journey.return();
      for (const taken of steps) {
        journey.messages(1, EventKind.Receive, 2, MEGABYTE);
        journey[taken as 'deliver'](2);
      }
      fc.pre(journey.weight < BACKLOG_WEIGHT);
      journey.drain();
      expect(gapsOf(journey.session)).toEqual([]);
      expect(journey.session.messages).toBe(journey.produced.size);
      checkCounts(journey, checkRows(journey));
    }),
    { numRuns: 200 },
  );
});

test('what is kept for a suspended panel is bounded, and exact to the last message', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('suspend', 'suspendWithLeftovers', 'break'),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 30, max: 80 }),
      fc.boolean(),
      (way, before, arrived, after, leaves) => {
        const journey = new LossyJourney();
        journey.return();
        for (let i = 0; i < before; i += 1) {
          journey.messages(1, EventKind.Receive, 1, 3 * MEGABYTE);
          journey.flush();
          if (i < arrived) {
            journey.deliver(1);
            journey.acknowledge();
          }
        }
        journey[way as 'suspend']();
        journey.messages(2, EventKind.Send, after, 4 * MEGABYTE);
        journey.lifecycle(1, EventKind.Close);
        if (leaves) journey.leave();
        const kept = weightOf(journey);
        expect(kept).toBeLessThanOrEqual(BACKLOG_WEIGHT);
        journey.drain();
        checkCounts(journey, checkRows(journey));
        const { missing } = journey.session;
        // One more would not have fitted; what fits is there.
        if (missing === 0) return;
        expect(journey.weight).toBeGreaterThan(BACKLOG_WEIGHT);
        expect(kept).toBeGreaterThan(BACKLOG_WEIGHT - 5 * MEGABYTE);
      },
    ),
    { numRuns: 100 },
  );
});

test('the last words of a page go out, however much is on its way', () => {
  const journey = new LossyJourney();
  journey.return();
  journey.messages(1, EventKind.Receive, 40, MEGABYTE);
  journey.flush();
  journey.leave();
  journey.messages(1, EventKind.Send, 3, 9 * MEGABYTE);
  journey.lifecycle(1, EventKind.Close);
  journey.deliver(Infinity);
  expect(journey.session.messages).toBe(43);
  expect(journey.session.missing).toBe(0);
  checkRows(journey);
});

test('a suspended panel gets no last words, and all of them when it is back', () => {
  const journey = new LossyJourney();
  journey.return();
  journey.messages(1, EventKind.Receive, 20, MEGABYTE);
  journey.suspend();
  journey.leave();
  journey.messages(1, EventKind.Receive, 20, MEGABYTE);
  journey.deliver(Infinity);
  expect(journey.session.messages).toBe(0);
  journey.drain();
  expect(journey.session.messages).toBe(40);
  expect(gapsOf(journey.session)).toEqual([]);
});

test('what was lost on the way is asked for once, however much follows it', () => {
  const journey = new LossyJourney();
  journey.return();
  for (let i = 0; i < 3; i += 1) {
    journey.messages(1, EventKind.Receive, 10, MEGABYTE);
    journey.flush();
    journey.deliver(2);
    journey.drop();
    journey.deliver(Infinity);
    for (let more = 0; more < 4; more += 1) {
      journey.acknowledge();
      journey.deliver(Infinity);
    }
    expect(journey.wanted).toHaveLength(i + 1);
    expect(journey.session.messages).toBe(10 * (i + 1));
  }
  expect(new Set(journey.wanted).size).toBe(3);
  expect(gapsOf(journey.session)).toEqual([]);
});

test('what was lost on the way and asked for again is kept until it has arrived', () => {
  const journey = new LossyJourney();
  journey.return();
  journey.messages(1, EventKind.Receive, 20, MEGABYTE);
  journey.flush();
  journey.drop();
  journey.deliver(7);
  journey.acknowledge();
  journey.suspend();
  journey.messages(1, EventKind.Receive, 20, MEGABYTE);
  journey.drain();
  expect(gapsOf(journey.session)).toEqual([]);
  expect(journey.session.messages).toBe(40);
});

test('a panel that opens late knows each connection, and how many messages it missed', () => {
  const journey = new LossyJourney();
  journey.settle();
  journey.lifecycle(1, EventKind.Construct);
  journey.lifecycle(2, EventKind.Construct);
  journey.messages(1, EventKind.Send, 30, MEGABYTE);
  journey.messages(2, EventKind.Receive, 20, MEGABYTE);
  journey.drain();
  const { session } = journey;
  expect(session.connections.all().map(({ missing }) => missing)).toEqual([30, 13]);
  expect(gapsOf(session)).toEqual([
    {
      reason: 'history',
      messages: 43,
      connections: new Map([
        [1, 30],
        [2, 13],
      ]),
    },
  ]);
  expect(session.connections.all().map(({ url }) => url)).toEqual(['ws://server/', 'ws://server/']);
  expect(session.messages).toBe(7);
});

test('a page with thousands of connections loses no count', () => {
  const journey = new LossyJourney();
  journey.settle();
  for (let id = 1; id <= 1500; id += 1) journey.messages(id, EventKind.Send, 2, 0);
  for (let id = 1; id <= 1500; id += 1) journey.messages(id, EventKind.Receive, 8, 0);
  journey.drain();
  const { session } = journey;
  expect(session.messages).toBe(10_000);
  expect(session.missing).toBe(5_000);
  const perConnection = session.connections.all().reduce((sum, { missing }) => sum + missing, 0);
  expect(perConnection).toBe(5_000);
});

test('events that are no messages do not count as missing', () => {
  const journey = new LossyJourney();
  journey.settle();
  for (let i = 0; i < 300; i += 1) journey.lifecycle(1, EventKind.BinaryType);
  journey.messages(1, EventKind.Send, 1, 9 * MEGABYTE);
  journey.drain();
  expect(journey.session.missing).toBe(0);
  expect(rowsOf(journey.session).length).toBeGreaterThan(0);
});
