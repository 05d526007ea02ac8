import type { WorkerInfo } from '../protocol/commands.ts';
import type { Handshake } from '../protocol/handshake.ts';
import type { EventKind } from '../protocol/events.ts';
import type { ReadyState } from '../websocket/ready-state.ts';

/** Rows that the session itself adds to the log; the numbers continue {@link EventKind}. */
export const SessionKind = {
  /** Messages that are known to have happened and are not here. Detail: {@link GapDetail}. */
  Gap: 64,
  /** What the socket lives in ended with the socket open. Detail: {@link TeardownDetail}. */
  Teardown: 65,
} as const;

/** What a row of the log is. */
export type RowKind = EventKind | (typeof SessionKind)[keyof typeof SessionKind];

/** Why messages are missing. */
export type GapReason =
  /** The hook's history bound was reached before a panel asked for them. */
  | 'history'
  /** Recording was paused. */
  | 'paused'
  /** The oldest rows were let go, as the log had reached its bound of memory. */
  | 'memory';

/** Detail of a gap row. */
export interface GapDetail {
  reason: GapReason;
  /** How many messages are missing. */
  messages: number;
  /** How many rows that were no messages are missing with them; absent where none. */
  others?: number;
  /** Per connection key, how many of them are known to be its own. */
  connections: ReadonlyMap<number, number>;
}

/** What ended, or whether the Network log just does not tell of the socket any more. */
export type TeardownDetail = 'document' | 'worker' | 'network-log';

/** A message's data: text exactly as the page had it, or bytes. */
export type Payload = string | Uint8Array;

/** Why a payload is not there; the interface has a sentence for each. */
export type GoneReason =
  /** The hook's history bound was reached before a panel asked for it. */
  | 'history'
  /** The Network log does not tell it. */
  | 'unread'
  /** The log had reached its bound of memory. */
  | 'memory'
  /** The browser no longer had the data of a Blob. */
  | 'blob';

/** How far the payload of a row is there. */
export type PayloadState =
  | { state: 'ready'; data: Payload }
  /** Still being read from a Blob. */
  | { state: 'loading' }
  /** Let go at a bound, or could not be read. */
  | { state: 'gone'; why: GoneReason }
  /** The row carries no message. */
  | { state: 'none' };

/** Counts of one direction of a connection. */
export interface Traffic {
  messages: number;
  /** Payload bytes; text counts as UTF-8. */
  bytes: number;
}

/** `bufferedAmount` in bytes at a time in milliseconds since the epoch. */
interface BufferedSample {
  time: number;
  bytes: number;
}

/** One WebSocket of the page, as far as it is known. */
export interface Connection {
  /** Number that names it in this panel, from 1, in order of appearance. */
  readonly key: number;
  readonly documentId: string;
  /** Its number in its document. */
  readonly id: number;
  readonly frameId: number;
  readonly frameUrl: string;
  /** The worker that it is in; null for a socket of a document. */
  readonly worker: WorkerInfo | null;
  /** Where what is known of it comes from; commands reach only what the hook sees. */
  readonly source: 'hook' | 'network-log';
  /** By which the page opened it. */
  api: 'WebSocket' | 'WebSocketStream';
  url: string;
  /** The subprotocols asked for. */
  protocols: readonly string[];
  /** The one negotiated; empty where none. */
  protocol: string;
  extensions: string;
  binaryType: string;
  state: ReadyState;
  stack: string;
  /** Milliseconds since the epoch; null where not (yet) known. */
  constructedAt: number | null;
  openedAt: number | null;
  /** When `close()` was called or the server's close was seen; null where it never was CLOSING. */
  closingAt: number | null;
  closedAt: number | null;
  close: { code: number; reason: string; wasClean: boolean } | null;
  /** What the constructor threw; null where it returned. */
  constructError: { name: string; message: string } | null;
  /** An `error` event was seen. */
  errored: boolean;
  /** The document ended while it was open. */
  tornDown: boolean;
  /** Opened by the panel, not by the page. */
  own: boolean;
  /** The page was made to believe that it ended; the real one was closed. */
  simulatedEnd: boolean;
  sent: Traffic;
  received: Traffic;
  /** When the last message came, milliseconds since the epoch; null where none did. */
  lastReceivedAt: number | null;
  /** Messages known to have happened that are not in the log. */
  missing: number;
  /** Last `bufferedAmount` seen, bytes. */
  bufferedAmount: number;
  /** How `bufferedAmount` went since it last rose from zero; of many changes the first and the latest. */
  buffered: BufferedSample[];
}

/** What is known of a connection's opening handshake. */
export type HandshakeMatch =
  | { state: 'sure'; handshake: Handshake }
  /** It was one of these, or also none of them. */
  | { state: 'unsure'; candidates: readonly Handshake[]; maybeNone: boolean }
  | { state: 'none' };

/** What the log may weigh, in bytes: the choices of the user, and what it is without a choice. */
export const MEMORY_BOUNDS: readonly number[] = [64e6, 256e6, 1e9, 2e9];
/** Hours of a busy page, and well under what a browser gives a page of its own. */
export const DEFAULT_MEMORY_BOUND = 1e9;

/** A list of log rows in order of time; cheap to index. */
export interface RowList {
  readonly length: number;
  /** Row number at position `index`, from 0. */
  at(index: number): number;
  /** Position of a row number, or -1. */
  indexOf(row: number): number;
  /** Position of a row number, or of the row that would follow it; `length` where none would. */
  indexFrom(row: number): number;
}

/** Read access to the log by row number. Row numbers never change while the row lives. */
export interface LogReader {
  /** Number of the first row that may be there, and of the next to come. */
  range(): { first: number; end: number };
  kind(row: number): RowKind;
  /** Milliseconds since the epoch. */
  time(row: number): number;
  /** Connection key, 0 for none. */
  connection(row: number): number;
  /** The how-manieth sent or received message of its connection, from 1; 0 of other rows. */
  index(row: number): number;
  /** Sequence number in its document. */
  seq(row: number): number;
  /** Bits of `EventFlag`. */
  flags(row: number): number;
  /** Payload length in bytes, text as UTF-8; 0 for rows without. */
  byteLength(row: number): number;
  bufferedBefore(row: number): number;
  bufferedAfter(row: number): number;
  payload(row: number): PayloadState;
  /** Grows when a payload that was still being read has come, or turned out to be gone. */
  arrivals(): number;
  /** One line of at most `limit` characters that stands for the row in a list; empty while there is no payload. */
  preview(row: number, limit: number): string;
  /** The detail object of a lifecycle or gap row (see `EventKind`), else undefined. */
  detail(row: number): unknown;
}
