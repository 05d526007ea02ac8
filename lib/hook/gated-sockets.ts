import type { GateDirection, GateEvent } from '../protocol/gate.ts';
import { EventFlag, EventKind } from '../protocol/events.ts';
import type { CloseDetail, OpenDetail, SettledDetail } from '../protocol/events.ts';
import { ReadyState } from '../websocket/ready-state.ts';
import {
  binaryTypeOfGated,
  bufferedOfGated,
  newGatedSocket,
  stateOfGated,
  urlOfGated,
} from './gated-socket.ts';
import type { GatedSocket } from './gated-socket.ts';
import { dispatch, nativeClose, nativeSend, soon, stateOf } from './native-socket.ts';
import { byteLengthOf, closeEvent, messageEvent, plainEvent } from './page-events.ts';
import { createSafeMap, createSafeWeakMap } from './primordials.ts';
import type { ObservedSocket, Recorder } from './recorder.ts';
import { maskSockets } from './socket-masks.ts';

export const NOT_OPEN = 'It is not open.';
const NOT_HELD = 'That is not held.';
/** As which a page sees a connection that failed. */
const FAILED: CloseDetail = { code: 1006, reason: '', wasClean: false };

/** The gated sockets of a realm, and what can be done to them. */
export type GatedSockets = ReturnType<typeof createGatedSockets>;

/**
 * Makes what knows the sockets of which the page sees something else than what the native one is.
 * @param masked called when the first of them is known
 * @param gone called with the number of one before the page sees it end
 */
