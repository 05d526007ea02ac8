import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RuleAction } from '../../../lib/protocol/rule.ts';
import { EngineWorld, rule } from './engine-world.ts';

const ms = fc.integer({ min: 0, max: 3000 });
const rate = fc.constantFrom(null, 1, 10, 1000);

/** What neither loses, nor makes, nor reorders. */
const KEEPING: fc.Arbitrary<RuleAction>[] = [
  fc.record({ type: fc.constant('delay' as const), ms, jitter: ms, bytesPerSecond: rate }),
  fc.constant({ type: 'pause' as const }),
  fc.constant({ type: 'break' as const }),
  fc.record({
    type: fc.constant('network' as const),
    offline: fc.constant(false),
    handshakeMs: fc.constant(0),
    latencyMs: ms,
    jitterMs: ms,
    upBytesPerSecond: rate,
    downBytesPerSecond: rate,
    disconnectMs: fc.constant(null),
    disconnectJitterMs: fc.constant(0),
  }),
];
const part = fc.double({ min: 0, max: 1, noNaN: true });
const LOSING: fc.Arbitrary<RuleAction>[] = [
  fc.constant({ type: 'block' as const }),
  fc.record({ type: fc.constant('drop' as const), rate: part }),
];
const DOUBLING = fc.record({
  type: fc.constant('duplicate' as const),
  rate: part,
  times: fc.integer({ min: 1, max: 3 }),
});
const REORDERING = fc.record({
  type: fc.constant('reorder' as const),
  rate: part,
  window: fc.integer({ min: 1, max: 5 }),
});

const rulesOf = (...actions: fc.Arbitrary<RuleAction>[]) =>
  fc.array(
    fc
      .record({
        action: fc.oneof(...actions),
        filter: fc.constantFrom('', 'dir:send', 'dir:receive', 'x', 'not x'),
        every: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
      })
      .map(({ action, filter, every }) =>
        rule(action, filter, { match: { filter, ...(every && { every }) } }),
      ),
    { maxLength: 4 },
  );

/** What happens, one after the other. */
const STEPS = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constantFrom('send' as const, 'receive' as const),
        x: fc.boolean(),
        more: fc.nat(40),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('pass' as const), ms }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constantFrom('forward' as const, 'drop' as const, 'settle' as const),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('rules' as const), on: fc.boolean() }),
    },
  ),
  { maxLength: 60 },
);

/** Lets it all happen, and then what is still held go; returns what was sent where. */
function run(
  rules: ReturnType<typeof rule>[],
  steps: typeof STEPS extends fc.Arbitrary<infer Steps> ? Steps : never,
  startsHeld: boolean,
  mayDrop: boolean,
  seed: number,
) {
  const world = new EngineWorld();
  let state = seed;
  world.randoms = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  if (!startsHeld) world.engine.setRules(rules, true);
  const socket = world.connect();
  world.open(socket);
  const sent: Record<'send' | 'receive', string[]> = { send: [], receive: [] };
  let count = 0;
  const keepsOn = rule({ type: 'block' }, 'never', { id: 'never' });
  for (const step of steps) {
    if (step.do === 'send' || step.do === 'receive') {
      count += 1;
      const data = `${String(count).padStart(4, '0')}${step.x ? 'x' : ''}${'.'.repeat(step.more)}`;
      sent[step.do].push(data);
      world.message(socket, step.do, data);
    } else if (step.do === 'pass') world.pass(step.ms);
    else if (step.do === 'settle') world.settle();
    else if (step.do === 'rules')
      world.engine.setRules(step.on ? [...rules, keepsOn] : [keepsOn], true);
    else {
      const [first] = world.engine.paused();
      if (first && (step.do === 'forward' || mayDrop))
        world.engine.decide({ do: step.do, paused: first.paused });
    }
  }
  world.engine.setRules([...rules, keepsOn], true);
  world.engine.unwatch('forward');
  world.pass(1e9);
  return { world, sent };
}

test('whatever delays and pauses: nothing is lost, doubled or overtaken', () => {
  fc.assert(
    fc.property(
      rulesOf(...KEEPING),
      STEPS,
      fc.boolean(),
      fc.nat(),
      (rules, steps, startsHeld, seed) => {
        const { world, sent } = run(rules, steps, startsHeld, false, seed);
        expect(world.arrived).toEqual(sent);
        expect(world.held).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

test('what is lost leaves the others in order, and doubles stand together', () => {
  fc.assert(
    fc.property(
      rulesOf(...KEEPING, ...LOSING, DOUBLING),
      STEPS,
      fc.boolean(),
      fc.nat(),
      (rules, steps, startsHeld, seed) => {
        const { world, sent } = run(rules, steps, startsHeld, true, seed);
        for (const direction of ['send', 'receive'] as const) {
          const arrived = world.arrived[direction];
          expect(arrived).toEqual(arrived.toSorted());
          for (const data of arrived) expect(sent[direction]).toContain(data);
        }
        expect(world.held).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

test('reordering loses and doubles nothing, and goes no farther than its window', () => {
  fc.assert(
    fc.property(rulesOf(...KEEPING, REORDERING), STEPS, fc.nat(), (rules, steps, seed) => {
      const { world, sent } = run(rules, steps, false, false, seed);
      for (const direction of ['send', 'receive'] as const) {
        const arrived = world.arrived[direction];
        expect(arrived.toSorted()).toEqual(sent[direction]);
        for (const [place, data] of arrived.entries())
          expect(place - sent[direction].indexOf(data)).toBeLessThanOrEqual(5);
      }
      expect(world.held).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
