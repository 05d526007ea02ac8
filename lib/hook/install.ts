import type { HookCommand, HookReport } from '../protocol/commands.ts';
import { CommandEvent, HAND_OVER, ReportEvent } from '../protocol/hand-over.ts';
import { Delivery } from './delivery.ts';
import { EventLog } from './event-log.ts';
import { carryOut } from './inject.ts';
import { detailOf, dispatch, listen, unlisten } from './native-socket.ts';
import { patchWebSocket } from './patch.ts';
import { Recorder } from './recorder.ts';

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

  const log = new EventLog();
  let active = false;
  const recorder = new Recorder(log, () => {
    if (!active) {
      active = true;
      report({ type: 'activity' });
    }
    delivery.appended();
  });
  const delivery = new Delivery(log, report, () => {
    recorder.sampleDraining();
    return recorder.draining.size > 0;
  });
  const restore = patchWebSocket(recorder);
  const onPageHide = (): void => {
    delivery.leaving = true;
    delivery.flushAll();
  };
  // It comes back from the back/forward cache.
  const onPageShow = (): void => {
    delivery.leaving = false;
  };
  listen(window, 'pagehide', onPageHide);
  listen(window, 'pageshow', onPageShow);

  const remove = (): void => {
    restore();
    recorder.stop();
    delivery.stop();
    unlisten(window, 'pagehide', onPageHide);
    unlisten(window, 'pageshow', onPageShow);
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
      case 'remove':
        return remove();
      default: {
        const error = carryOut(command, recorder);
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
