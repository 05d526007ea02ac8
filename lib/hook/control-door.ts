import type {
  ConnectionCommand,
  HookReport,
  OpenCommand,
  RuleCommand,
} from '../protocol/commands.ts';
import { detailOf, dispatch, listen, stopEvent, unlisten } from './native-socket.ts';
import type { Recorder } from './recorder.ts';

/**
 * How the hook meets what carries out commands: a script of its own, which runs right before the
 * hook, so that its built-ins are the native ones too, and answers one event on the document. No
 * script of the page runs between the two.
 */
const CONTROL_EVENT = 'sockscope-control';

const NativeCustomEvent = CustomEvent;

/** Carries out a command; returns what went wrong, or an empty string, or nothing where nobody waits. */
export type CarryOut = (
  command: ConnectionCommand | OpenCommand | RuleCommand,
  recorder: Recorder,
  report: (report: HookReport) => void,
) => string | undefined;

/** Asks for what carries out commands; `take` is called before it returns, if that is there. */
export function askForControl(take: (carryOut: CarryOut) => void): void {
  const init = { __proto__: null, detail: take };
  dispatch(document, new NativeCustomEvent(CONTROL_EVENT, init as CustomEventInit));
}

/** Answers {@link askForControl} once. */
export function offerControl(carryOut: CarryOut): void {
  const onAsked = (event: Event): void => {
    unlisten(document, CONTROL_EVENT, onAsked);
    stopEvent(event);
    (detailOf(event) as (given: CarryOut) => void)(carryOut);
  };
  listen(document, CONTROL_EVENT, onAsked);
}
