import { EventKind } from '../protocol/events.ts';
import { bufferedOfGated, stateOfGated } from './gated-socket.ts';
import type { GatedSocket } from './gated-socket.ts';
import { passOn, replace } from './mask.ts';
import type { Callable } from './mask.ts';
import { prototype } from './native-socket.ts';
import { safeArray } from './primordials.ts';
import type { Recorder } from './recorder.ts';
import { handlerOf, setBinaryType, setHandler } from './simulated-socket.ts';

const always = () => true;

/**
 * Makes the prototype answer for sockets that are not what the page sees of them; the returned
 * function undoes it. For all others it is the native getters and setters that answer.
 */
export function maskSockets(
  recorder: Recorder,
  look: (socket: unknown) => GatedSocket | undefined,
): () => void {
  const restores = safeArray<() => void>();
  const mask = (
    name: string,
    field: 'get' | 'set',
    answers: (gated: GatedSocket, value: unknown, trap: unknown) => unknown,
    isFor = ({ simulated }: GatedSocket): unknown => simulated,
  ): void => {
    restores[restores.length] = replace(prototype, name, field, (native: Callable) =>
      recorder.standInFor(native, (target, socket, args, trap) => {
        const gated = look(socket);
        return gated && isFor(gated) && (field === 'get' || args.length > 0)
          ? answers(gated, args[0], trap)
          : passOn(target, socket, args, trap);
      }),
    );
  };
  mask('readyState', 'get', stateOfGated, always);
  mask('bufferedAmount', 'get', bufferedOfGated, always);
  mask('url', 'get', ({ simulated }) => simulated?.address);
  mask('protocol', 'get', ({ simulated }) => simulated?.agreed);
  mask('extensions', 'get', ({ simulated }) => simulated?.offers);
  mask('binaryType', 'get', ({ simulated }) => simulated?.bytesAs);
  mask('binaryType', 'set', ({ simulated, backing, subject }, value, trap) => {
    if (simulated && setBinaryType(simulated, backing, value, trap))
      recorder.guard(() => recorder.record(subject, EventKind.BinaryType, simulated.bytesAs));
  });
  const onTypes = ['open', 'message', 'error', 'close'];
  for (let i = 0; i < onTypes.length; i += 1) {
    const type = onTypes[i] as string;
    mask(`on${type}`, 'get', ({ simulated }) => simulated && handlerOf(simulated, type));
    mask(`on${type}`, 'set', ({ simulated, subject }, value) => {
      if (simulated) setHandler(subject.socket, simulated, type, value);
    });
  }
  return () => {
    for (let i = restores.length - 1; i >= 0; i -= 1) restores[i]?.();
  };
}
