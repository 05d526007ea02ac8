import type { ConnectionCommand, HookCommand, HookReport } from '../protocol/commands.ts';
import type { CarryOut } from './control-door.ts';
import { createDelivery } from './delivery.ts';
import { createEventLog } from './event-log.ts';
import { patchWebSocket } from './patch.ts';
import { createRecorder } from './recorder.ts';

/**
 * Puts a hook into this realm: what it has to say goes to `report`, what it is told comes to `obey`.
 * @param began called before the first report
 * @param isHidden whether timers are throttled, as in a page that nobody sees
 */
export function createHook(
  report: (report: HookReport) => void,
  began: () => void,
  isHidden: () => boolean,
  carryOut: CarryOut,
) {
  const log = createEventLog();
  let active = false;
  const recorder = createRecorder(log, () => {
    if (!active) {
      active = true;
      began();
    }
    delivery.appended();
  });
  const sampleDraining = (): boolean => {
    recorder.sampleDraining();
    return recorder.draining.size > 0;
  };
  const delivery = createDelivery(log, report, sampleDraining, isHidden);
  const restore = patchWebSocket(recorder);
  return {
    recorder,
    delivery,

    /** Takes the hook out again. */
    remove(): void {
      restore();
      recorder.stop();
      log.settle();
      delivery.stop();
    },

    /** Does what the extension says. */
    obey(command: Exclude<HookCommand, { type: 'remove' }>): void {
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
        default: {
          const error = carryOut(command, recorder, report);
          if (error === undefined) return;
          const { subscriber, id } = command as ConnectionCommand;
          report({ type: 'reply', subscriber, id, error });
        }
      }
    },
  };
}
