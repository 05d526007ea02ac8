import { expect, test } from 'vitest';
import { EngineWorld, rule } from './engine-world.ts';

function worldWith(...rules: ReturnType<typeof rule>[]): { world: EngineWorld; socket: number } {
  const world = new EngineWorld();
  world.engine.setRules(rules, true);
  const socket = world.connect();
  world.open(socket);
  return { world, socket };
}

const text = (body: string) => ({ type: 'text' as const, text: body });

test('what no rule matches passes natively, at once', () => {
  const { world, socket } = worldWith(rule({ type: 'block' }, 'nothing'));
  expect(world.message(socket, 'send', 'a')).toEqual({ do: 'pass' });
  expect(world.message(socket, 'receive', 'b')).toEqual({ do: 'pass' });
  expect(world.log.take()).toEqual([]);
});

test('until rules come all is held, and then goes through them in its order', () => {
  const world = new EngineWorld();
  const socket = world.connect();
  world.open(socket);
  for (const data of ['1', 'secret', '2']) world.message(socket, 'receive', data);
  expect(world.arrived.receive).toEqual([]);
  world.engine.setRules([rule({ type: 'block' }, 'secret')], true);
  expect(world.arrived.receive).toEqual(['1', '2']);
  expect(world.held).toEqual([]);
});

test('without rules in the end, all that was held goes on when the gate goes off', () => {
  const world = new EngineWorld();
  const socket = world.connect();
  world.message(socket, 'receive', '1');
  world.engine.setRules([], false);
  expect(world.arrived.receive).toEqual(['1']);
  expect(world.commands.at(-1)).toEqual({ type: 'gate', on: false });
});

test('block, every second, the first two', () => {
  const match = { filter: 'dir:send', every: 2, first: 2 };
  const { world, socket } = worldWith(rule({ type: 'block' }, '', { match }));
  for (const data of ['1', '2', '3', '4', '5', '6']) world.message(socket, 'send', data);
  expect(world.arrived.send).toEqual(['1', '3', '5', '6']);
  expect(world.log.counts).toMatchObject([{ hits: 2 }]);
});

test('a replacement is what a later rule sees', () => {
  const { world, socket } = worldWith(
    rule({ type: 'replace', change: { how: 'text', find: 'a', with: 'b' } }),
    rule({ type: 'block' }, 'b'),
  );
  world.message(socket, 'send', 'a');
  expect(world.message(socket, 'send', 'c')).toEqual({ do: 'pass' });
  expect(world.arrived.send).toEqual(['c']);
});

test('delayed ones keep their order, and those behind them wait', () => {
  const { world, socket } = worldWith(
    rule({ type: 'delay', ms: 100, jitter: 0, bytesPerSecond: null }, 'slow'),
  );
  for (const data of ['slow 1', 'b', 'slow 2', 'c']) world.message(socket, 'receive', data);
  world.pass(99);
  expect(world.arrived.receive).toEqual([]);
  world.pass(1);
  expect(world.arrived.receive).toEqual(['slow 1', 'b', 'slow 2', 'c']);
});

test('the close event waits behind what is held, and takes held sends with it', () => {
  const { world, socket } = worldWith(
    rule({ type: 'delay', ms: 100, jitter: 0, bytesPerSecond: null }, 'dir:receive'),
    rule({ type: 'pause' }, 'dir:send'),
  );
  world.message(socket, 'receive', 'last');
  world.message(socket, 'send', 'mine');
  expect(
    world.engine.ask({
      type: 'closed',
      connection: socket,
      time: world.now,
      code: 1000,
      reason: '',
      wasClean: true,
    }),
  ).toEqual({ do: 'take' });
  world.pass(100);
  expect(world.arrived).toEqual({ send: [], receive: ['last'] });
  expect(world.events).toEqual(['closed']);
  expect(world.held).toEqual([]);
  expect(world.engine.paused()).toEqual([]);
});

