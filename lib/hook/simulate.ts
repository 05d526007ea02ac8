import { EventFlag } from '../protocol/events.ts';
import { callStack } from './call-stack.ts';
import type { Judge } from './gate-judge.ts';
import { binaryTypeOfGated, newGatedSocket } from './gated-socket.ts';
import type { GatedSocket } from './gated-socket.ts';
import type { GatedSockets } from './gated-sockets.ts';
import {
  closeDetailOf,
  dataOf,
  extensionsOf,
  listen,
  listOf,
  nativeSetBinaryType,
  NativeWebSocket,
  protocolOf,
  typeOf,
} from './native-socket.ts';
import { apply, construct } from './primordials.ts';
import type { ObservedSocket, Recorder } from './recorder.ts';
import { newEventTarget, newSimulatedSocket } from './simulated-socket.ts';

/** Makes what builds simulated sockets, and passes on what the native ones behind them hear. */
export function createSimulator(recorder: Recorder, sockets: GatedSockets, judge: Judge) {
  /** What a simulated socket hears of the native one behind it. */
  function heardBehind(gated: GatedSocket, backing: WebSocket, event: Event): void {
    const observed = gated.subject;
    if (gated.over || judge.keeps(observed, event, backing)) return;
    const type = typeOf(event);
    if (type === 'message') sockets.deliver(gated, dataOf(event) as string | ArrayBuffer | Blob, 0);
    else if (type === 'open')
      sockets.open(gated, { protocol: protocolOf(backing), extensions: extensionsOf(backing) });
    else if (type === 'error') sockets.fail(gated, 0);
    else sockets.finish(gated, closeDetailOf(event), 0);
  }

  /** Builds the page's object where it is not to be the native one. */
  function simulate(
    address: string,
    protocols: string[],
    backing: { url: string; protocols: string[] } | null,
    newTarget: unknown,
    trap: unknown,
  ): object {
    const socket = newEventTarget(newTarget);
    const gated = newGatedSocket(undefined as never, undefined, newSimulatedSocket(address));
    sockets.add(gated, socket);
    recorder.guard(() => {
      recorder.constructed(
        socket,
        { url: address, protocols, stack: callStack(trap) },
        EventFlag.Modified,
      );
      gated.subject = recorder.find(socket) as ObservedSocket;
      sockets.live.put(gated.subject.id, gated);
      if (backing) back(gated, backing.url, backing.protocols);
    });
    return socket;
  }

  /** Gives it a native one to stand for. */
  function back(gated: GatedSocket, url: string, protocols: string[]): void {
    try {
      const native = construct(NativeWebSocket, [url, listOf(protocols)]) as WebSocket;
      gated.backing = native;
      apply(nativeSetBinaryType, native, [binaryTypeOfGated(gated)]);
      const heard = (event: Event): void => recorder.guard(() => heardBehind(gated, native, event));
      listen(native, 'open', heard);
      listen(native, 'message', heard);
      listen(native, 'error', heard);
      listen(native, 'close', heard);
    } catch {
      // Where the browser makes no such socket, the page sees that none could be connected.
      sockets.failSoon(gated);
    }
  }

  return { simulate, back };
}