export function createGatedSockets(
  recorder: Recorder,
  masked: () => void,
  gone: (connection: number) => void,
) {
  const known = createSafeWeakMap<object, GatedSocket>();
  /** Those that the gate may have to do with, by connection number. */
  const live = createSafeMap<number, GatedSocket>();
  let unmask: (() => void) | undefined;
  /** Some socket needs its mask to the end of the document. */
  let isKept = false;

  function settle({ subject }: GatedSocket, message: number, fate: SettledDetail['fate']): void {
    const flags = fate === 'forwarded' ? 0 : EventFlag.Blocked;
    recorder.record(subject, EventKind.Settled, { message, fate }, 0, flags);
  }

  function forwardSend(gated: GatedSocket, index: number, data: string | ArrayBuffer | null) {
    const held = gated.heldSends.look(index);
    if (!held) return NOT_HELD;
    gated.heldSends.drop(index);
    gated.extra -= held.bytes;
    const { backing } = gated;
    const isOpen = !backing || stateOf(backing) === ReadyState.Open;
    settle(gated, held.row, !isOpen ? 'dropped' : data === null ? 'forwarded' : 'replaced');
    if (!isOpen) {
      // As what is sent on a socket that has closed.
      gated.extra += held.bytes;
      return NOT_OPEN;
    }
    if (data !== null) sockets.transmit(gated, data, EventFlag.Modified);
    else if (backing) nativeSend(backing, held.data);
    return '';
  }

  function forwardReceive(gated: GatedSocket, index: number, data: string | ArrayBuffer | null) {
    const held = gated.heldReceives.look(index);
    if (!held) return NOT_HELD;
    const hears = isUp(gated);
    gated.heldReceives.drop(index);
    settle(gated, held.row, !hears ? 'dropped' : data === null ? 'forwarded' : 'replaced');
    if (!hears) return NOT_OPEN;
    if (data !== null) recorder.received(gated.subject, data, EventFlag.Modified);
    show(gated, data ?? held.data);
    return '';
  }

  const sockets = {
    live,

    /** What is known of a value of the page's; undefined where the native one is what it sees. */
    look: (socket: unknown): GatedSocket | undefined => known.look(socket),

    /** The same, for what needs no mask. */
    peek: (observed: ObservedSocket): GatedSocket =>
      known.look(observed.socket) ?? newGatedSocket(observed, observed.socket),

    /** Of this socket the page may see something else from now on. */
    of(observed: ObservedSocket): GatedSocket {
      const gated = sockets.peek(observed);
      if (known.look(observed.socket) !== gated) sockets.add(gated, observed.socket);
      live.put(observed.id, gated);
      return gated;
    },

    /** The same, before it is observed. */
    add(gated: GatedSocket, socket: WebSocket): void {
      isKept ||= gated.simulated !== undefined;
      sockets.mask();
      known.put(socket, gated);
    },

    /** Has the prototype answer for sockets that will be known. */
    mask(): void {
      unmask ??= maskSockets(recorder, sockets.look);
      masked();
    },

    /** Takes the masks off; false while some socket needs its own. */
    unmask(): boolean {
      if (isKept || live.size > 0) return false;
      unmask?.();
      unmask = undefined;
      return true;
    },

    /** From now on the page sees the native one, or it has ended. */
    leave(gated: GatedSocket): void {
      isKept ||= gated.extra > 0;
      live.drop(gated.subject.id);
    },

    /** To the server; where there is none, a simulated socket takes it. */
    transmit(gated: GatedSocket, data: unknown, flags: number): void {
      const { backing, subject } = gated;
      const before = bufferedOfGated(gated);
      const isOpen = !backing || stateOf(backing) === ReadyState.Open;
      if (backing) nativeSend(backing, data);
      recorder.sent(subject, data, before, isOpen ? flags : flags | EventFlag.Discarded);
    },

    /** To the page: dispatched on its own object, so that each kind of listener gets it in its own way. */
    deliver(gated: GatedSocket, data: string | ArrayBuffer | Blob, flags: number): string {
      if (!isUp(gated)) return NOT_OPEN;
      recorder.received(gated.subject, data, flags);
      show(gated, data);
      return '';
    },

    /** A held message goes on, or other data instead of it. */
    forward: (
      gated: GatedSocket,
      direction: GateDirection,
      index: number,
      data: string | ArrayBuffer | null,
    ): string =>
      direction === 'send' ? forwardSend(gated, index, data) : forwardReceive(gated, index, data),

    /** A held message does not go on. A page cannot tell that from one that was sent. */
    drop(gated: GatedSocket, direction: GateDirection, index: number): string {
      const from = direction === 'send' ? gated.heldSends : gated.heldReceives;
      const held = from.look(index);
      if (!held) return NOT_HELD;
      from.drop(index);
      if (direction === 'send') gated.extra -= held.bytes;
      settle(gated, held.row, 'dropped');
      return '';
    },

    /** What else is held goes on. */
    release(gated: GatedSocket, what: GateEvent): string {
      const { heldClose, heldOpened, heldClosed } = gated;
      if (what === 'close-call' && heldClose) {
        gated.heldClose = undefined;
        sockets.close(gated, heldClose.code, heldClose.reason);
      } else if (what === 'opened' && heldOpened) {
        gated.heldOpened = undefined;
        sockets.open(gated, heldOpened);
      } else if (what === 'failed' && gated.heldFailed) {
        sockets.fail(gated, 0);
        gated.heldFailed = false;
      } else if (what === 'closed' && heldClosed) {
        sockets.finish(gated, heldClosed, 0);
        gated.heldClosed = undefined;
      } else return NOT_HELD;
      return '';
    },

    /** A simulated socket opens. */
    open(gated: GatedSocket, detail: OpenDetail): string {
      const { simulated, subject } = gated;
      if (!simulated || gated.told !== ReadyState.Connecting) return 'It is not connecting.';
      gated.told = ReadyState.Open;
      simulated.agreed = detail.protocol;
      simulated.offers = detail.extensions;
      recorder.record(subject, EventKind.Open, detail);
      dispatch(subject.socket, plainEvent('open'));
      return '';
    },

    /** The page sees an `error` event. */
    fail(gated: GatedSocket, flags: number): void {
      gated.told = ReadyState.Closed;
      recorder.record(gated.subject, EventKind.Error, null, 0, flags);
      dispatch(gated.subject.socket, plainEvent('error'));
    },

    /** The page sees the `close` event. */
    finish(gated: GatedSocket, detail: CloseDetail, flags: number): void {
      gone(gated.subject.id);
      gated.told = ReadyState.Closed;
      if (!gated.over || gated.simulated) sockets.leave(gated);
      recorder.closed(gated.subject, detail, flags);
      dispatch(gated.subject.socket, closeEvent(detail));
    },

    /** Closes the real connection. One that is simulated over nothing is closed by its server at once. */
    close(gated: GatedSocket, code: number | null, reason: string | null): void {
      if (gated.backing) nativeClose(gated.backing, code, reason);
      else {
        gated.told = ReadyState.Closing;
        const detail = { code: code ?? 1005, reason: reason ?? '', wasClean: true };
        soon(() => recorder.guard(() => !gated.over && sockets.finish(gated, detail, 0)));
      }
    },

    /** The real connection goes, and the page hears no more of it. */
    abandon(gated: GatedSocket): void {
      const drop = (direction: GateDirection) => (_: unknown, index: number) =>
        sockets.drop(gated, direction, index);
      gated.heldSends.each(drop('send'));
      gated.heldReceives.each(drop('receive'));
      gated.over = true;
      if (gated.backing) nativeClose(gated.backing, null, null);
    },

    /** A handshake fails, as a task of its own. */
    failSoon(gated: GatedSocket): void {
      sockets.abandon(gated);
      soon(() =>
        recorder.guard(() => {
          if (gated.told === ReadyState.Closed) return;
          sockets.fail(gated, 0);
          sockets.finish(gated, FAILED, 0);
        }),
      );
    },

    /** The page sees it end now, whatever the real connection still does. */
    end(gated: GatedSocket, { code, reason }: { code: number; reason: string }, failed: boolean) {
      gated.told = ReadyState.Closed;
      sockets.abandon(gated);
      if (failed) sockets.fail(gated, EventFlag.Injected);
      sockets.finish(gated, { code, reason, wasClean: !failed }, EventFlag.Injected);
    },

    /** All that is held goes on, in order; what nobody would ever open or end fails. */
    letGo(gated: GatedSocket): void {
      gated.heldSends.each((_, index) => forwardSend(gated, index, null));
      sockets.release(gated, 'close-call');
      sockets.release(gated, 'opened');
      gated.heldReceives.each((_, index) => forwardReceive(gated, index, null));
      sockets.release(gated, 'failed');
      sockets.release(gated, 'closed');
      if (!gated.backing) sockets.end(gated, FAILED, true);
      else if (!gated.simulated && !gated.over) sockets.leave(gated);
    },
  };
  return sockets;
}

/** Whether it can get messages, as the page sees it. */
function isUp(gated: GatedSocket): boolean {
  const state = stateOfGated(gated);
  return state === ReadyState.Open || state === ReadyState.Closing;
}

function show(gated: GatedSocket, data: string | ArrayBuffer | Blob): void {
  const event = messageEvent(data, urlOfGated(gated), binaryTypeOfGated(gated));
  dispatch(gated.subject.socket, event);
}

/** Holds a message until the engine says what becomes of it. */
export function hold(
  gated: GatedSocket,
  direction: GateDirection,
  index: number,
  data: string | ArrayBuffer | Blob,
): void {
  // While the engine answered, it may have had others recorded.
  const row = gated.subject.messages + 1;
  const bytes = direction === 'send' ? byteLengthOf(data) : 0;
  (direction === 'send' ? gated.heldSends : gated.heldReceives).put(index, { row, data, bytes });
  gated.extra += bytes;
}
