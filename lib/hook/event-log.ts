import { EventFlag, EventKind } from '../protocol/events.ts';
import type { EventPayload } from '../protocol/events.ts';
import { HISTORY_BOUNDS } from '../protocol/history.ts';
import { createArena } from './arena.ts';
import type { Chunk } from './arena.ts';
import { createSafeMap, timestamp } from './primordials.ts';

/** Events kept for a panel that has not acknowledged them: seconds of a flood. */
export const BACKLOG_MESSAGES = 1_000_000;
/** Payload weight kept for a panel that has not acknowledged it; one 50 MB text must fit. */
export const BACKLOG_WEIGHT = 256 * 1024 * 1024;
/** Lifecycle events kept for connections whose messages are gone; the oldest go first. */
export const KEPT_LIFECYCLES = 4_096;

/** What an event weighs beside its payload, in bytes, roughly. */
const ENTRY_WEIGHT = 128;

/** One recorded event; a node of the log's linked list, in order of `seq`. */
export interface LogEntry {
  /** Given by the log. */
  seq: number;
  time: number;
  connection: number;
  kind: number;
  flags: number;
  index: number;
  bufferedBefore: number;
  bufferedAfter: number;
  state: number;
  size: number;
  payload: EventPayload;
  /** Holds the bytes in place of `payload`: `size` of them, from `offset` on. */
  chunk: Chunk | undefined;
  offset: number;
  /** Bytes of memory that keeping it costs. */
  weight: number;
  later: LogEntry | undefined;
}

/** An event for {@link EventLog.append}; `payloadWeight` is in bytes. */
export function newEntry(
  connection: number,
  kind: number,
  payload: EventPayload,
  payloadWeight: number,
): LogEntry {
  return {
    seq: 0,
    time: timestamp(),
    connection,
    kind,
    flags: 0,
    index: 0,
    bufferedBefore: 0,
    bufferedAfter: 0,
    state: 0,
    size: 0,
    payload,
    chunk: undefined,
    offset: 0,
    weight: payloadWeight + ENTRY_WEIGHT,
    later: undefined,
  };
}

/** One reader of the log: the place that it was served to, and what it has acknowledged. */
export interface LogReaderState {
  /** The next entry to serve; undefined when it is served up to the end. */
  later: LogEntry | undefined;
  /** Sequence number of the last entry served. */
  served: number;
  /** Sequence number of the last entry acknowledged. */
  acknowledged: number;
}

/** The hook's memory. */
export type EventLog = ReturnType<typeof createEventLog>;

/**
 * The hook's memory: a linked list of events, bounded by count and weight. Old messages go first;
 * lifecycle events stay (to a bound of their own), so that a connection is known from its
 * construction however late a panel opens. Readers see what was let go as holes in `seq`.
 */
export function createEventLog() {
  const readers = createSafeMap<string, LogReaderState>();
  const arena = createArena();
  /** Per connection, the highest message index let go. */
  const released = createSafeMap<number, number>();
  let first: LogEntry | undefined;
  let tail: LogEntry | undefined;
  /** The newest of the kept lifecycle events; what follows it is the history proper. */
  let keptTail: LogEntry | undefined;
  let kept = 0;
  let messages = 0;
  let weight = 0;
  let mostMessages: number = HISTORY_BOUNDS.usual.events;
  let mostWeight: number = HISTORY_BOUNDS.usual.bytes;

  function trim(): void {
    if (messages <= mostMessages && weight <= mostWeight) return;
    let needed = log.undecided ? 0 : Infinity;
    readers.each((reader) => {
      if (reader.acknowledged < needed) needed = reader.acknowledged;
    });
    while (messages > mostMessages || weight > mostWeight) {
      const oldest = keptTail ? keptTail.later : first;
      if (!oldest) return;
      const overflowing = messages > BACKLOG_MESSAGES || weight > BACKLOG_WEIGHT;
      if (oldest.seq > needed && !overflowing) return;
      if (oldest === tail) {
        releasePayload(oldest);
        return;
      }
      release(oldest);
    }
  }

  /** The newest event always keeps its row: only its payload goes. */
  function releasePayload(entry: LogEntry): void {
    if (!isMessage(entry)) return;
    weight -= entry.weight - ENTRY_WEIGHT;
    entry.weight = ENTRY_WEIGHT;
    entry.payload = null;
    leaveChunk(entry);
    entry.flags |= EventFlag.Released;
  }

  function leaveChunk(entry: LogEntry): void {
    if (entry.chunk) arena.drop(entry.chunk);
    entry.chunk = undefined;
  }

  function release(entry: LogEntry): void {
    messages -= 1;
    weight -= entry.weight;
    if ((1 << entry.kind) & LIFECYCLES) {
      keptTail = entry;
      kept += 1;
      if (kept <= KEPT_LIFECYCLES) return;
      kept -= 1;
      unlink(first as LogEntry, undefined);
      return;
    }
    if (entry.index > 0) released.put(entry.connection, entry.index);
    unlink(entry, keptTail);
  }

  function unlink(entry: LogEntry, previous: LogEntry | undefined): void {
    leaveChunk(entry);
    if (previous) previous.later = entry.later;
    else first = entry.later;
    readers.each((reader) => {
      if (reader.later === entry) reader.later = entry.later;
    });
  }

  const log = {
    arena,
    readers,
    released,
    /** The sequence number given last. */
    last: 0,
    /** Nobody knows yet whether a panel watches: keep as much as though one did. */
    undecided: true,

    /** Appends an event under the next sequence number; lets old ones go where a bound is hit. */
    append(entry: LogEntry): void {
      entry.seq = log.last += 1;
      if (tail) tail.later = entry;
      else first = entry;
      tail = entry;
      messages += 1;
      weight += entry.weight;
      readers.each((reader) => {
        reader.later ??= entry;
      });
      trim();
    },

    /** Adds a reader, or sets an old one back, to be served from sequence number `from` on. */
    read(name: string, from: number): LogReaderState {
      let later = first;
      while (later && later.seq < from) later = later.later;
      const reader = { later, served: from - 1, acknowledged: from - 1 };
      readers.put(name, reader);
      log.undecided = false;
      return reader;
    },

    /** Sets what is kept while no panel watches; lifecycle events stay to a bound of their own. */
    bound(events: number, bytes: number): void {
      mostMessages = events;
      mostWeight = bytes;
      trim();
    },

    /** No panel watches: what was kept in case one does may go. */
    settle(): void {
      log.undecided = false;
      trim();
    },

    /** Forgets a reader, and what was kept for it alone. */
    stopReading(name: string): void {
      readers.drop(name);
      trim();
    },

    /** Notes how far a reader has got, and lets go what was kept for it alone. */
    acknowledge(reader: LogReaderState, seq: number): void {
      if (seq > reader.acknowledged) reader.acknowledged = seq;
      trim();
    },
  };
  return log;
}

function isMessage(entry: LogEntry): boolean {
  return entry.kind === EventKind.Send || entry.kind === EventKind.Receive;
}

/** Kinds that stay beyond the history, as bits. */
const LIFECYCLES =
  (1 << EventKind.Construct) |
  (1 << EventKind.ConstructFailed) |
  (1 << EventKind.Open) |
  (1 << EventKind.CloseCall) |
  (1 << EventKind.Close);
