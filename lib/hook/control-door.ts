import type {
  ConnectionCommand,
  HookReport,
  OpenCommand,
  RuleCommand,
} from '../protocol/commands.ts';
import type { run } from './arguments.ts';
import type { Conversions } from './convert-objects.ts';
import type { standIn } from './mask.ts';
import { detailOf, dispatch, listen, stopEvent, unlisten } from './native-socket.ts';
import type { Recorder } from './recorder.ts';

/**
 * How the hook meets the scripts of its own that run right before it, so that their built-ins are
 * the native ones too: one event on the document, whose detail is the door. No script of the page
 * runs between them.
 */
const CONTROL_EVENT = 'sockscope-control';

const NativeCustomEvent = CustomEvent;

/** Carries out a command; returns what went wrong, or an empty string, or nothing where nobody waits. */
export type CarryOut = (
  command: ConnectionCommand | OpenCommand | RuleCommand,
  recorder: Recorder,
  report: (report: HookReport) => void,
) => string | undefined;

/** What the hook gives to those scripts, and what they put there for the hook. */
export interface Door {
  readonly recorder: Recorder;
  /** The hook's own, as only that is known to its `Function.prototype.toString`. */
  readonly standIn: typeof standIn;
  /** The hook's own, as only that knows which errors are the page's. */
  readonly run: typeof run;
  carryOut: CarryOut | undefined;
  conversions: Conversions | undefined;
  /** Undoes what observes each `WebSocketStream`. */
  undo: (() => void) | undefined;
}

/** Opens the door to the scripts that wait before it. */
export function openDoor(door: Door): void {
  const init = { __proto__: null, detail: door };
  dispatch(document, new NativeCustomEvent(CONTROL_EVENT, init as CustomEventInit));
}

/** Waits for the door to open, once. `last`: nobody behind may hear of it. */
export function awaitDoor(enter: (door: Door) => void, last: boolean): void {
  const onOpened = (event: Event): void => {
    unlisten(document, CONTROL_EVENT, onOpened);
    if (last) stopEvent(event);
    enter(detailOf(event) as Door);
  };
  listen(document, CONTROL_EVENT, onOpened);
}
