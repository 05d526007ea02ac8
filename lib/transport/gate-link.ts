import type { RuleCommand } from '../protocol/commands.ts';
import type {
  GateAnswer,
  GateCommand,
  GateCommandSent,
  GateData,
  GateQuestion,
} from '../protocol/gate.ts';
import { readGateQuestion } from '../protocol/gate-guard.ts';
import { CommandEvent, ReportEvent } from '../protocol/hand-over.ts';
import { exportToPage } from './export-to-page.ts';
import { gateDoor } from './gate-door.ts';

/** The engine's way to the gate of its document. */
export interface GateLink {
  /** Has it carried out at once; returns what went wrong, or an empty string. */
  tell(command: GateCommand): string;
}

/**
 * Meets the gate of this document: `met` is called at once or, where the hook has not run yet, before
 * the page's first script. Questions come only while the gate is told to be on.
 * @param answer says what becomes of it; to `present` and `gone` the answer is not looked at
 */
export function meetGate(
  answer: (question: GateQuestion) => GateAnswer,
  met: (link: GateLink) => void,
): void {
  const door = gateDoor();
  const meet = (element: Element): void => met(linkTo(element, answer));
  if (door.element) meet(door.element);
  else door.opened = meet;
}

function linkTo(element: Element, answer: (question: GateQuestion) => GateAnswer): GateLink {
  let told = '';
  const tell = (command: GateCommand): string => {
    told = '';
    const detail = exportToPage<RuleCommand>({ type: 'rule', command: sent(command) });
    element.dispatchEvent(new CustomEvent(CommandEvent, { detail }));
    return told;
  };
  element.addEventListener(ReportEvent, (event) => {
    const report = (event as CustomEvent).detail as { type?: unknown } & Record<string, unknown>;
    if (report?.type === 'told') told = typeof report.error === 'string' ? report.error : '';
    if (report?.type !== 'ask') return;
    const question = readGateQuestion(report.question, takeOver);
    // To the gate, no answer would mean that the engine is gone.
    const given: GateAnswer = question ? answer(question) : { do: 'pass' };
    const isTold = question?.type === 'present' || question?.type === 'gone';
    if (!isTold) tell({ type: 'answer', answer: given });
  });
  return { tell };
}

function sent(command: GateCommand): GateCommandSent {
  if (command.type !== 'forward' && command.type !== 'drop') return command;
  const { connection, direction, index: message } = command;
  return command.type === 'drop'
    ? { type: 'drop', connection, direction, message }
    : { type: 'forward', connection, direction, message, data: command.data ?? null };
}

/** Data of the page's world as data of this one, which Firefox does not clone by itself. */
function takeOver(data: unknown): GateData | undefined {
  if (typeof data === 'string') return data;
  const { cloneInto } = globalThis as { cloneInto?: (value: unknown, into: object) => unknown };
  const own = cloneInto ? cloneInto(data, globalThis) : data;
  return own instanceof ArrayBuffer || own instanceof Blob ? own : undefined;
}