test('a close of a rule waits behind held sends', () => {
  const { world, socket } = worldWith(
    rule({ type: 'delay', ms: 100, jitter: 0, bytesPerSecond: null }, 'first'),
    rule({ type: 'close', how: 'close', code: 4000, reason: '' }, 'last'),
  );
  world.onArrival = (_, data) => world.events.push(data);
  world.message(socket, 'send', 'first');
  world.message(socket, 'receive', 'last');
  world.pass(99);
  expect(world.events).toEqual(['last']);
  world.pass(1);
  expect(world.events).toEqual(['last', 'first', 'close']);
});

test('a close() of the page waits behind held sends', () => {
  const { world, socket } = worldWith(rule({ type: 'pause' }));
  world.message(socket, 'send', 'mine');
  const call = { type: 'close-call', connection: socket, time: world.now } as const;
  expect(world.engine.ask({ ...call, code: null, reason: null })).toEqual({ do: 'take' });
  world.settle();
  expect(world.events).toEqual([]);
  world.engine.forwardAll();
  world.settle();
  expect(world.arrived.send).toEqual(['mine']);
  expect(world.events).toEqual(['close-call']);
});

test('duplicates come right behind the message, and are asked about by no rule', () => {
  const { world, socket } = worldWith(rule({ type: 'duplicate', rate: 1, times: 2 }));
  world.message(socket, 'send', 'a');
  world.message(socket, 'send', 'b');
  world.settle();
  expect(world.arrived.send).toEqual(['a', 'a', 'a', 'b', 'b', 'b']);
});

test('a reordered one is overtaken by as many as it may be, and waits no longer than a second', () => {
  const match = { filter: '', first: 1 };
  const { world, socket } = worldWith(rule({ type: 'reorder', rate: 1, window: 2 }, '', { match }));
  for (const data of ['a', 'b', 'c', 'd']) world.message(socket, 'receive', data);
  world.settle();
  expect(world.arrived.receive).toEqual(['b', 'c', 'a', 'd']);
  const other = worldWith(rule({ type: 'reorder', rate: 1, window: 2 }, '', { match }));
  other.world.message(other.socket, 'receive', 'alone');
  other.world.pass(999);
  expect(other.world.arrived.receive).toEqual([]);
  other.world.pass(1);
  expect(other.world.arrived.receive).toEqual(['alone']);
});

test('an answer takes its values from the match, and comes after it', () => {
  const { world, socket } = worldWith(
    rule(
      {
        type: 'answer',
        to: 'page',
        instead: true,
        body: text('{"reply":{{last.send $.id}},"n":{{counter}}}'),
      },
      'json:id',
    ),
  );
  expect(world.message(socket, 'send', '{"id":12345678901234567890}')).toEqual({ do: 'block' });
  expect(world.arrived.receive).toEqual([]);
  world.settle();
  expect(world.arrived.receive).toEqual(['{"reply":12345678901234567890,"n":1}']);
});

test('what follows a message of the server reaches the page behind it, also as the only rule', () => {
  const answer = { type: 'answer', to: 'page', instead: false, body: text('behind') } as const;
  const one = worldWith(rule(answer));
  expect(one.world.message(one.socket, 'receive', 'first')).toEqual({ do: 'take' });
  one.world.settle();
  expect(one.world.arrived.receive).toEqual(['first', 'behind']);
  const end = { type: 'close', how: 'end', code: 4000, reason: '' } as const;
  const other = worldWith(rule(end));
  other.world.onArrival = (_, data) => other.world.events.push(data);
  other.world.message(other.socket, 'receive', 'first');
  other.world.settle();
  expect(other.world.events).toEqual(['first', 'end 4000']);
});

test('two rules that answer each other through an echo are stopped, with an error on one', () => {
  const { world, socket } = worldWith(
    rule({ type: 'answer', to: 'server', instead: false, body: text('ping') }, 'dir:receive'),
  );
  // The server echoes what it gets.
  world.onArrival = (direction, data) => {
    if (direction === 'send') world.message(socket, 'receive', data);
  };
  world.message(socket, 'receive', 'start');
  world.settle();
  expect(world.log.failures).toMatchObject([{ problem: 'loop' }]);
  expect(world.arrived.send).toHaveLength(100);
});

