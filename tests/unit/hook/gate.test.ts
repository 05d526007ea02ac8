import '../support/page-globals.ts';
import '../support/fake-web-socket.ts';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { createEventLog } from '../../../lib/hook/event-log.ts';
import type { LogEntry } from '../../../lib/hook/event-log.ts';
import { createGate } from '../../../lib/hook/gate.ts';
import type { Gate } from '../../../lib/hook/gate.ts';
import { createRecorder } from '../../../lib/hook/recorder.ts';
import type { ObservedSocket, Recorder } from '../../../lib/hook/recorder.ts';
import type { GateReport } from '../../../lib/protocol/commands.ts';
import { EventFlag, EventKind } from '../../../lib/protocol/events.ts';
import type { GateAnswer, GateCommandSent, GateQuestionSent } from '../../../lib/protocol/gate.ts';
import { FakeWebSocket } from '../support/fake-web-socket.ts';

/** What was recorded, in order. */
let entries: LogEntry[];
let recorder: Recorder;
let gate: Gate;
let questions: GateQuestionSent[];
/** What the engine said of the last command. */
let told: string;
let answer: (question: GateQuestionSent) => GateAnswer | undefined;
let socket: FakeWebSocket;
let observed: ObservedSocket;
/** What the page sees of its socket. */
let seen: unknown[];

const tell = (command: GateCommandSent): string => {
  told = '';
  gate.obey(command);
  return told;
};

function onReport(report: GateReport): void {
  if (report.type === 'told') told = report.error;
  else {
    questions.push(report.question);
    if (report.question.type === 'present' || report.question.type === 'gone') return;
    const given = answer(report.question);
    if (given) tell({ type: 'answer', answer: given });
  }
}

beforeEach(() => {
  const log = createEventLog();
  entries = [];
  recorder = createRecorder({ ...log, append: (entry) => void entries.push(entry) }, () => {});
  questions = [];
  answer = () => ({ do: 'pass' });
  gate = createGate(recorder, onReport);
  socket = new FakeWebSocket('ws://page/');
  seen = [];
  for (const type of ['message', 'error', 'close'])
    socket.addEventListener(type, (event) => {
      seen.push(event instanceof MessageEvent ? event.data : event.type);
    });
  recorder.constructed(
    socket as unknown as WebSocket,
    { url: 'ws://page/', protocols: [], stack: '' },
    0,
  );
  observed = recorder.find(socket) as ObservedSocket;
  open();
  gate.obey({ type: 'gate', on: true });
  questions = [];
  entries = [];
});

/** As the browser does it. */
function open(): void {
  socket.become(1);
  recorder.record(observed, EventKind.Open, { protocol: '', extensions: '' });
}

/** As the patched `send()` of the page. */
function send(data: unknown): void {
  const args = [data];
  if (recorder.intercept?.sends(observed, args)) return;
  socket.send(args[0]);
  recorder.sent(observed, data, 0, 0);
}

/** As the browser dispatches it. */
function receive(event: Event): void {
  if (recorder.intercept?.hears(observed, event)) return;
  if (event instanceof MessageEvent) recorder.received(observed, event.data, 0);
  socket.dispatchEvent(event);
}
const message = (data: string): Event => new MessageEvent('message', { data });
const close = (): Event => new CloseEvent('close', { code: 1001, reason: 'r', wasClean: true });

const stateSeen = (): number => recorder.seenState(observed);
const bufferedSeen = (): number => recorder.seenBuffered(observed);
const rows = (): [number, number, unknown][] =>
  entries.map(({ kind, flags, payload }) => [kind, flags, payload]);
const forward = (direction: 'send' | 'receive', index: number, data: string | null = null) =>
  tell({ type: 'forward', connection: 1, direction, message: index, data });

test('tells of each socket that is there when it goes on', () => {
  tell({ type: 'gate', on: false });
  tell({ type: 'gate', on: true });
  expect(questions).toMatchObject([
    { type: 'present', connection: 1, url: 'ws://page/', readyState: 1, message: 0 },
  ]);
});

test('a connection that is no WebSocket is not asked about', () => {
  tell({ type: 'gate', on: false });
  recorder.live.put(7, { ...observed, id: 7, obey: () => '' });
  tell({ type: 'gate', on: true });
  expect(questions.map(({ connection }) => connection)).toEqual([1]);
  expect(tell({ type: 'close', connection: 7, code: null, reason: null })).toBe('It is not open.');
});

