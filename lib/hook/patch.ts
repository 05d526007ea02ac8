import { argument, noteNumber, noteProtocols, noteString } from './arguments.ts';
import { callStack, hideFrames } from './call-stack.ts';
import { maskToString, passOn, replace, standIn, standInFor } from './mask.ts';
import type { Callable } from './mask.ts';
import { urlOf } from './native-socket.ts';
import { apply, construct } from './primordials.ts';
import type { Recorder } from './recorder.ts';
import { isNativeData } from './snapshot.ts';

/** Replaces the realm's `WebSocket` by one that tells the recorder; the returned function undoes it. */
export function patchWebSocket(recorder: Recorder): () => void {
  const { prototype } = WebSocket;
  const restores = [
    maskToString(),
    replace(prototype, 'send', 'value', (native: Callable) => patchSend(native, recorder)),
    replace(prototype, 'close', 'value', (native: Callable) => patchClose(native, recorder)),
    replace(prototype, 'binaryType', 'set', (native: Callable) =>
      patchBinaryType(native, recorder),
    ),
  ];
  let patched: unknown;
  restores[restores.length] = replace(
    globalThis,
    'WebSocket',
    'value',
    (native: typeof WebSocket) => {
      patched = patchConstructor(native, recorder);
      return patched;
    },
  );
  if (patched)
    restores[restores.length] = replace(prototype, 'constructor', 'value', () => patched);
  return () => {
    for (let i = restores.length - 1; i >= 0; i -= 1) restores[i]?.();
  };
}

function patchConstructor(native: typeof WebSocket, recorder: Recorder): typeof WebSocket {
  const trap = (target: typeof WebSocket, args: unknown[], newTarget: Callable): object => {
    const url = noteString(argument(args, 0));
    const protocols = noteProtocols(argument(args, 1));
    if (args.length > 0) args[0] = url.pass;
    if (args.length > 1) args[1] = protocols.pass;
    let socket: WebSocket;
    try {
      const made = recorder.intercept?.constructs(args, newTarget, protocols, trap);
      if (made) return made;
      socket = construct(target, args, newTarget) as WebSocket;
    } catch (error) {
      recorder.guard(() => {
        const stack = callStack(trap);
        const asked = protocols.result() ?? [];
        recorder.constructFailed({ url: url.result() ?? '', protocols: asked, stack }, error);
      });
      hideFrames(error, trap);
      throw error;
    }
    recorder.guard(() =>
      recorder.constructed(socket, {
        url: urlOf(socket),
        protocols: protocols.result() ?? [],
        stack: callStack(trap),
      }),
    );
    return socket;
  };
  return standIn(native, { __proto__: null, construct: trap } as ProxyHandler<typeof WebSocket>);
}

function patchSend(native: Callable, recorder: Recorder): Callable {
  return standInFor(native, (target, socket, args, trap) => {
    const observed = recorder.find(socket);
    if (!observed) return passOn(target, socket, args, trap);
    const before = recorder.seenBuffered(observed);
    let data = argument(args, 0);
    let text: { result: () => string | null } | undefined;
    if (args.length > 0 && !isNativeData(data)) {
      const noted = noteString(data);
      args[0] = noted.pass;
      text = noted;
    }
    let result: unknown;
    try {
      if (recorder.intercept?.sends(observed, args)) return undefined;
      result = apply(target, socket, args);
    } catch (error) {
      recorder.guard(() => recorder.sendThrew(observed, text ? text.result() : data, error));
      hideFrames(error, trap);
      throw error;
    }
    if (text) data = text.result();
    recorder.guard(() => recorder.sent(observed, data, before, 0));
    return result;
  });
}

function patchClose(native: Callable, recorder: Recorder): Callable {
  return standInFor(native, (target, socket, args, trap) => {
    const observed = recorder.find(socket);
    if (!observed) return passOn(target, socket, args, trap);
    const code = argument(args, 0) === undefined ? undefined : noteNumber(args[0]);
    const reason = argument(args, 1) === undefined ? undefined : noteString(args[1]);
    if (code) args[0] = code.pass;
    if (reason) args[1] = reason.pass;
    let thrown: { error: unknown } | undefined;
    try {
      return recorder.intercept?.closes(observed, args) ? undefined : apply(target, socket, args);
    } catch (error) {
      thrown = { error };
      hideFrames(error, trap);
      throw error;
    } finally {
      recorder.guard(() =>
        recorder.closeCalled(observed, code?.result() ?? null, reason?.result() ?? null, 0, thrown),
      );
    }
  });
}

function patchBinaryType(native: Callable, recorder: Recorder): Callable {
  return standInFor(native, (target, socket, args, trap) => {
    const result = passOn(target, socket, args, trap);
    const observed = recorder.find(socket);
    if (observed) recorder.guard(() => recorder.binaryTypeSet(observed));
    return result;
  });
}