test('paused ones wait with those behind them; edited, forwarded, dropped', () => {
  const { world, socket } = worldWith(rule({ type: 'pause' }, 'stop'));
  for (const data of ['stop 1', 'b', 'stop 2', 'd']) world.message(socket, 'send', data);
  world.settle();
  const paused = world.engine.paused();
  expect(paused.map(({ data, behind }) => [data, behind])).toEqual([
    ['stop 1', 3],
    ['stop 2', 1],
  ]);
  world.engine.decide({ do: 'forward', paused: paused[0]!.paused, data: 'edited' });
  world.settle();
  expect(world.arrived.send).toEqual(['edited', 'b']);
  world.engine.decide({ do: 'drop', paused: paused[1]!.paused });
  world.settle();
  expect(world.arrived.send).toEqual(['edited', 'b', 'd']);
  expect(world.held).toEqual([]);
});

test('with the last panel what is paused is forwarded in order, or dropped, and nothing is paused', () => {
  for (const choice of ['forward', 'drop'] as const) {
    const { world, socket } = worldWith(rule({ type: 'pause' }, 'stop'));
    for (const data of ['stop 1', 'b']) world.message(socket, 'send', data);
    world.settle();
    world.engine.unwatch(choice);
    world.settle();
    expect(world.arrived.send).toEqual(choice === 'forward' ? ['stop 1', 'b'] : ['b']);
    expect(world.message(socket, 'send', 'stop 2')).toEqual({ do: 'pass' });
  }
});

test('a rule that is taken away lets go what waits for it', () => {
  const pause = rule({ type: 'pause' }, 'stop');
  const other = rule({ type: 'block' }, 'never');
  const { world, socket } = worldWith(pause, other);
  world.message(socket, 'send', 'stop');
  world.settle();
  world.engine.setRules([other], true);
  expect(world.arrived.send).toEqual(['stop']);
});

const DELAY = { type: 'delay', ms: 0, jitter: 0, bytesPerSecond: null } as const;

test('what waits for a rule that is changed waits no longer, nor does what comes after it', () => {
  const slow = rule({ ...DELAY, bytesPerSecond: 10 }, '', { id: 'pace' });
  const { world, socket } = worldWith(slow);
  for (let n = 0; n < 3; n += 1) world.message(socket, 'send', `${n}`.repeat(3000));
  world.pass(1000);
  expect(world.arrived.send).toEqual([]);
  world.engine.setRules([rule({ ...DELAY, bytesPerSecond: 1e9 }, '', { id: 'pace' })], true);
  expect(world.arrived.send).toHaveLength(3);
  world.message(socket, 'send', 'next');
  world.pass(1);
  expect(world.arrived.send).toHaveLength(4);
});

test('what waits for several rules waits for those that are left, at their pace', () => {
  const hour = rule({ ...DELAY, ms: 3_600_000 }, 'dir:send', { id: 'hour' });
  const pace = rule({ ...DELAY, bytesPerSecond: 10 }, '', { id: 'pace' });
  const network = rule({ ...NETWORK, latencyMs: 50 }, '', { id: 'network' });
  const { world, socket } = worldWith(hour, pace, network);
  for (const data of ['0123456789', 'abcdefghij']) world.message(socket, 'send', data);
  world.pass(10_000);
  world.engine.setRules([pace, network], true);
  world.message(socket, 'send', '!');
  world.pass(1049);
  expect(world.arrived.send).toEqual([]);
  world.pass(1);
  expect(world.arrived.send).toEqual(['0123456789']);
  world.pass(1000);
  expect(world.arrived.send).toEqual(['0123456789', 'abcdefghij']);
  world.pass(100);
  expect(world.arrived.send).toEqual(['0123456789', 'abcdefghij', '!']);
});