test('what passes is sent and seen, with nothing masked', () => {
  send('a');
  receive(message('b'));
  expect(socket.arrived).toEqual(['a']);
  expect(seen).toEqual(['b']);
  expect(questions).toMatchObject([
    { type: 'send', message: 1, data: 'a' },
    { type: 'receive', message: 2, data: 'b' },
  ]);
  expect(rows().map(([, flags]) => flags)).toEqual([0, 0]);
  tell({ type: 'gate', on: false });
  expect(recorder.intercept).toBeUndefined();
});

test('what went off with messages held leaves nothing behind', () => {
  answer = () => ({ do: 'take' });
  send('a');
  receive(message('b'));
  tell({ type: 'gate', on: false });
  expect(socket.arrived).toEqual(['a']);
  expect(seen).toEqual(['b']);
  expect(recorder.intercept).toBeUndefined();
});

test('what is blocked goes nowhere, and says so', () => {
  answer = () => ({ do: 'block' });
  send('a');
  receive(message('b'));
  expect(socket.arrived).toEqual([]);
  expect(seen).toEqual([]);
  expect(rows()).toEqual([
    [EventKind.Send, EventFlag.Blocked, 'a'],
    [EventKind.Receive, EventFlag.Blocked, 'b'],
  ]);
});

test('what is replaced is recorded before and after', () => {
  answer = () => ({ do: 'replace', data: 'new' });
  send('a');
  receive(message('b'));
  expect(socket.arrived).toEqual(['new']);
  expect(seen).toEqual(['new']);
  expect(rows()).toEqual([
    [EventKind.Send, EventFlag.Blocked, 'a'],
    [EventKind.Send, EventFlag.Modified, 'new'],
    [EventKind.Receive, EventFlag.Blocked, 'b'],
    [EventKind.Receive, EventFlag.Modified, 'new'],
  ]);
});

test('a held send is in bufferedAmount, by its bytes, until it goes on', () => {
  answer = () => ({ do: 'take' });
  send('é');
  send('b');
  expect(socket.arrived).toEqual([]);
  expect(bufferedSeen()).toBe(3);
  expect(forward('send', 1)).toBe('');
  expect(bufferedSeen()).toBe(1);
  expect(forward('send', 2, 'new')).toBe('');
  expect(bufferedSeen()).toBe(0);
  expect(socket.arrived).toEqual(['é', 'new']);
  expect(forward('send', 2)).toBe('That is not held.');
  expect(rows()).toEqual([
    [EventKind.Send, EventFlag.Held, 'é'],
    [EventKind.Send, EventFlag.Held, 'b'],
    [EventKind.Settled, 0, { message: 1, fate: 'forwarded' }],
    [EventKind.Settled, EventFlag.Blocked, { message: 2, fate: 'replaced' }],
    [EventKind.Send, EventFlag.Modified, 'new'],
  ]);
});

test('close() behind held sends: CLOSING at once, later sends are discarded, then it goes on', () => {
  answer = () => ({ do: 'take' });
  send('a');
  expect(recorder.intercept?.closes(observed, [3000, 'r'])).toBe(true);
  expect(stateSeen()).toBe(2);
  answer = () => ({ do: 'pass' });
  send('later');
  expect(entries.at(-1)?.flags).toBe(EventFlag.Discarded);
  expect(bufferedSeen()).toBe(6);
  forward('send', 1);
  expect(bufferedSeen()).toBe(5);
  expect(tell({ type: 'release', connection: 1, what: 'close-call' })).toBe('');
  expect(socket.arrived).toEqual(['a', { closed: [3000, 'r'] }]);
  expect(stateSeen()).toBe(2);
});

test('what is held of a server that has gone keeps the socket OPEN to the page until then', () => {
  answer = () => ({ do: 'take' });
  receive(message('a'));
  socket.become(3);
  receive(new Event('error'));
  receive(close());
  expect(stateSeen()).toBe(1);
  expect(seen).toEqual([]);
  const states: number[] = [];
  for (const type of ['message', 'error', 'close'])
    socket.addEventListener(type, () => states.push(stateSeen()));
  forward('receive', 1);
  tell({ type: 'release', connection: 1, what: 'failed' });
  tell({ type: 'release', connection: 1, what: 'closed' });
  expect(seen).toEqual(['a', 'error', 'close']);
  expect(states).toEqual([1, 3, 3]);
  expect(entries.at(-1)).toMatchObject({
    kind: EventKind.Close,
    state: 3,
    payload: { code: 1001, reason: 'r', wasClean: true },
  });
});

