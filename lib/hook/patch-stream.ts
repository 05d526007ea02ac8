import { EventKind } from '../protocol/events.ts';
import { noteMembers, noteNumber, noteProtocols, noteString } from './arguments.ts';
import { callStack, hideFrames } from './call-stack.ts';
import type { Door } from './control-door.ts';
import { describeError } from './describe-error.ts';
import { newEntry } from './event-log.ts';
import { replace } from './mask.ts';
import type { Callable } from './mask.ts';
import type { StreamConstructor } from './native-stream.ts';
import { streamUrl } from './native-stream.ts';
import { observeStream } from './observe-stream.ts';
import type { NoteClose } from './observe-stream.ts';
import { apply, construct, createSafeWeakMap } from './primordials.ts';
import { ReadyState } from '../websocket/ready-state.ts';

/** The members of the constructor's and of `close()`'s dictionary that are noted. */
const PROTOCOLS = 'protocols';
const CLOSE_CODE = 'closeCode';
const REASON = 'reason';

/** Replaces the realm's `WebSocketStream` by one that tells the hook; the returned function undoes it. */
export function patchStream(door: Door): () => void {
  const holder = globalThis as { WebSocketStream?: StreamConstructor };
  const { prototype } = holder.WebSocketStream as StreamConstructor;
  const observed = createSafeWeakMap<object, NoteClose>();
  const restores = [
    replace(prototype, 'close', 'value', (native: Callable) => patchClose(native, door, observed)),
  ];
  let patched: unknown;
  restores[1] = replace(holder, 'WebSocketStream', 'value', (native: StreamConstructor) => {
    patched = patchConstructor(native, door, observed);
    return patched;
  });
  if (patched) restores[2] = replace(prototype, 'constructor', 'value', () => patched);
  return () => {
    for (let i = restores.length - 1; i >= 0; i -= 1) restores[i]?.();
  };
}

type Observed = ReturnType<typeof createSafeWeakMap<object, NoteClose>>;

function patchConstructor(
  native: StreamConstructor,
  { recorder, standIn }: Door,
  observed: Observed,
): StreamConstructor {
  const trap = (target: StreamConstructor, args: unknown[], newTarget: Callable): object => {
    const url = noteString(args.length > 0 ? args[0] : undefined);
    if (args.length > 0) args[0] = url.pass;
    let asked: (() => string[] | null) | undefined;
    if (args.length > 1)
      args[1] = noteMembers(args[1], (name, value) => {
        if (name !== PROTOCOLS) return value;
        const protocols = noteProtocols(value);
        asked = protocols.result;
        return protocols.pass;
      });
    let stream: object;
    const detail = () => ({
      url: url.result() ?? '',
      protocols: asked?.() ?? [],
      stack: callStack(trap),
      api: 'WebSocketStream' as const,
    });
    try {
      stream = construct(target, args, newTarget) as object;
    } catch (error) {
      recorder.guard(() => {
        const { name: errorName, message: errorMessage } = describeError(error);
        const failed = { ...detail(), errorName, errorMessage };
        const entry = newEntry(
          (recorder.connections += 1),
          EventKind.ConstructFailed,
          failed,
          failed.url.length + failed.stack.length,
        );
        entry.state = ReadyState.Closed;
        recorder.append(entry);
      });
      hideFrames(error, trap);
      throw error;
    }
    recorder.guard(() =>
      observed.put(
        stream,
        observeStream(recorder, stream, { ...detail(), url: streamUrl(stream) }),
      ),
    );
    return stream;
  };
  return standIn(native, { __proto__: null, construct: trap } as ProxyHandler<StreamConstructor>);
}

function patchClose(native: Callable, { standIn }: Door, observed: Observed): Callable {
  const trap = (target: Callable, stream: unknown, args: unknown[]): unknown => {
    const note = observed.look(stream);
    let code: (() => number | null) | undefined;
    let reason: (() => string | null) | undefined;
    if (note && args.length > 0)
      args[0] = noteMembers(args[0], (name, value) => {
        if (value === undefined || (name !== CLOSE_CODE && name !== REASON)) return value;
        const noted = name === REASON ? noteString(value) : noteNumber(value);
        if (name === REASON) reason = noted.result as () => string | null;
        else code = noted.result as () => number | null;
        return noted.pass;
      });
    let thrown: { error: unknown } | undefined;
    try {
      return apply(target, stream, args);
    } catch (error) {
      thrown = { error };
      hideFrames(error, trap);
      throw error;
    } finally {
      note?.(code?.() ?? null, reason?.() ?? null, thrown);
    }
  };
  return standIn(native, { __proto__: null, apply: trap } as ProxyHandler<Callable>);
}