test('what a rule sends waits no longer for conditions that are gone', () => {
  const answer = rule({ type: 'answer', to: 'server', instead: true, body: text('late') }, 'ping');
  const { world, socket } = worldWith(answer, rule({ ...NETWORK, latencyMs: 3_600_000 }));
  world.message(socket, 'send', 'ping');
  world.pass(1000);
  expect(world.arrived.send).toEqual([]);
  world.engine.setRules([answer], true);
  expect(world.arrived.send).toEqual(['late']);
});

test('a sequence waits only where it stands, and rests its time', () => {
  const waits = { do: 'wait', withinMs: 60_000 } as const;
  const rest = { do: 'rest', ms: 5000 } as const;
  const done = { do: 'send', to: 'page', body: text('done') } as const;
  const start = 'dir:send start';
  const one = worldWith(
    rule(
      {
        type: 'sequence',
        steps: [{ ...waits, filter: 'AA' }, { ...waits, filter: 'BB' }, rest, done],
      },
      start,
    ),
  );
  // All in one task.
  for (const data of ['start', 'AA', 'BB']) one.world.message(one.socket, 'send', data);
  one.world.pass(4999);
  expect(one.world.arrived.receive).toEqual([]);
  one.world.pass(1);
  expect(one.world.arrived.receive).toEqual(['done']);
  const other = worldWith(
    rule({ type: 'sequence', steps: [rest, { ...waits, filter: 'AA' }, done] }, start),
  );
  other.world.message(other.socket, 'send', 'start');
  other.world.pass(1000);
  other.world.message(other.socket, 'send', 'AA');
  other.world.pass(10_000);
  expect(other.world.arrived.receive).toEqual([]);
  other.world.message(other.socket, 'send', 'AA');
  other.world.settle();
  expect(other.world.arrived.receive).toEqual(['done']);
});

test('what is paused stays so where its rule is changed, and waits for nothing else that left', () => {
  const pause = rule({ type: 'pause' }, 'stop', { id: 'pause' });
  const { world, socket } = worldWith(rule({ ...DELAY, ms: 3_600_000 }), pause);
  world.message(socket, 'send', 'stop');
  world.settle();
  world.engine.setRules([{ ...pause, match: { filter: 'other' } }], true);
  expect(world.arrived.send).toEqual([]);
  expect(world.engine.paused()).toHaveLength(1);
  world.engine.forwardAll();
  world.settle();
  expect(world.arrived.send).toEqual(['stop']);
});

test('a message is broken on with the page’s stack, then goes its way', () => {
  const { world, socket } = worldWith(rule({ type: 'break' }));
  world.message(socket, 'send', 'a');
  expect(world.answers.at(-1)).toMatchObject({ do: 'break' });
  expect(world.arrived.send).toEqual(['a']);
});

test('a sequence sends, waits and sends', () => {
  const { world, socket } = worldWith(
    rule(
      {
        type: 'sequence',
        steps: [
          { do: 'send', to: 'server', body: text('B') },
          { do: 'wait', filter: 'dir:receive C', withinMs: 1000 },
          { do: 'rest', ms: 50 },
          { do: 'send', to: 'page', body: text('D') },
        ],
      },
      'dir:send A',
    ),
  );
  world.message(socket, 'send', 'A');
  world.settle();
  expect(world.arrived.send).toEqual(['A', 'B']);
  world.message(socket, 'receive', 'X');
  world.message(socket, 'receive', 'C');
  world.pass(49);
  expect(world.arrived.receive).toEqual(['X', 'C']);
  world.pass(1);
  expect(world.arrived.receive).toEqual(['X', 'C', 'D']);
});

test('connections are refused, and again let through after a time', () => {
  const { world } = worldWith();
  world.engine.setRules([rule({ type: 'refuse', after: 1, forMs: 1000 })], true);
  const answers = world.answers;
  answers.length = 0;
  world.connect();
  world.connect();
  world.settle();
  world.pass(1001);
  world.connect();
  expect(answers.map((answer) => answer.do)).toEqual(['pass', 'simulate', 'pass']);
  expect(world.events.filter((event) => event === 'end 1006')).toHaveLength(1);
});

