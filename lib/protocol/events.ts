/**
 * What the hook reports of one document, as columns: one row of `numbers` and one slot of
 * `payloads` an event. Columns because a structured clone of one typed array costs a tenth of
 * that of as many objects, and the page's thread pays for it.
 */

/** The kinds of events; the numbers are the values in the `kind` column. */
export const EventKind = {
  /** `new WebSocket()` returned. Payload: {@link ConstructDetail}. */
  Construct: 1,
  /** `new WebSocket()` threw. Payload: {@link ConstructFailedDetail}. */
  ConstructFailed: 2,
  /** The `open` event. Payload: {@link OpenDetail}. */
  Open: 3,
  /** A `send()` that returned. Payload: the data. With {@link EventFlag.Discarded} it was not sent. */
  Send: 4,
  /** A `message` event. Payload: the data. */
  Receive: 5,
  /** A `send()` that threw. Payload: {@link SendThrewDetail}. */
  SendThrew: 6,
  /** A `close()` call. Payload: {@link CloseCallDetail}. */
  CloseCall: 7,
  /** The `close` event. Payload: {@link CloseDetail}. */
  Close: 8,
  /** An error. The standard tells a page nothing: no payload. From the Network log: a string. */
  Error: 9,
  /** `readyState` was seen to have changed where no other event says so. No payload. */
  State: 10,
  /** The page set `binaryType`. Payload: its new value, a string. */
  BinaryType: 11,
  /** `bufferedAmount` seen falling after a send. No payload. */
  Buffered: 12,
  /** Something went wrong inside the hook. Payload: a string. */
  Diagnostic: 13,
  /** What became of a message that a rule had held. Payload: {@link SettledDetail}. */
  Settled: 14,
} as const;

/** A value of {@link EventKind}. */
export type EventKind = (typeof EventKind)[keyof typeof EventKind];

/** Bits in the `flags` column. */
export const EventFlag = {
  /** Made by the panel, not by page or server. */
  Injected: 1,
  /** A binary message; without it, text. */
  Binary: 2,
  /** A `send()` in CLOSING or CLOSED, which the standard discards silently. */
  Discarded: 4,
  /** The hook's history let the payload go; `size` still tells its length. */
  Released: 8,
  /** Long text that travels as a Blob of UTF-8. */
  TextBlob: 16,
  /** Long text with lone surrogates that travels as a Blob of UTF-16 in this machine's byte order. */
  Utf16Blob: 32,
  /** The page's own object was a Blob. */
  FromBlob: 64,
  /** The page's own object was an ArrayBuffer view. */
  FromView: 128,
  /** Its source, the Network log, does not tell the payload. */
  Unread: 256,
  /** It came, and was kept from the page. */
  Withheld: 512,
  /** A rule took it away: it did not reach the server, or the page. */
  Blocked: 1024,
  /** A rule put it in the place of another; of a construction: the socket is simulated. */
  Modified: 2048,
  /** A rule held it: what became of it an event of kind `Settled` tells. */
  Held: 4096,
  /** Its bytes are in `bytes` of the batch, after those of the rows before it; its slot is null. */
  Packed: 8192,
} as const;

/** Offsets of the columns within a row of `numbers`. */
export const Column = {
  /** Sequence number in the document, from 1, without holes at its source. */
  Seq: 0,
  /** Milliseconds since the epoch, with fractions. */
  Time: 1,
  /** Connection number in the document, from 1; 0 for what belongs to none. */
  Connection: 2,
  Kind: 3,
  Flags: 4,
  /** For Send and Receive: the how-manieth message of its connection, from 1; else 0. */
  Index: 5,
  /** `bufferedAmount` before a send, in bytes. */
  BufferedBefore: 6,
  /** `bufferedAmount` after a send, or at any other event, in bytes. */
  BufferedAfter: 7,
  /** `readyState` after the event. */
  State: 8,
  /** Length of the payload: UTF-16 code units for text, bytes for binary. */
  Size: 9,
} as const;

/**
 * Payloads above this size travel as Blobs: a port takes at most 64 MiB in one message (Chromium),
 * while a Blob crosses as a handle, holds up nobody, and outlives the page that made it.
 */
export const LONG_PAYLOAD = 256 * 1024;

/** How many numbers a row has. */
export const ROW_WIDTH = 10;

/** Detail of {@link EventKind.Construct}. */
export interface ConstructDetail {
  url: string;
  /** The subprotocols that the page asked for. */
  protocols: string[];
  /** Call stack of the constructor, as the browser formats it; empty where it cannot be had. */
  stack: string;
  /** Absent: a `WebSocket`. */
  api?: 'WebSocketStream';
}

/** Detail of {@link EventKind.ConstructFailed}. */
export interface ConstructFailedDetail extends ConstructDetail {
  errorName: string;
  errorMessage: string;
}

/** Detail of {@link EventKind.Open}. */
export interface OpenDetail {
  protocol: string;
  extensions: string;
}

/** Detail of {@link EventKind.SendThrew}. */
export interface SendThrewDetail {
  /** What the page tried to send; null where it could not be read without side effects. */
  data: string | ArrayBuffer | Blob | null;
  errorName: string;
  errorMessage: string;
}

/** Detail of {@link EventKind.CloseCall}; `code` and `reason` are null where not given. */
export interface CloseCallDetail {
  code: number | null;
  reason: string | null;
  /** Name and message of what `close()` threw; empty where it returned. */
  errorName: string;
  errorMessage: string;
}

/** Detail of {@link EventKind.Close}. */
export interface CloseDetail {
  code: number;
  reason: string;
  wasClean: boolean;
}

/** Detail of {@link EventKind.Settled}. */
export interface SettledDetail {
  /** The index of the message within its connection. */
  message: number;
  /** It went on as it was, another went on in its place, or none did. */
  fate: 'forwarded' | 'replaced' | 'dropped';
}

/** Any value that a slot of `payloads` may hold. */
export type EventPayload =
  | string
  | ArrayBuffer
  | Blob
  | null
  | ConstructDetail
  | ConstructFailedDetail
  | OpenDetail
  | SendThrewDetail
  | CloseCallDetail
  | CloseDetail
  | SettledDetail;

/** A run of events for one subscriber, in order of their sequence numbers. */
export interface EventBatch {
  type: 'batch';
  subscriber: string;
  /** Sequence number up to which the subscriber was served before; holes after it were let go. */
  after: number;
  /** The largest `Size` among its rows. */
  longest: number;
  numbers: Float64Array;
  payloads: EventPayload[];
  /** Short binary payloads, one after the other: one buffer clones at a tenth of the cost of many. */
  bytes: ArrayBuffer;
  /**
   * Where the history's bound was hit: pairs of connection number and the highest message index
   * of that connection that was let go. Empty where nothing was.
   */
  released: Float64Array;
}

/** Kinds that carry a message's data. */
export function isMessageKind(kind: number): boolean {
  return kind === EventKind.Send || kind === EventKind.Receive || kind === EventKind.SendThrew;
}

/** What became of a batch at its subscriber. */
export type Taken =
  /** All events up to `seq` are there. */
  | { type: 'has'; seq: number }
  /** Something was lost on the way: events are wanted again `from` a sequence number. */
  | { type: 'wants'; from: number };
