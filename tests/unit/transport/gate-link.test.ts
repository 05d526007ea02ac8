import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { GateAnswer, GateQuestion } from '../../../lib/protocol/gate.ts';
import { CommandEvent, ReportEvent } from '../../../lib/protocol/hand-over.ts';
import { gateDoor } from '../../../lib/transport/gate-door.ts';
import { meetGate } from '../../../lib/transport/gate-link.ts';
import type { GateLink } from '../../../lib/transport/gate-link.ts';

const question = { type: 'failed', connection: 1, at: 5 };
let element: Element;
let told: unknown[];
const report = (detail: unknown): unknown =>
  element.dispatchEvent(new CustomEvent(ReportEvent, { detail }));

beforeEach(() => {
  vi.stubGlobal('document', { defaultView: null });
  element = new EventTarget() as Element;
  told = [];
  element.addEventListener(CommandEvent, (event) => told.push((event as CustomEvent).detail));
  delete (globalThis as { sockscopeGate?: unknown }).sockscopeGate;
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const meet = (answer: (question: GateQuestion) => GateAnswer): GateLink => {
  let link: GateLink | undefined;
  meetGate(answer, (met) => {
    link = met;
  });
  gateDoor().opened?.(element);
  return link as GateLink;
};

test('engine and relay meet in either order', () => {
  const met = vi.fn<(link: GateLink) => void>();
  meetGate(() => ({ do: 'pass' }), met);
  expect(met).not.toHaveBeenCalled();
  gateDoor().element = element;
  gateDoor().opened?.(element);
  expect(met).toHaveBeenCalledTimes(1);
  meetGate(() => ({ do: 'pass' }), met);
  expect(met).toHaveBeenCalledTimes(2);
});

test('a question is answered before its dispatch returns', () => {
  meet(() => ({ do: 'take' }));
  report({ type: 'ask', question });
  expect(told).toEqual([{ type: 'rule', command: { type: 'answer', answer: { do: 'take' } } }]);
});

test('what tells of a socket that is there, or gone, is not answered', () => {
  const heard = vi.fn<(question: GateQuestion) => GateAnswer>().mockReturnValue({ do: 'pass' });
  meet(heard);
  const present = { type: 'present', connection: 1, url: 'u', protocol: '' } as const;
  report({ type: 'ask', question: { ...present, at: 5, readyState: 1, message: 0 } });
  expect(heard).toHaveBeenCalledExactlyOnceWith({ ...present, time: 5, state: 1, messages: 0 });
  report({ type: 'ask', question: { type: 'gone', connection: 1, at: 6 } });
  expect(heard).toHaveBeenLastCalledWith({ type: 'gone', connection: 1, time: 6 });
  expect(told).toEqual([]);
});

test('what is no question is passed, and what is no report is not answered', () => {
  meet(() => ({ do: 'take' }));
  for (const detail of [null, 5, {}, { type: 'batch' }]) report(detail);
  expect(told).toEqual([]);
  report({ type: 'ask', question: { type: 'send' } });
  expect(told).toEqual([{ type: 'rule', command: { type: 'answer', answer: { do: 'pass' } } }]);
});

test('a command returns what the gate said went wrong while it was carried out', () => {
  const link = meet(() => ({ do: 'pass' }));
  let error = 'It is not open.';
  element.addEventListener(CommandEvent, () => report({ type: 'told', error }));
  expect(link.tell({ type: 'gate', on: true })).toBe('It is not open.');
  error = '';
  expect(link.tell({ type: 'gate', on: true })).toBe('');
});

test('what is left out of a command crosses as null, and an index under a name that is not shortened', () => {
  const link = meet(() => ({ do: 'pass' }));
  link.tell({ type: 'forward', connection: 1, direction: 'send', index: 2 });
  link.tell({ type: 'drop', connection: 1, direction: 'receive', index: 3 });
  expect(told.map((each) => (each as { command: unknown }).command)).toEqual([
    { type: 'forward', connection: 1, direction: 'send', message: 2, data: null },
    { type: 'drop', connection: 1, direction: 'receive', message: 3 },
  ]);
});