test('redirected, with the path of the page where the rule has none', () => {
  const { world } = worldWith();
  world.engine.setRules([rule({ type: 'redirect', url: 'ws://b.test:8080' }, 'url:a.test')], true);
  world.connect('wss://a.test/chat?x=1', ['v1']);
  expect(world.answers.at(-1)).toEqual({
    do: 'simulate',
    backing: { url: 'ws://b.test:8080/chat?x=1', protocols: ['v1'] },
  });
});

test('a socket that was made before the rules came gets its server then, or none', () => {
  const world = new EngineWorld({ simulates: true });
  world.connect('wss://a.test/one');
  world.connect('wss://a.test/two');
  expect(world.answers).toEqual([
    { do: 'simulate', backing: null },
    { do: 'simulate', backing: null },
  ]);
  world.engine.setRules([rule({ type: 'refuse' }, 'url:two')], true);
  world.settle();
  expect(world.events).toEqual(['back', 'end 1006']);
});

test('a connection of a mock opens without a server, and hears what rules answer', () => {
  const { world } = worldWith();
  world.engine.setRules(
    [
      rule({ type: 'mock', protocol: '' }),
      rule({ type: 'answer', to: 'page', instead: true, body: text('pong') }, 'ping'),
    ],
    true,
  );
  const socket = world.connect('wss://down.test/', ['chat']);
  world.pass(0);
  expect(world.commands.at(-1)).toMatchObject({ type: 'open', protocol: 'chat' });
  world.message(socket, 'send', 'ping');
  world.settle();
  expect(world.arrived.receive).toEqual(['pong']);
});

const NETWORK = {
  type: 'network',
  offline: false,
  handshakeMs: 0,
  latencyMs: 0,
  jitterMs: 0,
  upBytesPerSecond: null,
  downBytesPerSecond: null,
  disconnectMs: null,
  disconnectJitterMs: 0,
} as const;

test('latency and bandwidth of a connection', () => {
  const { world, socket } = worldWith(rule({ ...NETWORK, latencyMs: 50, downBytesPerSecond: 10 }));
  world.message(socket, 'receive', '0123456789');
  world.message(socket, 'receive', 'x');
  world.message(socket, 'send', 'up');
  world.pass(50);
  expect(world.arrived).toEqual({ send: ['up'], receive: [] });
  world.pass(1000);
  expect(world.arrived.receive).toEqual(['0123456789']);
  world.pass(100);
  expect(world.arrived.receive).toEqual(['0123456789', 'x']);
});

test('a connection dies with 1006 every so often, also one that was there', () => {
  const { world } = worldWith(rule({ type: 'block' }, 'never'));
  world.engine.setRules([rule({ ...NETWORK, disconnectMs: 5000 })], true);
  world.pass(4999);
  expect(world.events).not.toContain('end 1006');
  world.pass(1);
  expect(world.events).toContain('end 1006');
});

test('offline ends what is open and refuses what is new', () => {
  const { world } = worldWith(rule({ type: 'block' }, 'never'));
  world.engine.setRules([rule({ ...NETWORK, offline: true })], true);
  world.connect();
  world.pass(0);
  expect(world.events.filter((event) => event === 'end 1006')).toHaveLength(2);
});

test('a rule of the network counts a connection once, however often other rules come', () => {
  const { world } = worldWith(rule({ type: 'block' }, 'never'));
  const offline = rule({ ...NETWORK, offline: true }, '', {
    match: { filter: '', every: 2 },
  });
  const ends = () => world.events.filter((event) => event === 'end 1006').length;
  world.connect();
  // It asks the two that there are, and means the second.
  world.engine.setRules([offline], true);
  expect(ends()).toBe(1);
  for (const filter of ['a', 'b', 'c'])
    world.engine.setRules([offline, rule({ type: 'block' }, filter)], true);
  expect(ends()).toBe(1);
  // One that comes later is the third, and the next the fourth.
  world.connect();
  world.pass(0);
  expect(ends()).toBe(1);
  world.connect();
  world.pass(0);
  expect(ends()).toBe(2);
  world.engine.setRules([offline], true);
  expect(ends()).toBe(2);
});

