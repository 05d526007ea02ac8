import type { CloseDetail, OpenDetail } from '../protocol/events.ts';
import { ReadyState } from '../websocket/ready-state.ts';
import { binaryTypeOf, bufferedOf, stateOf, urlOf } from './native-socket.ts';
import { createSafeMap } from './primordials.ts';
import type { SafeMap } from './primordials.ts';
import type { ObservedSocket } from './recorder.ts';
import type { SimulatedSocket } from './simulated-socket.ts';

/** A message that waits for the engine's word. */
interface HeldMessage {
  /** The index of its row. */
  row: number;
  data: string | ArrayBuffer | Blob;
  /** What it adds to `bufferedAmount`. */
  bytes: number;
}

/** A socket of which the page sees something else than what the native one is. */
export interface GatedSocket {
  /** The page's object. */
  subject: ObservedSocket;
  /** What is really connected: the page's object itself, or what a simulated one stands for. */
  backing: WebSocket | undefined;
  readonly simulated: SimulatedSocket | undefined;
  /** By index, in the order in which they were taken. */
  readonly heldSends: SafeMap<number, HeldMessage>;
  readonly heldReceives: SafeMap<number, HeldMessage>;
  heldClose: { code: number | null; reason: string | null } | undefined;
  heldOpened: OpenDetail | undefined;
  heldFailed: boolean;
  heldClosed: CloseDetail | undefined;
  /** Bytes in `bufferedAmount` that the backing knows nothing of. */
  extra: number;
  /** `readyState` that the page was last told, where the backing may be ahead of that. */
  told: number;
  /** The page was made to believe that it has ended: it hears no more of the backing. */
  over: boolean;
}

/** A gated socket that nothing is held of. */
export function newGatedSocket(
  subject: ObservedSocket,
  backing: WebSocket | undefined,
  simulated?: SimulatedSocket,
): GatedSocket {
  return {
    subject,
    backing,
    simulated,
    heldSends: createSafeMap(),
    heldReceives: createSafeMap(),
    heldClose: undefined,
    heldOpened: undefined,
    heldFailed: false,
    heldClosed: undefined,
    extra: 0,
    told: ReadyState.Connecting,
    over: false,
  };
}

/** Whether the page has yet to hear what the backing has been through. */
export const isBehind = (gated: GatedSocket): boolean =>
  gated.over ||
  gated.heldReceives.size > 0 ||
  gated.heldFailed ||
  gated.heldClosed !== undefined ||
  gated.heldClose !== undefined;

/** To be called before something of it is held: from here on the page may be behind. */
export function fallBehind(gated: GatedSocket): void {
  if (gated.simulated || isBehind(gated)) return;
  const { state } = gated.subject;
  gated.told = state === ReadyState.Closed ? ReadyState.Closing : state;
}

/** `readyState` as the page sees it. */
export function stateOfGated(gated: GatedSocket): number {
  const { backing, told } = gated;
  if (!backing || isBehind(gated)) return told;
  const state = stateOf(backing);
  if (!gated.simulated) return state;
  // While its `open` is held, a simulated socket is CONNECTING; the rest it sees as it happens.
  return told === ReadyState.Connecting && state < ReadyState.Closed ? told : max(told, state);
}

const { max } = Math;

/** `bufferedAmount` as the page sees it. */
export const bufferedOfGated = ({ backing, extra }: GatedSocket): number =>
  (backing ? bufferedOf(backing) : 0) + extra;

/** Where the page believes that it is connected to. */
export const urlOfGated = ({ simulated, subject }: GatedSocket): string =>
  simulated ? simulated.address : urlOf(subject.socket);

/** What kind of object the page wants for bytes. */
export const binaryTypeOfGated = ({ simulated, subject }: GatedSocket): string =>
  simulated ? simulated.bytesAs : binaryTypeOf(subject.socket);
