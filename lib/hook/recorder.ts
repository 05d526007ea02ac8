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
  extensionsOf,
  listen,
  protocolOf,
  reasonOf,
  stateOf,
  typeOf,
  unlisten,
  wasCleanOf,
} from './native-socket.ts';
import { SafeMap, SafeWeakMap } from './primordials.ts';
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
}

/** Turns what happens to sockets into events of the log. */
export class Recorder {
  /** Sockets that are not closed, by connection number. */
  readonly live = new SafeMap<number, ObservedSocket>();
  /** Sockets whose `bufferedAmount` was above zero when last looked at. */
  readonly draining = new SafeMap<number, ObservedSocket>();
  /** Events that the panel is dispatching at this moment, which are not the server's. */
  readonly delivering = new SafeWeakMap<Event, true>();
  readonly #sockets = new SafeWeakMap<object, ObservedSocket>();
  readonly #log: EventLog;
  readonly #recorded: () => void;
  #connections = 0;

  /** @param recorded called after each event is in the log */
  constructor(log: EventLog, recorded: () => void) {
    this.#log = log;
    this.#recorded = recorded;
  }

  /** The observed socket behind a `this` of the page; undefined for any other value. */
  find(value: unknown): ObservedSocket | undefined {
    return this.#sockets.get(value);
  }

  /** Runs what records: an error of the hook's own becomes an event, and never reaches the page. */
  guard(record: () => void): void {
    try {
      record();
    } catch (error) {
      const { name, message } = describeError(error);
      this.#append(newEntry(0, EventKind.Diagnostic, `${name}: ${message}`, 0));
    }
  }

  /** Begins to observe a socket that was just constructed. */
  constructed(socket: WebSocket, detail: ConstructDetail): void {
    const observed: ObservedSocket = {
      id: (this.#connections += 1),
      socket,
      messages: 0,
      state: stateOf(socket),
      buffered: 0,
      listener: (event) => {
        if (event.isTrusted || this.delivering.get(event))
          this.guard(() => this.#dispatched(observed, event));
      },
    };
    this.#sockets.set(socket, observed);
    this.live.set(observed.id, observed);
    this.#event(observed, EventKind.Construct, detail, detail.stack.length);
    forAllEvents(listen, observed);
  }

  /** Records a constructor that threw. */
  constructFailed(detail: ConstructDetail, error: unknown): void {
    const { url, protocols, stack } = detail;
    const { name, message } = describeError(error);
    const entry = newEntry(
      (this.#connections += 1),
      EventKind.ConstructFailed,
      { url, protocols, stack, errorName: name, errorMessage: message },
      url.length + stack.length,
    );
    entry.state = ReadyState.Closed;
    this.#append(entry);
  }

  /** Records a `send()` that returned. */
  sent(observed: ObservedSocket, data: unknown, bufferedBefore: number, flags: number): void {
    const entry = this.#message(observed, EventKind.Send, data);
    entry.flags |= flags;
    entry.bufferedBefore = bufferedBefore;
    if (entry.state !== ReadyState.Open) entry.flags |= EventFlag.Discarded;
    else {
      if (entry.bufferedAfter > 0) this.draining.set(observed.id, observed);
      observed.buffered = entry.bufferedAfter;
    }
    this.#append(entry);
  }

  /** Records a `send()` that threw. */
  sendThrew(observed: ObservedSocket, data: unknown, error: unknown): void {
    const { payload, flags, size, weight } = snapshotOf(data);
    const { name, message } = describeError(error);
    this.#event(
      observed,
      EventKind.SendThrew,
      { data: payload, errorName: name, errorMessage: message },
      weight,
      flags,
      size,
    );
  }

  /** Records a `close()` call; `thrown` holds what it threw. */
  closeCalled(
    observed: ObservedSocket,
    code: number | null,
    reason: string | null,
    flags: number,
    thrown?: { error: unknown },
  ): void {
    const { name, message } = thrown ? describeError(thrown.error) : { name: '', message: '' };
    this.#event(
      observed,
      EventKind.CloseCall,
      { code, reason, errorName: name, errorMessage: message },
      0,
      flags,
    );
  }

  /** Records a change of `binaryType`. */
  binaryTypeSet(observed: ObservedSocket): void {
    this.#event(observed, EventKind.BinaryType, binaryTypeOf(observed.socket));
  }

  /** Looks at the sockets that were still sending, and records how far they have got. */
  sampleDraining(): void {
    this.draining.forEach((observed) => {
      const buffered = bufferedOf(observed.socket);
      if (buffered !== observed.buffered) {
        observed.buffered = buffered;
        this.#event(observed, EventKind.Buffered);
      }
      if (buffered === 0 || observed.state === ReadyState.Closed) this.draining.delete(observed.id);
    });
  }

  /** Takes the listeners off all sockets. */
  stop(): void {
    this.live.forEach((observed) => forAllEvents(unlisten, observed));
  }

  #dispatched(observed: ObservedSocket, event: Event): void {
    const { socket } = observed;
    const type = typeOf(event);
    if (type === 'message') {
      const entry = this.#message(observed, EventKind.Receive, dataOf(event));
      if (!event.isTrusted) entry.flags |= EventFlag.Injected;
      this.#append(entry);
    } else if (type === 'open') {
      const detail = { protocol: protocolOf(socket), extensions: extensionsOf(socket) };
      this.#event(observed, EventKind.Open, detail);
    } else if (type === 'close') {
      const reason = reasonOf(event);
      const detail = { code: codeOf(event), reason, wasClean: wasCleanOf(event) };
      this.#event(observed, EventKind.Close, detail);
      this.live.delete(observed.id);
      this.draining.delete(observed.id);
      forAllEvents(unlisten, observed);
    } else this.#event(observed, EventKind.Error);
  }

  #message(observed: ObservedSocket, kind: number, data: unknown): LogEntry {
    const state = stateOf(observed.socket);
    // A change that no event announced, such as a closing that the server began.
    if (state !== observed.state) this.#event(observed, EventKind.State);
    const { payload, flags, size, weight } = snapshotOf(data);
    const entry = newEntry(observed.id, kind, payload, weight);
    entry.flags = flags;
    entry.index = observed.messages += 1;
    entry.bufferedAfter = bufferedOf(observed.socket);
    entry.state = state;
    entry.size = size;
    return entry;
  }

  #event(
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
    entry.state = observed.state = stateOf(observed.socket);
    entry.size = size;
    this.#append(entry);
  }

  #append(entry: LogEntry): void {
    this.#log.append(entry);
    this.#recorded();
  }
}

function forAllEvents(change: typeof listen, { socket, listener }: ObservedSocket): void {
  change(socket, 'open', listener);
  change(socket, 'message', listener);
  change(socket, 'error', listener);
  change(socket, 'close', listener);
}
