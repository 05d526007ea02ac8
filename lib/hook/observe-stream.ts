import type { ConnectionCommand } from '../protocol/commands.ts';
import { EventFlag, EventKind } from '../protocol/events.ts';
import type { ConstructDetail, EventPayload } from '../protocol/events.ts';
import { ReadyState } from '../websocket/ready-state.ts';
import { noteString } from './arguments.ts';
import { describeError } from './describe-error.ts';
import { newEntry } from './event-log.ts';
import { abnormalEnd, cleanEnd, closeStream, streamClosed, streamOpened } from './native-stream.ts';
import { byteLengthOfBuffer, defineProperty, isView } from './primordials.ts';
import type { Recorder } from './recorder.ts';
import { settled } from './settled.ts';
import { snapshotOf } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';
import { tapReadable, tapWritable } from './stream-taps.ts';

const NativeEventTarget = EventTarget;

const NOT_OPEN = 'It is not open.';
const NOT_READ = 'The page reads no more of it.';
const NO_END = 'A WebSocketStream cannot be made to look ended.';

/** Notes a `close()`; `thrown` holds what it threw. */
export type NoteClose = (
  code: number | null,
  reason: string | null,
  thrown?: { error: unknown },
) => void;

/**
 * Observes a `WebSocketStream` that was just constructed, and records it as a socket. The promises are
 * the native's own; of what `opened` resolves to, the streams are replaced before the page can look.
 */
export function observeStream(
  recorder: Recorder,
  native: object,
  detail: ConstructDetail,
): NoteClose {
  const id = (recorder.connections += 1);
  const { guard } = recorder;
  let state: ReadyState = ReadyState.Connecting;
  let messages = 0;

  function record(kind: number, payload: EventPayload, flags = 0, weight = 0, size = 0): void {
    const entry = newEntry(id, kind, payload, weight);
    entry.flags = flags;
    entry.state = state;
    entry.size = size;
    if (kind === EventKind.Send || kind === EventKind.Receive) entry.index = messages += 1;
    recorder.append(entry);
  }

  function message(kind: number, { payload, flags, size, weight }: Snapshot, more: number): void {
    record(kind, payload, flags | more, weight, size);
  }

  /** It is sent, and told of, once the browser has taken it. */
  function write(chunk: unknown, flags: number): Promise<unknown> {
    const noted = isNativeChunk(chunk) ? undefined : noteString(chunk);
    // What the page writes into its buffer from now on is not sent. What becomes text may be a Proxy,
    // of which to take a copy would run a trap.
    const copy = noted ? undefined : snapshotOf(chunk);
    const written = (): Snapshot => copy ?? snapshotOf(noted?.result());
    const promise = writable.forward(noted ? noted.pass : chunk);
    settled(
      promise,
      () => guard(() => message(EventKind.Send, written(), flags)),
      (error) =>
        guard(() => {
          const { payload, flags: kind, size, weight } = written();
          const { name: errorName, message: errorMessage } = describeError(error);
          const threw = { data: payload, errorName, errorMessage };
          record(EventKind.SendThrew, threw, kind | flags, weight, size);
        }),
    );
    return promise;
  }

  function opened(result: OpenedStream): void {
    readable.connect(result.readable);
    writable.connect(result.writable);
    put(result, 'readable', readable.stream);
    put(result, 'writable', writable.stream);
    state = ReadyState.Open;
    const { protocol, extensions } = result;
    record(EventKind.Open, { protocol, extensions });
  }

  function ended({ code, reason }: { code: number; reason: string }, wasClean: boolean): void {
    state = ReadyState.Closed;
    recorder.live.drop(id);
    record(EventKind.Close, { code, reason, wasClean }, 0, reason.length);
  }

  function closeCalled(
    code: number | null,
    reason: string | null,
    flags: number,
    thrown?: { error: unknown },
  ): void {
    const { name: errorName, message: errorMessage } = describeError(thrown?.error);
    if (!thrown && state !== ReadyState.Closed) state = ReadyState.Closing;
    record(EventKind.CloseCall, { code, reason, errorName, errorMessage }, flags, reason?.length);
  }

  function obey(command: ConnectionCommand): string {
    if (command.type === 'end') return NO_END;
    if (state !== ReadyState.Open) return NOT_OPEN;
    if (command.type === 'send') void write(command.data, EventFlag.Injected);
    else if (command.type === 'deliver') {
      const copy = snapshotOf(command.data);
      if (!readable.enqueue(command.data)) return NOT_READ;
      message(EventKind.Receive, copy, EventFlag.Injected);
    } else {
      const { code, reason } = command;
      closeStream(native, {
        __proto__: null,
        closeCode: code ?? undefined,
        reason: reason ?? undefined,
      });
      closeCalled(code, reason, EventFlag.Injected);
    }
    return '';
  }

  const readable = tapReadable((chunk) =>
    guard(() => message(EventKind.Receive, snapshotOf(chunk), 0)),
  );
  const writable = tapWritable((chunk) => write(chunk, 0));
  recorder.live.put(id, {
    id,
    // Takes listeners like a socket, and has nothing to tell them.
    socket: new NativeEventTarget() as WebSocket,
    messages: 0,
    state,
    buffered: 0,
    listener: () => {},
    obey,
  });
  record(EventKind.Construct, detail, 0, detail.stack.length + detail.url.length);
  settled(
    streamOpened(native),
    (result) => guard(() => opened(result as OpenedStream)),
    // `closed` says it, too.
    () => {},
  );
  settled(
    streamClosed(native),
    (info) => guard(() => ended(cleanEnd(info), true)),
    (error) =>
      guard(() => {
        state = ReadyState.Closed;
        record(EventKind.Error, describeError(error).message);
        ended(abnormalEnd(error), false);
      }),
  );
  return (code, reason, thrown) => guard(() => closeCalled(code, reason, 0, thrown));
}

/** What `opened` resolves to. */
interface OpenedStream {
  readable: unknown;
  writable: unknown;
  protocol: string;
  extensions: string;
}

const put = (holder: object, name: string, value: unknown) =>
  defineProperty(holder, name, { __proto__: null, value } as PropertyDescriptor);

/** Whether it is written as it is; all else becomes text. */
const isNativeChunk = (chunk: unknown): boolean =>
  typeof chunk === 'string' || isView(chunk) || byteLengthOfBuffer(chunk) !== undefined;
