import { beforeEach, expect, test } from 'vitest';
import type { GateCommand } from '../../../lib/protocol/gate.ts';
import type { RuleEngineMessage } from '../../../lib/protocol/rules.ts';
import { RunningEngine } from '../../../lib/rules/run-engine.ts';
import { rule } from './engine-world.ts';

let now: number;
let timers: { at: number; callback: () => void }[];
let told: GateCommand[];
let posted: RuleEngineMessage[];
let connects: number;
let prepare: () => void;
let running: RunningEngine;

beforeEach(() => {
  now = 0;
  timers = [];
  told = [];
  posted = [];
  connects = 0;
  prepare = () => {};
  running = new RunningEngine({
    place: { frameUrl: 'https://a.test/', isTop: true, simulates: () => false },
    outside: {
      now: () => now,
      after(ms, callback) {
        const timer = { at: now + ms, callback };
        timers.push(timer);
        return () => {
          timers = timers.filter((each) => each !== timer);
        };
      },
      soon: (callback) => void timers.push({ at: now, callback }),
      random: () => 0,
      uuid: () => '',
      tell(command) {
        told.push(command);
        return '';
      },
    },
    post: (message) => posted.push(message),
    connect: () => {
      connects += 1;
    },
    prepare: () => prepare(),
  });
  running.start();
  running.answer({
    type: 'construct',
    connection: 1,
    time: 0,
    url: 'wss://a.test/',
    protocols: [],
  });
});

function pass(ms: number): void {
  now += ms;
  for (;;) {
    const next = timers.find(({ at }) => at <= now);
    if (!next) return;
    timers = timers.filter((each) => each !== next);
    next.callback();
  }
}

const receive = (index: number) =>
  running.answer({ type: 'receive', connection: 1, index, time: now, data: 'a', size: 1 });

const forwarded = () => told.filter(({ type }) => type === 'forward').length;

test('all is held until rules come, for three seconds at most', () => {
  expect(told).toEqual([{ type: 'gate', on: true }]);
  expect(receive(1)).toEqual({ do: 'take' });
  pass(2999);
  expect(forwarded()).toBe(0);
  pass(1);
  expect(forwarded()).toBe(1);
  expect(told.at(-1)).toEqual({ type: 'gate', on: false });
});

test('rules that come late hold from then on', () => {
  pass(3000);
  told = [];
  running.take({ type: 'rules', rules: [rule({ type: 'block' })], watched: true });
  expect(told).toEqual([{ type: 'gate', on: true }]);
});

test('what rules do is told together, what is paused with it', () => {
  running.take({ type: 'rules', rules: [rule({ type: 'pause' }, '', { id: 'p' })], watched: true });
  posted = [];
  receive(1);
  receive(2);
  pass(100);
  expect(posted).toMatchObject([
    { type: 'hits', hits: [{ index: 1 }, { index: 2 }], counts: [{ rule: 'p', hits: 2 }] },
    { type: 'queue', paused: [{ index: 1 }, { index: 2 }] },
  ]);
});

test('where the way to the user breaks and stays so, what is paused goes on', () => {
  running.take({ type: 'rules', rules: [rule({ type: 'pause' })], watched: true });
  receive(1);
  running.lost();
  expect(connects).toBe(2);
  pass(4999);
  expect(forwarded()).toBe(0);
  pass(1);
  expect(forwarded()).toBe(1);
});

test('where it comes back, what is paused waits on', () => {
  const rules = [rule({ type: 'pause' })];
  running.take({ type: 'rules', rules, watched: true });
  receive(1);
  running.lost();
  running.take({ type: 'rules', rules, watched: true });
  pass(60_000);
  expect(forwarded()).toBe(0);
});

test('where the way breaks before a word came, it is tried again less and less often', () => {
  running.take({ type: 'rules', rules: [rule({ type: 'pause' })], watched: true });
  running.lost();
  expect(connects).toBe(2);
  for (const wait of [100, 200, 400]) {
    const before = connects;
    running.lost();
    pass(wait - 1);
    expect(connects).toBe(before);
    pass(1);
    expect(connects).toBe(before + 1);
  }
  // Who wants it does not wait, nor does it connect twice.
  running.lost();
  running.wake();
  const before = connects;
  pass(60_000);
  expect(connects).toBe(before);
  running.take({ type: 'rules', rules: [rule({ type: 'pause' })], watched: true });
  running.lost();
  expect(connects).toBe(before + 1);
});

test('without rules the background is let sleep, until a panel wants the engine again', () => {
  running.take({ type: 'rules', rules: [], watched: true });
  running.lost();
  expect(connects).toBe(1);
  running.wake();
  running.wake();
  expect(connects).toBe(2);
});

test('when the extension goes, all that is held goes on', () => {
  running.take({ type: 'rules', rules: [rule({ type: 'pause' })], watched: true });
  receive(1);
  running.retire();
  expect(forwarded()).toBe(1);
  expect(told.at(-1)).toEqual({ type: 'gate', on: false });
});

test('where rules cannot be taken in, all that is held goes on, and they say so', () => {
  receive(1);
  prepare = () => {
    throw new Error('broken');
  };
  const rules = [rule({ type: 'pause' }, '', { id: 'p' })];
  running.take({ type: 'rules', rules, watched: true });
  expect(forwarded()).toBe(1);
  expect(told.at(-1)).toEqual({ type: 'gate', on: false });
  expect(posted.at(-1)).toMatchObject({ type: 'state', failures: [{ rule: 'p' }] });
});
