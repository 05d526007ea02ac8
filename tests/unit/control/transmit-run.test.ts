import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunClock } from '../../../lib/control/run-clock.ts';
import { TransmitRun } from '../../../lib/control/transmit-run.ts';

/** A clock that goes on only where it is waited on, and then as far as is waited. */
class JumpingClock implements RunClock {
  time = 0;
  now = () => this.time;
  /** Called with each wait; what it does comes before the wait ends. */
  onWait = () => {};
  async wait(time: number, signal: AbortSignal): Promise<void> {
    this.onWait();
    await Promise.resolve();
    if (!signal.aborted) this.time += time;
  }
}

test('each message goes out once, in order, and never before it is due', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(100_000), { maxLength: 60 }), async (gaps) => {
      let due = 0;
      const dues = gaps.map((gap) => (due += gap));
      const clock = new JumpingClock();
      const sent: [number, number][] = [];
      const run = new TransmitRun(
        {
          total: gaps.length,
          dueAt: (index) => dues[index]!,
          transmit: async (index) => void sent.push([index, clock.time]),
        },
        clock,
      );
      await run.ended;
      expect(sent).toEqual(dues.map((time, index) => [index, time]));
      expect([run.state.value, run.done.value]).toEqual(['done', gaps.length]);
    }),
  );
});

test('without waiting at most 32 are under way', async () => {
  const answers: (() => void)[] = [];
  const run = new TransmitRun(
    {
      total: 100,
      dueAt: () => null,
      transmit: () => new Promise((resolve) => answers.push(resolve)),
    },
    new JumpingClock(),
  );
  await settled();
  expect(answers.length).toBe(32);
  while (run.state.value === 'running') {
    for (const answer of answers.splice(0)) answer();
    await settled();
  }
  await run.ended;
  expect(run.done.value).toBe(100);
});

test('the first that fails ends it, and says why', async () => {
  const tried: number[] = [];
  const clock = new JumpingClock();
  const run = new TransmitRun(
    {
      total: 10,
      dueAt: (index) => index * 10,
      transmit: async (index) => {
        tried.push(index);
        if (index === 3) throw new Error('It is not open.');
      },
    },
    clock,
  );
  await run.ended;
  expect(tried).toEqual([0, 1, 2, 3]);
  expect([run.state.value, run.done.value, run.error.value]).toEqual([
    'failed',
    3,
    'It is not open.',
  ]);
});

test('pausing keeps the distances, stepping takes one, stopping sends no more', async () => {
  const clock = new JumpingClock();
  const sent: [number, number][] = [];
  const run = new TransmitRun(
    {
      total: 5,
      dueAt: (index) => index * 100,
      transmit: async (index) => void sent.push([index, clock.time]),
      stepwise: true,
    },
    clock,
  );
  await settled();
  expect([sent.length, run.state.value]).toEqual([0, 'paused']);
  clock.time = 1000;
  run.step();
  await settled();
  expect(sent).toEqual([[0, 1000]]);
  clock.onWait = () => {
    if (sent.length === 3) run.stop();
  };
  clock.time = 5000;
  run.resume();
  await run.ended;
  expect(sent.map(([index]) => index)).toEqual([0, 1, 2]);
  expect(sent[2]![1] - sent[1]![1]).toBe(100);
  expect([run.state.value, run.done.value]).toEqual(['stopped', 3]);
});

/** After all that is ready to run has run. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
