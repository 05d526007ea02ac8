import type { ConnectionCommand } from '../protocol/commands.ts';
import { EventFlag, EventKind } from '../protocol/events.ts';
import type { ConstructDetail, EventPayload } from '../protocol/events.ts';
import { ReadyState } from '../websocket/ready-state.ts';
import { describeError } from './describe-error.ts';
import { newEntry } from './event-log.ts';
import type { EventLog, LogEntry } from './event-log.ts';
import {
  binaryTypeOf,
  bufferedOf,
  codeOf,
  dataOf,
  dispatch,
  extensionsOf,
  listen,
  protocolOf,
  prototype,
  reasonOf,
  stateOf,
  stopEvent,
  typeOf,
  unlisten,
  wasCleanOf,
} from './native-socket.ts';
import { passOn, replace, standInFor } from './mask.ts';
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
  /** The page was made to believe that it has ended: it hears no more of the real socket. */
  ended: boolean;
  /** The one listener for all its events. */
  listener: (event: Event) => void;
  /** Carries out commands where it is no WebSocket; returns what went wrong, or an empty string. */
  obey: ((command: ConnectionCommand) => string) | undefined;
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
  /** Events that the panel is dispatching at this moment, which are not the server's. */
  const delivering = createSafeWeakMap<Event, true>();
  const sockets = createSafeWeakMap<object, ObservedSocket>();
  let connections = 0;
  /** Sockets of which the page believes that they have ended, and whose real end is to come. */
  let endings = 0;
  let restoreState: (() => void) | undefined;
  let stopped = false;

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
    entry.bufferedAfter = bufferedOf(observed.socket);
    entry.state = observed.state = seenState(observed);
    entry.size = size;
    append(entry);
  }

  function newMessage(observed: ObservedSocket, kind: number, data: unknown): LogEntry {
    const state = seenState(observed);
    // A change that no event announced, such as a closing that the server began.
    if (state !== observed.state) record(observed, EventKind.State);
    const { payload, flags, size, weight } = snapshotOf(data);
    const entry = newEntry(observed.id, kind, payload, weight);
    entry.flags = flags;
    entry.index = observed.messages += 1;
    entry.bufferedAfter = bufferedOf(observed.socket);
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
    const withheld = observed.ended && event.isTrusted;
    if (withheld) stopEvent(event);
    const flags = withheld ? EventFlag.Withheld : event.isTrusted ? 0 : EventFlag.Injected;
    if (type === 'message') {
      const entry = newMessage(observed, EventKind.Receive, dataOf(event));
      entry.flags |= flags;
      append(entry);
    } else if (type === 'close') {
      if (!withheld) {
        const detail = {
          code: codeOf(event),
          reason: reasonOf(event),
          wasClean: wasCleanOf(event),
        };
        record(observed, EventKind.Close, detail, 0, flags);
        live.drop(observed.id);
        draining.drop(observed.id);
      }
      if (event.isTrusted) forAllEvents(unlisten, observed);
      if (withheld && (endings -= 1) === 0) restoreState?.();
    } else if (withheld) {
      // What the page has been told already.
    } else if (type === 'open') {
      const detail = { protocol: protocolOf(socket), extensions: extensionsOf(socket) };
      record(observed, EventKind.Open, detail);
    } else record(observed, EventKind.Error, null, 0, flags);
  }

  return {
    live,
    draining,
    guard,
    append,

    /** A number for one connection more. */
    nextConnection: () => (connections += 1),

    /** The observed socket behind a `this` of the page; undefined for any other value. */
    find: (value: unknown): ObservedSocket | undefined => sockets.look(value),

    /** Dispatches an event of the panel's on a socket. */
    dispatch(socket: WebSocket, event: Event): void {
      delivering.put(event, true);
      dispatch(socket, event);
    },

    /** Makes the page believe that a socket is CLOSED until it really is. */
    ended(observed: ObservedSocket): void {
      observed.ended = true;
      if ((endings += 1) > 1) return;
      restoreState = replace(prototype, 'readyState', 'get', (native: Callable) =>
        standInFor(native, (target, socket, args, trap) =>
          sockets.look(socket)?.ended ? ReadyState.Closed : passOn(target, socket, args, trap),
        ),
      );
    },

    /** Begins to observe a socket that was just constructed. */
    constructed(socket: WebSocket, detail: ConstructDetail, flags = 0): void {
      const observed: ObservedSocket = {
        id: (connections += 1),
        socket,
        messages: 0,
        state: stateOf(socket),
        buffered: 0,
        ended: false,
        obey: undefined,
        listener: (event) => {
          if (event.isTrusted || delivering.look(event)) guard(() => dispatched(observed, event));
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
        (connections += 1),
        EventKind.ConstructFailed,
        { url, protocols, stack, errorName: name, errorMessage: message },
        url.length + stack.length,
      );
      entry.state = ReadyState.Closed;
      append(entry);
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
        const buffered = bufferedOf(observed.socket);
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
}

/** `readyState` as the page sees it. */
const seenState = ({ ended, socket }: ObservedSocket): number =>
  ended ? ReadyState.Closed : stateOf(socket);

function forAllEvents(change: typeof listen, { socket, listener }: ObservedSocket): void {
  change(socket, 'open', listener);
  change(socket, 'message', listener);
  change(socket, 'error', listener);
  change(socket, 'close', listener);
}