test('a message that is dropped is settled so, and not held any more', () => {
  answer = () => ({ do: 'take' });
  receive(message('a'));
  tell({ type: 'drop', connection: 1, direction: 'receive', message: 1 });
  expect(seen).toEqual([]);
  expect(entries.at(-1)).toMatchObject({ payload: { message: 1, fate: 'dropped' } });
  expect(stateSeen()).toBe(1);
});

test('a word about a message while it is asked about holds once that is taken', () => {
  answer = () => {
    expect(forward('send', 1)).toBe('');
    return { do: 'take' };
  };
  send('a');
  expect(socket.arrived).toEqual(['a']);
  expect(entries.map(({ kind }) => kind)).toEqual([EventKind.Send, EventKind.Settled]);
});

test('a message that the engine has sent while it answers does not mix up the rows', () => {
  answer = ({ type }) => {
    if (type === 'send') tell({ type: 'inject', connection: 1, direction: 'send', data: 'own' });
    return { do: 'take' };
  };
  send('a');
  forward('send', 1);
  expect(socket.arrived).toEqual(['own', 'a']);
  expect(entries.map(({ index }) => index)).toEqual([1, 2, 0]);
  expect(entries[2]).toMatchObject({ payload: { message: 2 } });
});

test('where nobody answers all that is held goes on, and the gate is off', () => {
  answer = () => ({ do: 'take' });
  send('a');
  receive(message('b'));
  answer = () => undefined;
  send('c');
  expect(socket.arrived).toEqual(['a', 'c']);
  expect(seen).toEqual(['b']);
  const asked = questions.length;
  send('d');
  expect(questions).toHaveLength(asked);
});

test('a simulated end: the page hears no more of the real socket', () => {
  tell({ type: 'end', connection: 1, code: 1006, reason: '', failed: true });
  expect(seen).toEqual(['error', 'close']);
  expect(questions).toMatchObject([{ type: 'gone', connection: 1 }]);
  expect(stateSeen()).toBe(3);
  receive(message('late'));
  expect(seen).toEqual(['error', 'close']);
  expect(entries.at(-1)?.flags).toBe(EventFlag.Withheld);
  expect(socket.arrived).toEqual([{ closed: [undefined, undefined] }]);
});

describe('order', () => {
  const step = fc.oneof(
    fc.record({
      type: fc.constantFrom('send', 'receive'),
      does: fc.constantFrom('pass', 'take', 'take', 'block', 'replace'),
    }),
    fc.record({ type: fc.constant('settle'), direction: fc.constantFrom('send', 'receive') }),
  );

  test('whatever is answered, nothing is lost, doubled or overtakes what an engine in order holds', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, turnsOff) => {
        socket = new FakeWebSocket('ws://page/');
        seen = [];
        socket.addEventListener('message', (event) => seen.push((event as MessageEvent).data));
        recorder.constructed(
          socket as unknown as WebSocket,
          { url: 'ws://page/', protocols: [], stack: '' },
          0,
        );
        observed = recorder.find(socket) as ObservedSocket;
        open();
        const connection = observed.id;
        const held = { send: [] as number[], receive: [] as number[] };
        const expected = { send: [] as string[], receive: [] as string[] };
        let does = 'pass';
        answer = (question) => {
          if (question.type !== 'send' && question.type !== 'receive') return { do: 'pass' };
          const lane = held[question.type];
          const way = lane.length > 0 && does !== 'block' ? 'take' : does;
          if (way === 'take') lane.push(question.message);
          if (way !== 'block')
            expected[question.type].push(way === 'replace' ? 'new' : `${question.data as string}`);
          return way === 'replace'
            ? { do: 'replace', data: 'new' }
            : { do: way as 'pass' | 'take' | 'block' };
        };
        steps.forEach((each, number) => {
          if (each.type === 'settle') {
            const { direction } = each as { direction: 'send' | 'receive' };
            const index = held[direction].shift();
            if (index !== undefined)
              tell({ type: 'forward', connection, direction, message: index, data: null });
            return;
          }
          ({ does } = each as { does: string });
          if (each.type === 'send') send(`s${number}`);
          else receive(message(`r${number}`));
        });
        if (turnsOff) {
          tell({ type: 'gate', on: false });
          tell({ type: 'gate', on: true });
        } else
          for (const direction of ['send', 'receive'] as const)
            for (const index of held[direction])
              tell({ type: 'forward', connection, direction, message: index, data: null });
        expect(socket.arrived).toEqual(expected.send);
        expect(seen).toEqual(expected.receive);
        expect(bufferedSeen()).toBe(0);
      }),
    );
  });
});
