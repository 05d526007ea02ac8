import type { HookCommand, HookReport } from '../protocol/commands.ts';
import { CommandEvent, HAND_OVER, ReportEvent } from '../protocol/hand-over.ts';
import { askForControl } from './control-door.ts';
import type { CarryOut } from './control-door.ts';
import { createHook } from './create-hook.ts';
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

  let carryOut: CarryOut | undefined;
  askForControl((given) => {
    carryOut = given;
  });
  const {
    delivery,
    obey,
    remove: removeHook,
  } = createHook(
    report,
    () => report({ type: 'activity' }),
    () => isHidden(page),
    (command, recorder, tell) =>
      carryOut ? carryOut(command, recorder, tell) : 'Control is not here.',
  );
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
