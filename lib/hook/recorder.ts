import type { ConnectionCommand } from '../protocol/commands.ts';
import { EventFlag, EventKind } from '../protocol/events.ts';
import type { CloseDetail, ConstructDetail, EventPayload } from '../protocol/events.ts';
import type { NotedArgument } from './arguments.ts';
import { ReadyState } from '../websocket/ready-state.ts';
import { describeError } from './describe-error.ts';
import { newEntry } from './event-log.ts';
import type { EventLog, LogEntry } from './event-log.ts';
import {
  binaryTypeOf,
  bufferedOf,
  closeDetailOf,
  dataOf,
  extensionsOf,
  listen,
  protocolOf,
  stateOf,
  typeOf,
  unlisten,
} from './native-socket.ts';
import { standInFor } from './mask.ts';
import type { Callable } from './mask.ts';
import { createSafeMap, createSafeWeakMap } from './primordials.ts';
import { snapshotOf } from './snapshot.ts';

/** A socket of the page under observation. */
export interface ObservedSocket {
  readonly id: number;
  readonly socket: WebSocket;
  /** How many messages it has sent and received. */
  messages: number;
  /** `readyState` and `bufferedAmount` as last recorded. */
  state: number;
  buffered: number;
  /** The one listener for all its events. */
  listener: (event: Event) => void;
  /** Carries out commands where it is no WebSocket; returns what went wrong, or an empty string. */
  obey: ((command: ConnectionCommand) => string) | undefined;
}

/**
 * What stands between sockets and the page while rules do, or a socket is not what the page sees of
 * it; made by what carries out commands.
 */
export interface Intercept {
  /** A simulated socket, recorded; undefined where the native one is to be made, of `args`. */
  constructs(
    args: unknown[],
    newTarget: Callable,
    protocols: NotedArgument<string[]>,
    trap: unknown,
  ): object | undefined;
  /** Whether it has dealt with a `send()`; else that goes on, with `args`. May throw the page's errors. */
  sends(observed: ObservedSocket, args: unknown[]): boolean;
  /** The same for a `close()`. */
  closes(observed: ObservedSocket, args: unknown[]): boolean;
  /** Whether it has dealt with an event of the browser's; else that reaches the page. */
  hears(observed: ObservedSocket, event: Event): boolean;
  /** `readyState` and `bufferedAmount` where the page sees others than the native's. */
  stateSeen(observed: ObservedSocket): number | undefined;
  bufferedSeen(observed: ObservedSocket): number | undefined;
}

/** Turns what happens to sockets into events of the log. */
export type Recorder = ReturnType<typeof createRecorder>;

/**
 * Makes the recorder of a realm. It is closures, not a class, as all that is private to the hook:
 * that takes a tenth off its file.
 * @param recorded called after each event is in the log
 */