test('where the first rule of the network goes, the next that meant the connection holds', () => {
  const first = rule({ ...NETWORK, latencyMs: 10 });
  const second = rule({ ...NETWORK, latencyMs: 30 }, '', { match: { filter: '', first: 1 } });
  const { world, socket } = worldWith(first, second);
  world.connect();
  world.engine.setRules([second], true);
  world.message(socket, 'receive', 'a');
  world.message(2, 'receive', 'b');
  expect(world.arrived.receive).toEqual(['b']);
  world.pass(30);
  expect(world.arrived.receive).toEqual(['b', 'a']);
});

test('what is gone is forgotten, with what waits for it', () => {
  const { world, socket } = worldWith(
    rule({ type: 'delay', ms: 50, jitter: 0, bytesPerSecond: null }),
  );
  world.message(socket, 'receive', 'a');
  world.engine.ask({ type: 'gone', connection: socket, time: world.now });
  expect(world.held).toEqual([]);
  expect(world.message(socket, 'receive', 'b')).toEqual({ do: 'pass' });
  world.pass(100);
  expect(world.arrived.receive).toEqual(['b']);
});

test('connections that are gone make room; without room rules say that some go without', () => {
  const { world, socket } = worldWith(rule({ type: 'refuse' }, 'url:down', { id: 'refuse' }));
  for (let i = 1; i < 10_000; i += 1) world.connect();
  expect(world.log.failures).toEqual([]);
  world.connect('wss://down.test/');
  expect(world.answers.at(-1)).toEqual({ do: 'pass' });
  expect(world.log.failures).toEqual([{ rule: 'refuse', problem: 'connections', said: '' }]);
  world.engine.ask({ type: 'gone', connection: socket, time: world.now });
  world.connect('wss://down.test/');
  expect(world.answers.at(-1)).toEqual({ do: 'simulate', backing: null });
});

const slow = (handshakeMs: number) => rule({ ...NETWORK, handshakeMs }, '', { id: 'slow' });

test('a slow handshake goes on when its rule goes, before the gate is off', () => {
  const { world } = worldWith(slow(60_000));
  world.engine.setRules([slow(60_000), rule({ type: 'mock', protocol: '' }, 'url:mock')], true);
  world.pass(60_000);
  world.connect();
  world.connect('wss://a.test/mock');
  world.pass(1000);
  const before = world.commands.length;
  world.engine.setRules([], true);
  expect(world.commands.slice(before).map(({ type }) => type)).toEqual(['back', 'open', 'gate']);
  world.pass(60_000);
  expect(world.commands).toHaveLength(before + 3);
});

test('a slow handshake is as slow as its rule says now, from when it began', () => {
  const { world } = worldWith(slow(10_000));
  const backs = () => world.events.filter((event) => event === 'back').length;
  world.pass(10_000);
  world.connect();
  const before = backs();
  world.pass(1000);
  world.engine.setRules([slow(3000)], true);
  world.pass(1999);
  expect(backs()).toBe(before);
  world.pass(1);
  expect(backs()).toBe(before + 1);
  // One that lasted longer than it is to last goes on at once, and another rule changes nothing.
  world.connect();
  world.pass(2000);
  world.engine.setRules([slow(3000), rule({ type: 'block' }, 'never')], true);
  expect(backs()).toBe(before + 1);
  world.engine.setRules([slow(1000)], true);
  expect(backs()).toBe(before + 2);
});

test('a socket that is to be connected by the next task is so when all rules go before that', () => {
  const { world } = worldWith(
    rule({ ...NETWORK, handshakeMs: 0 }),
    rule({ type: 'mock', protocol: '' }),
  );
  world.pass(0);
  world.connect();
  const before = world.commands.length;
  world.engine.setRules([], true);
  world.pass(0);
  expect(world.commands.slice(before).map(({ type }) => type)).toEqual(['open', 'gate']);
});

