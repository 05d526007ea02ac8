import { EventKind } from '../protocol/events.ts';
import type { MessageLog } from './message-log.ts';
import { CHUNK_ROWS } from './row-store.ts';
import { DEFAULT_MEMORY_BOUND, SessionKind } from './types.ts';
import type { GapDetail, GapReason } from './types.ts';

/** Of the bound this much is for the rows themselves: the newest keep their payloads. */
const ROWS_SHARE = 0.5;

/** What the bound has the session do. */
export interface BoundedSession {
  readonly log: MessageLog;
  removeRow(row: number): void;
  /** Counts messages, by connection key, as missing; returns their sum. */
  countMissing(counts: ReadonlyMap<number, number>): number;
  /** Adds a gap row and returns its number. */
  addGapRow(detail: GapDetail, time: number): number;
  /** Lets go of what was cleared and could come back. */
  forgetCleared(): void;
}

/** What a gap row will tell of rows that were let go. */
interface DroppedRows {
  /** Messages by connection key; 0 for a connection of which only other rows went. */
  counts: Map<number, number>;
  others: number;
  /** Of the last one. */
  time: number;
}

/**
 * Keeps a log within what it may weigh. The oldest payloads go first, and their rows stay. Where the
 * rows alone weigh half of the bound, the oldest of them go, too, and one gap row for each reason tells
 * of all of them.
 */
export class MemoryBound {
  /** What the log may weigh. */
  bytes = DEFAULT_MEMORY_BOUND;
  readonly #session: BoundedSession;
  #gapRows = new Map<GapReason, number>();
  #gapRowsAside = new Map<GapReason, number>();
  #retold = new Set<number>();

  constructor(session: BoundedSession) {
    this.#session = session;
  }

  /** Lets go of what is too much. */
  keep(): void {
    const { store } = this.#session.log;
    if (store.asideWeight > 0 && store.weight + store.asideWeight > this.bytes)
      this.#session.forgetCleared();
    while (store.rowsWeight > this.bytes * ROWS_SHARE && store.end - store.first > 1) {
      // By the chunk, as each drop costs; where few rows weigh much, by the quarter.
      const quarter = Math.ceil((store.end - store.first) / 4);
      this.#dropRows(store.first + Math.min(quarter, CHUNK_ROWS));
    }
    store.releasePayloads(this.bytes);
  }

  /** Gap rows that tell of further connections since this was asked last. */
  takeRetold(): ReadonlySet<number> {
    const retold = this.#retold;
    if (retold.size > 0) this.#retold = new Set();
    return retold;
  }

  /** A gap row is taken out of the log. */
  forget(reason: GapReason, row: number): void {
    if (this.#gapRows.get(reason) !== row) return;
    this.#gapRows.delete(reason);
    this.#retold.delete(row);
  }

  /** All rows are taken out of the log, and may come back. */
  setAside(): void {
    this.#gapRowsAside = this.#gapRows;
    this.#gapRows = new Map();
    this.#retold.clear();
  }

  /** They are back; of two rows for a reason the newer one tells further. */
  restore(): void {
    this.#gapRows = new Map([...this.#gapRowsAside, ...this.#gapRows]);
  }

  #dropRows(end: number): void {
    const { log } = this.#session;
    const dropped = new Map<GapReason, DroppedRows>();
    const droppedFor = (reason: GapReason): DroppedRows => {
      let sum = dropped.get(reason);
      if (!sum) dropped.set(reason, (sum = { counts: new Map(), others: 0, time: -Infinity }));
      return sum;
    };
    for (let row = log.store.first; row < end; row += 1) {
      const kind = log.kind(row);
      if (kind === (0 as number)) continue;
      const gap = kind === SessionKind.Gap ? (log.detail(row) as GapDetail) : undefined;
      const sum = droppedFor(gap?.reason ?? 'memory');
      sum.time = Math.max(sum.time, log.time(row));
      const isMessage = kind === EventKind.Send || kind === EventKind.Receive;
      if (gap) for (const [key, count] of gap.connections) add(sum.counts, key, count);
      else add(sum.counts, log.connection(row), isMessage ? 1 : 0);
      sum.others += gap ? (gap.others ?? 0) : isMessage ? 0 : 1;
      this.#session.removeRow(row);
    }
    log.store.first = end;
    for (const [reason, sum] of dropped) this.#tell(reason, sum);
  }

  /** Adds to what the gap row of a reason tells, or begins one. */
  #tell(reason: GapReason, { counts, others, time }: DroppedRows): void {
    const { store } = this.#session.log;
    const row = this.#gapRows.get(reason);
    const told = row === undefined ? undefined : (store.detail(row) as GapDetail);
    const connections = new Map(told?.connections);
    for (const [key, count] of counts) add(connections, key, count);
    const messages = (told?.messages ?? 0) + this.#session.countMissing(counts);
    const detail: GapDetail = { reason, messages, connections };
    const allOthers = (told?.others ?? 0) + others;
    if (allOthers > 0) detail.others = allOthers;
    if (told === undefined || row === undefined)
      this.#gapRows.set(reason, this.#session.addGapRow(detail, time));
    else {
      store.setDetail(row, detail);
      // A filter by connection may want it now.
      if (connections.size > told.connections.size) this.#retold.add(row);
    }
  }
}

function add(counts: Map<number, number>, key: number, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