export function createRecorder(log: EventLog, recorded: () => void) {
  /** Sockets that are not closed, by connection number. */
  const live = createSafeMap<number, ObservedSocket>();
  /** Sockets whose `bufferedAmount` was above zero when last looked at. */
  const draining = createSafeMap<number, ObservedSocket>();
  const sockets = createSafeWeakMap<object, ObservedSocket>();
  let stopped = false;

  /** `readyState` as the page sees it. */
  const seenState = (observed: ObservedSocket): number =>
    recorder.intercept?.stateSeen(observed) ?? stateOf(observed.socket);

  /** `bufferedAmount` as the page sees it. */
  const seenBuffered = (observed: ObservedSocket): number =>
    recorder.intercept?.bufferedSeen(observed) ?? bufferedOf(observed.socket);

  function append(entry: LogEntry): void {
    if (stopped) return;
    log.append(entry);
    recorded();
  }

  function record(
    observed: ObservedSocket,
    kind: number,
    payload: EventPayload = null,
    weight = 0,
    flags = 0,
    size = 0,
  ): void {
    const entry = newEntry(observed.id, kind, payload, weight);
    entry.flags = flags;
    entry.bufferedAfter = seenBuffered(observed);
    entry.state = observed.state = seenState(observed);
    entry.size = size;
    append(entry);
  }

  function newMessage(observed: ObservedSocket, kind: number, data: unknown): LogEntry {
    const state = seenState(observed);
    // A change that no event announced, such as a closing that the server began.
    if (state !== observed.state) record(observed, EventKind.State);
    const { payload, flags, size, weight, chunk } = snapshotOf(data, log.arena);
    const entry = newEntry(observed.id, kind, payload, weight);
    entry.flags = flags;
    entry.chunk = chunk;
    if (chunk) entry.offset = chunk.used - size;
    entry.index = observed.messages += 1;
    entry.bufferedAfter = seenBuffered(observed);
    entry.state = state;
    entry.size = size;
    return entry;
  }

  /** Runs what records: an error of the hook's own becomes an event, and never reaches the page. */
  function guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      const { name, message } = describeError(error);
      append(newEntry(0, EventKind.Diagnostic, `${name}: ${message}`, 0));
    }
  }

  function dispatched(observed: ObservedSocket, event: Event): void {
    const { socket } = observed;
    const type = typeOf(event);
    if (type === 'message') recorder.received(observed, dataOf(event), 0);
    else if (type === 'close') {
      recorder.closed(observed, closeDetailOf(event), 0);
      forAllEvents(unlisten, observed);
    } else if (type === 'open') {
      const detail = { protocol: protocolOf(socket), extensions: extensionsOf(socket) };
      record(observed, EventKind.Open, detail);
    } else record(observed, EventKind.Error);
  }

  const recorder = {
    live,
    draining,
    guard,
    append,
    record,
    standInFor,
    seenState,
    seenBuffered,
    /** The number of the newest connection. */
    connections: 0,
    intercept: undefined as Intercept | undefined,

    /** The observed socket behind a `this` of the page; undefined for any other value. */
    find: (value: unknown): ObservedSocket | undefined => sockets.look(value),

    /** Begins to observe a socket that was just constructed. */
    constructed(socket: WebSocket, detail: ConstructDetail, flags = 0): void {
      const observed: ObservedSocket = {
        id: (recorder.connections += 1),
        socket,
        messages: 0,
        state: ReadyState.Connecting,
        buffered: 0,
        obey: undefined,
        listener: (event) => {
          if (event.isTrusted)
            guard(() => recorder.intercept?.hears(observed, event) || dispatched(observed, event));
        },
      };
      sockets.put(socket, observed);
      live.put(observed.id, observed);
      forAllEvents(listen, observed);
      record(observed, EventKind.Construct, detail, detail.stack.length + detail.url.length, flags);
    },

    /** Records a constructor that threw. */
    constructFailed(detail: ConstructDetail, error: unknown): void {
      const { url, protocols, stack } = detail;
      const { name, message } = describeError(error);
      const entry = newEntry(
        (recorder.connections += 1),
        EventKind.ConstructFailed,
        { url, protocols, stack, errorName: name, errorMessage: message },
        url.length + stack.length,
      );
      entry.state = ReadyState.Closed;
      append(entry);
    },

    /** Records a message that came. */
    received(observed: ObservedSocket, data: unknown, flags: number): void {
      const entry = newMessage(observed, EventKind.Receive, data);
      entry.flags |= flags;
      append(entry);
    },

    /** Records the end of a connection, as the page sees it. */
    closed(observed: ObservedSocket, detail: CloseDetail, flags: number): void {
      record(observed, EventKind.Close, detail, 0, flags);
      live.drop(observed.id);
      draining.drop(observed.id);
    },

    /** Records a `send()` that returned. */
    sent(observed: ObservedSocket, data: unknown, bufferedBefore: number, flags: number): void {
      const entry = newMessage(observed, EventKind.Send, data);
      entry.flags |= flags;
      entry.bufferedBefore = bufferedBefore;
      if (entry.state !== ReadyState.Open) entry.flags |= EventFlag.Discarded;
      else {
        if (entry.bufferedAfter > 0) draining.put(observed.id, observed);
        observed.buffered = entry.bufferedAfter;
      }
      append(entry);
    },

    /** Records a `send()` that threw. */
    sendThrew(observed: ObservedSocket, data: unknown, error: unknown): void {
      const { payload, flags, size, weight } = snapshotOf(data);
      const { name, message } = describeError(error);
      const detail = { data: payload, errorName: name, errorMessage: message };
      record(observed, EventKind.SendThrew, detail, weight, flags, size);
    },

    /** Records a `close()` call; `thrown` holds what it threw. */
    closeCalled(
      observed: ObservedSocket,
      code: number | null,
      reason: string | null,
      flags: number,
      thrown?: { error: unknown },
    ): void {
      const { name, message } = describeError(thrown?.error);
      const detail = { code, reason, errorName: name, errorMessage: message };
      record(observed, EventKind.CloseCall, detail, reason?.length, flags);
    },

    /** Records a change of `binaryType`. */
    binaryTypeSet(observed: ObservedSocket): void {
      record(observed, EventKind.BinaryType, binaryTypeOf(observed.socket));
    },

    /** Looks at the sockets that were still sending, and records how far they have got. */
    sampleDraining(): void {
      draining.each((observed) => {
        const buffered = seenBuffered(observed);
        if (buffered !== observed.buffered) {
          observed.buffered = buffered;
          record(observed, EventKind.Buffered);
        }
        if (buffered === 0 || observed.state === ReadyState.Closed) draining.drop(observed.id);
      });
    },

    /** Takes the listeners off all sockets, and records nothing more. */
    stop(): void {
      stopped = true;
      live.each((observed) => forAllEvents(unlisten, observed));
    },
  };
  return recorder;
}

function forAllEvents(change: typeof listen, { socket, listener }: ObservedSocket): void {
  change(socket, 'open', listener);
  change(socket, 'message', listener);
  change(socket, 'error', listener);
  change(socket, 'close', listener);
}