test('at the bound of what is held the oldest go on, and the rule says so', () => {
  const { world, socket } = worldWith(rule({ type: 'pause' }));
  for (let n = 0; n < 10_001; n += 1) world.message(socket, 'receive', String(n));
  expect(world.arrived.receive).toEqual(['0']);
  expect(world.log.failures).toMatchObject([{ problem: 'held' }]);
  expect(world.engine.paused()).toHaveLength(200);
});

test('the bytes of a Blob are read before rules are asked, and it keeps its place', async () => {
  const { world, socket } = worldWith(rule({ type: 'block' }, 'secret'));
  world.message(socket, 'receive', new Blob(['secret']));
  world.message(socket, 'receive', 'after');
  expect(world.arrived.receive).toEqual([]);
  await expect.poll(() => (world.settle(), world.arrived.receive)).toEqual(['after']);
});

test('a Blob that no rule can match passes natively, unread', async () => {
  const { world, socket } = worldWith(
    rule({ type: 'block' }, 'dir:send'),
    rule({ type: 'pause' }, 'size:>100'),
    rule({ type: 'pause' }, 'secret not kind:binary'),
    rule(
      {
        type: 'sequence',
        steps: [
          { do: 'wait', filter: 'dir:receive expected', withinMs: 60_000 },
          { do: 'send', to: 'page', body: text('done') },
        ],
      },
      'dir:receive start not kind:binary',
    ),
  );
  expect(world.log.failures).toEqual([]);
  expect(world.message(socket, 'receive', new Blob(['secret']))).toEqual({ do: 'pass' });
  expect(world.message(socket, 'receive', new Blob(['x'.repeat(101)]))).toEqual({ do: 'take' });
  await expect.poll(() => world.engine.paused()).toHaveLength(1);
  world.engine.forwardAll();
  world.message(socket, 'receive', 'start');
  world.settle();
  expect(world.message(socket, 'receive', new Blob(['expected']))).toEqual({ do: 'take' });
  await expect.poll(() => (world.settle(), world.arrived.receive.at(-1))).toBe('done');
});

test('a Blob that cannot be read goes on in its place, also where rules were still to come', async () => {
  const world = new EngineWorld();
  const socket = world.connect();
  const blob = new Blob(['a']);
  blob.arrayBuffer = () => Promise.reject(new Error('gone'));
  world.message(socket, 'receive', blob);
  world.message(socket, 'receive', 'after');
  await Promise.resolve();
  world.engine.setRules([rule({ type: 'duplicate', rate: 1, times: 1 }, 'dir:send')], true);
  await expect.poll(() => (world.settle(), world.arrived.receive)).toEqual(['bytes', 'after']);
});

test('at a pace that would take years, it waits, and nothing runs in circles', () => {
  const { world, socket } = worldWith(rule({ ...NETWORK, upBytesPerSecond: 1 }));
  for (let n = 0; n < 60; n += 1) world.message(socket, 'send', 'x'.repeat(1_000_000));
  world.pass(1e9);
  expect(world.arrived.send).toHaveLength(1);
  expect(world.longestTimer).toBeLessThan(2 ** 31);
});

test('what of a rule cannot be read is told of it, and the others hold', () => {
  const { world, socket } = worldWith(
    rule({ type: 'block' }, 'size:>x', { id: 'broken' }),
    rule({ type: 'block' }, 'b'),
  );
  world.message(socket, 'send', 'b');
  expect(world.arrived.send).toEqual([]);
  expect(world.log.failures).toEqual([{ rule: 'broken', problem: 'filter', said: 'sizeWanted' }]);
});

test('a rule that fails on a message is stopped, and what was held goes on through the others', () => {
  const world = new EngineWorld();
  const socket = world.connect();
  for (const data of ['a', 'b', 'x']) world.message(socket, 'send', data);
  world.randoms = () => {
    throw new Error('broken');
  };
  const broken = rule({ type: 'drop', rate: 0.5 }, '', { id: 'broken' });
  world.engine.setRules([broken, rule({ type: 'block' }, 'x')], true);
  world.settle();
  expect(world.arrived.send).toEqual(['a', 'b']);
  expect(world.log.failures).toMatchObject([{ rule: 'broken' }]);
});
