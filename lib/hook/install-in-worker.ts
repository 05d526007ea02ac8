import type { HookReport, WorkerCommand, WorkerInfo } from '../protocol/commands.ts';
import { run, useConversions } from './arguments.ts';
import { carryOut } from './carry-out.ts';
import { createConversions } from './convert-objects.ts';
import { createHook } from './create-hook.ts';
import { after } from './delivery.ts';
import { dataOf, listen, unlisten } from './native-socket.ts';
import { packLongPayloads } from './pack-payloads.ts';
import { apply, NO_ARGUMENTS } from './primordials.ts';

/**
 * How long a worker keeps all that it has for a panel to come, milliseconds. Of a shared worker whose pages
 * nobody inspects, no relay ever hears.
 */
const PATIENCE = 10_000;

const NativeBroadcastChannel = BroadcastChannel;
const { postMessage, close } = BroadcastChannel.prototype;
const { preventDefault } = Event.prototype;

/** Says to a later prelude in this worker that the hook is there. */
const onMark = (event: Event): void => {
  apply(preventDefault, event, NO_ARGUMENTS);
};

/**
 * Puts the hook into this worker. It speaks to the relay of the worker's page over a BroadcastChannel,
 * whose name no script can know. The channel is opened only with the first socket: an open channel
 * keeps a worker alive that nothing else does.
 * @param channelName a secret of this worker
 * @param mark a secret by which the prelude in a module of this worker knows that the hook is there
 */
export function installInWorker(channelName: string, mark: string): void {
  const worker: WorkerInfo = {
    scope: 'SharedWorkerGlobalScope' in globalThis ? 'shared' : 'dedicated',
    url: location.href,
    name: self.name,
  };
  let channel: BroadcastChannel | undefined;
  const report = (message: HookReport): void => {
    try {
      if (channel) apply(postMessage, channel, [packLongPayloads(message)]);
    } catch {
      // The worker is on its way out, or short of memory: the panel asks again for what it misses.
    }
  };
  const present = (): void => report({ type: 'activity', worker });
  const began = (): void => {
    try {
      channel = new NativeBroadcastChannel(channelName);
      listen(channel, 'message', onMessage);
    } catch {
      // Without storage there are no channels: this worker goes on unobserved.
      hook.remove();
    }
    present();
    listen(after(PATIENCE), 'abort', () => hook.obey({ type: 'settle' }));
  };
  useConversions(createConversions(run));
  const hook = createHook(report, began, () => false, carryOut);
  const onMessage = (event: Event): void => {
    const command = dataOf(event) as WorkerCommand;
    if (command.type === 'hail') present();
    else if (command.type === 'remove') {
      hook.remove();
      unlisten(self, mark, onMark);
      if (channel) apply(close, channel, NO_ARGUMENTS);
    } else hook.obey(command);
  };
  listen(self, mark, onMark);
}
