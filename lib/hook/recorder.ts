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
  stop: () => void;
}

/** Turns what happens to sockets into events of the log. Nothing here throws into the page. */
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

  /** Begins to observe a socket that was just constructed. */
  constructed(socket: WebSocket, detail: ConstructDetail): void {
    const observed: ObservedSocket = {
      id: (this.#connections += 1),
      socket,
      messages: 0,
      state: stateOf(socket),
      buffered: 0,
      stop: () => {},
    };
    this.#sockets.set(socket, observed);
    this.live.set(observed.id, observed);
    this.#event(observed, EventKind.Construct, 0, detail, detail.stack.length);
    this.#observe(observed);
  }

  /** Records a constructor that threw. */
  constructFailed(detail: ConstructDetail, error: unknown): void {
    const { name, message } = describeError(error);
    const entry = newEntry(
      (this.#connections += 1),
      EventKind.ConstructFailed,
      {
        url: detail.url,
        protocols: detail.protocols,
        stack: detail.stack,
        errorName: name,
        errorMessage: message,
      },
      detail.url.length + detail.stack.length,
    );
    entry.state = ReadyState.Closed;
    this.#append(entry);
  }

  /** Records a `send()` that returned. */
  sent(observed: ObservedSocket, data: unknown, bufferedBefore: number, flags: number): void {
    const state = stateOf(observed.socket);
    this.#noteState(observed, state);
    const snapshot = snapshotOf(data);
    const discarded = state === ReadyState.Open ? 0 : EventFlag.Discarded;
    const bufferedAfter = bufferedOf(observed.socket);
    const entry = newEntry(observed.id, EventKind.Send, snapshot.payload, snapshot.weight);
    entry.flags = flags | snapshot.flags | discarded;
    entry.index = observed.messages += 1;
    entry.bufferedBefore = bufferedBefore;
    entry.bufferedAfter = bufferedAfter;
    entry.state = state;
    entry.size = snapshot.size;
    this.#append(entry);
    if (bufferedAfter > 0 && !discarded && observed.buffered === 0)
      this.draining.set(observed.id, observed);
    observed.buffered = discarded ? observed.buffered : bufferedAfter;
  }

  /** Records a `send()` that threw. */
  sendThrew(observed: ObservedSocket, data: unknown, error: unknown): void {
    const snapshot = snapshotOf(data);
    const { name, message } = describeError(error);
    this.#event(
      observed,
      EventKind.SendThrew,
      snapshot.flags,
      { data: snapshot.payload, errorName: name, errorMessage: message },
      snapshot.weight,
      snapshot.size,
    );
  }

  /** Records a `close()` call; `error` is what it threw, undefined where it returned. */
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
      flags,
      { code, reason, errorName: name, errorMessage: message },
      (reason ?? '').length,
    );
  }

  /** Records a change of `binaryType`. */
  binaryTypeSet(observed: ObservedSocket): void {
    this.#event(observed, EventKind.BinaryType, 0, binaryTypeOf(observed.socket), 16);
  }

  /** Looks at the sockets that were still sending, and records how far they have got. */
  sampleDraining(): void {
    this.draining.forEach((observed) => {
      const buffered = bufferedOf(observed.socket);
      if (buffered !== observed.buffered) {
        observed.buffered = buffered;
        this.#event(observed, EventKind.Buffered, 0, null, 0);
      }
      if (buffered === 0 || stateOf(observed.socket) === ReadyState.Closed)
        this.draining.delete(observed.id);
    });
  }

  /** Records something that went wrong in the hook itself. */
  diagnostic(error: unknown): void {
    const { name, message } = describeError(error);
    this.#append(newEntry(0, EventKind.Diagnostic, `${name}: ${message}`, 0));
  }

  /** Takes all listeners off all sockets. */
  stop(): void {
    this.live.forEach((observed) => observed.stop());
  }

  #observe(observed: ObservedSocket): void {
    const { socket } = observed;
    const onOpen = this.#guarded(() =>
      this.#event(
        observed,
        EventKind.Open,
        0,
        { protocol: protocolOf(socket), extensions: extensionsOf(socket) },
        0,
      ),
    );
    const onMessage = this.#guarded((event) => this.#received(observed, event));
    const onError = this.#guarded(() => this.#event(observed, EventKind.Error, 0, null, 0));
    const onClose = this.#guarded((event) => {
      const reason = reasonOf(event);
      const detail = { code: codeOf(event), reason, wasClean: wasCleanOf(event) };
      this.#event(observed, EventKind.Close, 0, detail, reason.length);
      this.live.delete(observed.id);
      this.draining.delete(observed.id);
      observed.stop();
    });
    listen(socket, 'open', onOpen);
    listen(socket, 'message', onMessage);
    listen(socket, 'error', onError);
    listen(socket, 'close', onClose);
    observed.stop = () => {
      unlisten(socket, 'open', onOpen);
      unlisten(socket, 'message', onMessage);
      unlisten(socket, 'error', onError);
      unlisten(socket, 'close', onClose);
    };
  }

  #received(observed: ObservedSocket, event: Event): void {
    const injected = !event.isTrusted;
    const state = stateOf(observed.socket);
    this.#noteState(observed, state);
    const snapshot = snapshotOf(dataOf(event));
    const entry = newEntry(observed.id, EventKind.Receive, snapshot.payload, snapshot.weight);
    entry.flags = snapshot.flags | (injected ? EventFlag.Injected : 0);
    entry.index = observed.messages += 1;
    entry.bufferedAfter = bufferedOf(observed.socket);
    entry.state = state;
    entry.size = snapshot.size;
    this.#append(entry);
  }

  /** A listener that takes only the browser's events and the panel's, and never throws. */
  #guarded(record: (event: Event) => void): (event: Event) => void {
    return (event) => {
      try {
        if (event.isTrusted || this.delivering.get(event)) record(event);
      } catch (error) {
        this.diagnostic(error);
      }
    };
  }

  /** A change of `readyState` that no event announced, such as the server's own closing. */
  #noteState(observed: ObservedSocket, state: number): void {
    if (state !== observed.state) this.#event(observed, EventKind.State, 0, null, 0);
  }

  #event(
    observed: ObservedSocket,
    kind: number,
    flags: number,
    payload: EventPayload,
    weight: number,
    size = 0,
  ): void {
    const state = stateOf(observed.socket);
    observed.state = state;
    const entry = newEntry(observed.id, kind, payload, weight);
    entry.flags = flags;
    entry.bufferedAfter = bufferedOf(observed.socket);
    entry.state = state;
    entry.size = size;
    this.#append(entry);
  }

  #append(entry: LogEntry): void {
    this.#log.append(entry);
    this.#recorded();
  }
}
