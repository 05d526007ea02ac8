import type { HookCommand, HookReport } from '../protocol/commands.ts';
import { CommandEvent, HAND_OVER, ReportEvent } from '../protocol/hand-over.ts';
import { run, useConversions } from './arguments.ts';
import { openDoor } from './control-door.ts';
import type { Door } from './control-door.ts';
import { createHook } from './create-hook.ts';
import { standIn } from './mask.ts';
import { detailOf, dispatch, listen, typeOf, unlisten } from './native-socket.ts';
import { reader } from './primordials.ts';

const NativeCustomEvent = CustomEvent;
const isHidden = reader<boolean>(Document.prototype, 'hidden');
const page = document;

/** Puts the hook into this realm. Returns what takes it out again. */
export function installHook(): () => void {
  const element = document.createElement('i');
  const report = (detail: HookReport): void => {
    dispatch(
      element,
      new NativeCustomEvent(ReportEvent, { __proto__: null, detail } as CustomEventInit),
    );
  };

  const {
    recorder,
    delivery,
    obey,
    remove: removeHook,
  } = createHook(
    report,
    () => report({ type: 'activity' }),
    () => isHidden(page),
    (command, by, tell) =>
      door.carryOut ? door.carryOut(command, by, tell) : 'Control is not here.',
  );
  const door: Door = {
    recorder,
    standIn,
    run,
    carryOut: undefined,
    conversions: undefined,
    undo: undefined,
  };
  openDoor(door);
  useConversions(door.conversions);
  const onLeaveOrReturn = (event: Event): void => {
    if (!event.isTrusted) return;
    // A page that is shown again comes from the back/forward cache.
    delivery.leaving = typeOf(event) === 'pagehide';
    delivery.flushAll();
  };
  listen(window, 'pagehide', onLeaveOrReturn);
  listen(window, 'pageshow', onLeaveOrReturn);

  const remove = (): void => {
    removeHook();
    door.undo?.();
    unlisten(window, 'pagehide', onLeaveOrReturn);
    unlisten(window, 'pageshow', onLeaveOrReturn);
    unlisten(element, CommandEvent, onCommand);
  };
  const onCommand = (event: Event): void => {
    const command = detailOf(event) as HookCommand;
    if (command.type === 'remove') remove();
    else obey(command);
  };
  listen(element, CommandEvent, onCommand);
  dispatch(
    document,
    new FocusEvent(HAND_OVER, { __proto__: null, relatedTarget: element } as FocusEventInit),
  );
  return remove;
}
