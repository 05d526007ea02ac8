import type { HookCommand, HookReport } from '../protocol/commands.ts';
import { CommandEvent, HAND_OVER, ReportEvent } from '../protocol/hand-over.ts';
import { createDelivery } from './delivery.ts';
import { createEventLog } from './event-log.ts';
import { askForControl } from './control-door.ts';
import type { CarryOut } from './control-door.ts';
import { detailOf, dispatch, listen, typeOf, unlisten } from './native-socket.ts';
import { patchWebSocket } from './patch.ts';
import { createRecorder } from './recorder.ts';

const NativeCustomEvent = CustomEvent;

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
  const log = createEventLog();
  let active = false;
  const recorder = createRecorder(log, () => {
    if (!active) {
      active = true;
      report({ type: 'activity' });
    }
    delivery.appended();
  });
  const delivery = createDelivery(log, report, () => {
    recorder.sampleDraining();
    return recorder.draining.size > 0;
  });
  const restore = patchWebSocket(recorder);
  const onLeaveOrReturn = (event: Event): void => {
    if (!event.isTrusted) return;
    // A page that is shown again comes from the back/forward cache.
    delivery.leaving = typeOf(event) === 'pagehide';
    delivery.flushAll();
  };
  listen(window, 'pagehide', onLeaveOrReturn);
  listen(window, 'pageshow', onLeaveOrReturn);

  const remove = (): void => {
    restore();
    recorder.stop();
    log.settle();
    delivery.stop();
    unlisten(window, 'pagehide', onLeaveOrReturn);
    unlisten(window, 'pageshow', onLeaveOrReturn);
    unlisten(element, CommandEvent, onCommand);
  };
  const onCommand = (event: Event): void => {
    const command = detailOf(event) as HookCommand;
    switch (command.type) {
      case 'subscribe':
        return delivery.subscribe(command.subscriber, command.from);
      case 'suspend':
        return delivery.suspend(command.subscriber);
      case 'unsubscribe':
        return delivery.unsubscribe(command.subscriber);
      case 'acknowledge':
        return delivery.acknowledge(command.subscriber, command.seq);
      case 'settle':
        return log.settle();
      case 'bound':
        return log.bound(command.events, command.bytes);
      case 'remove':
        return remove();
      default: {
        const error = carryOut ? carryOut(command, recorder) : 'Control is not here.';
        report({ type: 'reply', subscriber: command.subscriber, id: command.id, error });
      }
    }
  };
  listen(element, CommandEvent, onCommand);
  dispatch(
    document,
    new FocusEvent(HAND_OVER, { __proto__: null, relatedTarget: element } as FocusEventInit),
  );
  return remove;
}
