import type { DocumentInfo } from '../protocol/envelope.ts';
import type { Handshake } from '../protocol/handshake.ts';
import type { LoggedHandshake } from '../protocol/network-log.ts';
import { Column, EventFlag, EventKind, isMessageKind, ROW_WIDTH } from '../protocol/events.ts';
import type { EventBatch, EventPayload, SendThrewDetail, Taken } from '../protocol/events.ts';
import { isPayloadOf } from '../protocol/guards.ts';
import { ReadyState } from '../websocket/ready-state.ts';
import { applyEvent } from './apply-event.ts';
import { ConnectionTable } from './connection-table.ts';
import { HandshakeTable } from './handshake-table.ts';
import { knownDetail } from './known-detail.ts';
import type { HookSocket } from './har-match.ts';
import { MessageLog } from './message-log.ts';
import { MemoryBound } from './memory-bound.ts';
import type { PayloadSlot } from './row-store.ts';
import type { Connection, GapDetail, GapReason, TeardownDetail } from './types.ts';
import { SessionKind } from './types.ts';
import { UndoableLineages } from './undoable-lineages.ts';
import { unpack } from './unpack.ts';
import { utf8Length } from './utf8-length.ts';

/** Connections of one document that are counted at most; more are forged. */
const MAX_INDEXES = 100_000;

/** Messages of one connection at most; so many that all sums are exact, and more are forged. */
const MAX_INDEX = 2 ** 32;

/** Pages that one tab showed and that are remembered: more than fit into a picture. */
const MAX_NAVIGATIONS = 1000;

/** The news of a page is at most so late, milliseconds; one that is older came back from a cache. */
const LATE_NEWS = 60_000;

/** The latest time that a Date can tell, milliseconds (ECMA-262, section 21.4.1.1). */
const LAST_TIME = 8.64e15;

/** Events that tell when a socket was connecting. */
const HANDSHAKE_KINDS: ReadonlySet<number> = new Set([
  EventKind.Construct,
  EventKind.Open,
  EventKind.Error,
  EventKind.Close,
]);

/** What is known of one document. */
interface DocumentState {
  info: DocumentInfo;
  /** Sequence number of the last event taken. */
  last: number;
  /** Per connection number, the index of its last message that is accounted for. */
  indexes: Map<number, number>;
  gone: boolean;
  /** A `subscribe` is on its way: batches that do not fit are leftovers. */
  waiting: boolean;
}

/** What the sums were before all was cleared. */
interface ClearedSums {
  messages: number;
  missing: number;
  missingOf: ReadonlyMap<number, number>;
  navigations: readonly number[];
}

/** Everything that one panel knows of its tab: the log, the connections, and what is missing. */
export class Session {
  readonly log: MessageLog;
  readonly connections = new ConnectionTable();
  readonly lineages = new UndoableLineages();
  readonly handshakes = new HandshakeTable();
  /** When the tab came to show another page, milliseconds since the epoch, oldest first. */
  readonly navigations: number[] = [];
  /** Events dropped by the guards. */
  malformed = 0;
  /** Sends and receives in the log. */
  messages = 0;
  /** Messages known to have happened that are not in the log. */
  missing = 0;
  /** Messages that came while recording was paused. */
  missedWhilePaused = 0;
  keepLog = false;
  readonly #documents = new Map<string, DocumentState>();
  /** Void, and made anew, once one has come or gone. */
  #alive: readonly DocumentInfo[] | null = null;
  readonly #pausedCounts = new Map<number, number>();
  readonly #changed: () => void;
  #recording = true;
  #clearings = 0;
  #cleared: ClearedSums | null = null;
  readonly #bound: MemoryBound;

  /** @param changed called after anything changed; cheap, and often */
  constructor(changed: () => void) {
    this.#changed = changed;
    this.log = new MessageLog(() => {
      this.#bound.keep();
      changed();
    });
    this.#bound = new MemoryBound({
      log: this.log,
      removeRow: (row) => this.#removeRow(row),
      countMissing: (counts) => this.#countMissing(counts),
      addGapRow: (detail, time) => this.#addRow(SessionKind.Gap, 0, time, 0, detail),
      forgetCleared: () => this.forgetCleared(),
    });
  }

  /** @see MemoryBound.bytes */
  get memoryBound(): number {
    return this.#bound.bytes;
  }

  set memoryBound(bytes: number) {
    this.#bound.bytes = bytes;
    this.#bound.keep();
    this.#changed();
  }

  /** @see MemoryBound.takeRetold */
  takeRetold(): ReadonlySet<number> {
    return this.#bound.takeRetold();
  }

  /** Grows when rows were taken out: lists made before are void. */
  get clearings(): number {
    return this.#clearings;
  }

  get recording(): boolean {
    return this.#recording;
  }

  set recording(recording: boolean) {
    if (recording === this.#recording) return;
    this.#recording = recording;
    if (!recording) return;
    if (this.missedWhilePaused > 0) this.#addGap('paused', this.#pausedCounts, 0, Date.now());
    this.missedWhilePaused = 0;
    this.#pausedCounts.clear();
    this.#changed();
  }

  /** The documents believed alive that a relay speaks for. */
  aliveDocuments(): readonly DocumentInfo[] {
    this.#alive ??= [...this.#documents.values()]
      .filter(({ gone, info }) => !gone && info.source !== 'network-log')
      .map(({ info }) => info);
    return this.#alive;
  }

  /** The sockets that the hook told of. */
  hookSockets(): HookSocket[] {
    const sockets: HookSocket[] = [];
    for (const { source, url, protocols, constructedAt } of this.connections.all())
      if (source === 'hook' && constructedAt !== null)
        sockets.push({ url, protocols, constructedAt });
    return sockets;
  }

  /** A document can be heard; returns the sequence number from which its events are wanted. */
  documentStarted(info: DocumentInfo): number {
    let document = this.#documents.get(info.documentId);
    if (!document) {
      document = { info, last: 0, indexes: new Map(), gone: false, waiting: true };
      this.#documents.set(info.documentId, document);
      this.#alive = null;
    }
    if (document.gone) this.#revive(document);
    document.waiting = true;
    this.#changed();
    return document.last + 1;
  }

  /** Its end was none, or it is back from the back/forward cache: its events say what is open. */
  #revive(document: DocumentState): void {
    document.gone = false;
    this.#alive = null;
    const { documentId } = document.info;
    this.connections.restoreTornDown(documentId);
    for (const connection of this.connections.ofDocument(documentId)) {
      if (!connection.tornDown) continue;
      this.connections.change(connection, () => {
        connection.tornDown = false;
        connection.closedAt = null;
        connection.state = connection.openedAt === null ? ReadyState.Connecting : ReadyState.Open;
      });
      this.lineages.revived(connection);
      // Where it was cleared, it was taken out.
      if (connection.constructedAt !== null) this.lineages.started(connection);
    }
  }

  /** A document ended, and what was open in it with it. */
  documentGone(documentId: string, time: number): void {
    const document = this.#documents.get(documentId);
    if (!document || document.gone) return;
    document.gone = true;
    this.#alive = null;
    for (const connection of this.connections.ofDocument(documentId)) {
      if (connection.state === ReadyState.Closed) continue;
      this.connections.change(connection, () => {
        connection.state = ReadyState.Closed;
        connection.tornDown = true;
        connection.closedAt = time;
      });
      this.lineages.ended(connection);
      const { source, worker } = connection;
      const what = source === 'network-log' ? source : worker ? 'worker' : 'document';
      this.#addRow(SessionKind.Teardown, connection.key, time, 0, what satisfies TeardownDetail);
    }
    this.#changed();
  }

  /**
   * The tab shows another page: the documents of the old one have ended, though those in the
   * back/forward cache can still be heard. Without `keepLog`, what has ended is cleared.
   * @param timeOrigin that of the new page, milliseconds since the epoch; null where unknown
   * @param time the present, milliseconds since the epoch
   */
  navigated(timeOrigin: number | null, time: number): void {
    for (const [documentId, { info }] of this.#documents)
      if (timeOrigin !== null && isOlder(info, timeOrigin)) this.documentGone(documentId, time);
    if (!this.keepLog) {
      this.forgetCleared();
      this.navigations.length = 0;
      this.#removeEnded(timeOrigin);
    }
    const isNews = timeOrigin !== null && timeOrigin <= time && timeOrigin > time - LATE_NEWS;
    this.navigations.push(isNews ? timeOrigin : time);
    if (this.navigations.length > MAX_NAVIGATIONS) this.navigations.shift();
  }

  /** Takes out all rows and all connections that have ended; both are kept until {@link forgetCleared}. */
  clear(): void {
    const ended = this.connections.all().some(({ state }) => state === ReadyState.Closed);
    // What was cleared before must not go for nothing.
    if (this.log.store.count === 0 && !ended) return;
    this.forgetCleared();
    const missing = new Map<number, number>();
    for (const connection of this.connections.all()) {
      missing.set(connection.key, connection.missing);
      connection.missing = 0;
      if (connection.state === ReadyState.Closed) this.connections.setAside(connection.key);
    }
    this.#cleared = {
      messages: this.messages,
      missing: this.missing,
      missingOf: missing,
      navigations: this.navigations.splice(0),
    };
    this.log.setAside();
    this.#bound.setAside();
    this.lineages.beginAnew(this.connections.all());
    this.messages = 0;
    this.missing = 0;
    this.#clearings += 1;
    this.#changed();
  }

  /** What was cleared last can be brought back. */
  get canUndoClear(): boolean {
    return this.#cleared !== null;
  }

  /** Brings back what was cleared, before all that came since. */
  undoClear(): void {
    const cleared = this.#cleared;
    if (!cleared) return;
    this.#cleared = null;
    this.connections.restore(this.connections.aside);
    this.log.restore();
    this.#bound.restore();
    this.lineages.restore();
    this.messages += cleared.messages;
    this.missing += cleared.missing;
    for (const [key, count] of cleared.missingOf) {
      const connection = this.connections.get(key);
      if (connection) connection.missing += count;
    }
    this.navigations.unshift(...cleared.navigations);
    this.navigations.splice(0, this.navigations.length - MAX_NAVIGATIONS);
    this.#clearings += 1;
    this.#bound.keep();
    this.#changed();
  }

  /** Lets go of what was cleared. */
  forgetCleared(): void {
    if (!this.#cleared) return;
    this.#cleared = null;
    this.log.store.discard();
    this.lineages.discard();
    for (const key of this.connections.aside) this.#forget(key);
    this.#changed();
  }

  /**
   * Takes a batch in. Events that are there already are passed over, holes become gap rows.
   * Undefined where the batch is a leftover of what is asked for anew.
   */
  take(documentId: string, batch: EventBatch): Taken | undefined {
    const document = this.#documents.get(documentId);
    if (!document) return undefined;
    if (batch.after > document.last) {
      if (document.waiting) return undefined;
      document.waiting = true;
      return { type: 'wants', from: document.last + 1 };
    }
    document.waiting = false;
    this.#countReleased(document, batch);
    const payloads = unpack(batch);
    for (let i = 0; i < payloads.length; i += 1)
      this.#takeEvent(document, batch.numbers, i * ROW_WIDTH, payloads[i]);
    this.#bound.keep();
    this.#changed();
    return { type: 'has', seq: document.last };
  }

  /** The browser told of an opening handshake, or more of one. */
  takeHandshake(handshake: Handshake): void {
    this.handshakes.add(handshake);
    this.#changed();
  }

  /** Takes in what the Network log of DevTools has of handshakes. */
  takeNetworkLog(logged: readonly LoggedHandshake[]): void {
    this.handshakes.fill(logged);
    this.#changed();
  }

  /** Counts something from the page that was not even a batch. */
  countMalformed(): void {
    this.malformed += 1;
    this.#changed();
  }

  #takeEvent(
    document: DocumentState,
    n: Float64Array,
    at: number,
    payload: EventPayload | undefined,
  ): void {
    const seq = n[at + Column.Seq] as number;
    const kind = n[at + Column.Kind] as number;
    if (seq <= document.last) return;
    const sane = isSane(n, at);
    // A bad event still has its place: without it the next batch would seem to miss something.
    if (isCount(seq)) document.last = seq;
    if (!sane || payload === undefined || !isPayloadOf(kind, payload)) {
      this.malformed += 1;
      return;
    }
    const id = n[at + Column.Connection] as number;
    const connection = id === 0 ? undefined : this.#connectionOf(document, id);
    if (id !== 0 && !connection) {
      this.malformed += 1;
      return;
    }
    const index = n[at + Column.Index] as number;
    if (connection && index > 0)
      this.#countIndex(document, connection, index, n[at + Column.Time] as number);
    const flags = (n[at + Column.Flags] as number) & ~EventFlag.Packed;
    const byteLength = byteLengthOf(kind, payload, n[at + Column.Size] as number, flags);
    if (connection) {
      this.connections.change(connection, () => applyEvent(connection, n, at, payload, byteLength));
      if (!isMessageKind(kind)) this.#followLineage(connection);
      if (HANDSHAKE_KINDS.has(kind)) this.handshakes.note(connection, document.info);
    }
    if (kind === EventKind.Buffered) return;
    const isMessage = kind === EventKind.Send || kind === EventKind.Receive;
    if (!this.#recording) {
      if (isMessage) this.#countPaused(connection?.key ?? 0);
      return;
    }
    if (isMessage) this.messages += 1;
    this.log.append({
      kind,
      flags,
      time: n[at + Column.Time] as number,
      seq,
      connection: connection?.key ?? 0,
      index,
      byteLength,
      bufferedBefore: n[at + Column.BufferedBefore] as number,
      bufferedAfter: n[at + Column.BufferedAfter] as number,
      payload: slotOf(kind, payload, flags),
      detail: isMessage ? undefined : knownDetail(kind, payload),
    });
  }

  /** Undefined where there are too many. */
  #connectionOf({ info }: DocumentState, id: number): Connection | undefined {
    let connection = this.connections.of(info, id);
    if (!connection && this.connections.aside.length > 0) {
      // Those that were cleared make room.
      this.forgetCleared();
      connection = this.connections.of(info, id);
    }
    // It may have been cleared, and is back.
    if (connection && connection.constructedAt !== null) this.lineages.started(connection);
    return connection;
  }

  #followLineage(connection: Connection): void {
    if (connection.constructedAt !== null) this.lineages.started(connection);
    // Already at the `error` event, where a page may connect again, and before `close`.
    if (connection.state === ReadyState.Closed) this.lineages.ended(connection);
  }

  #forget(key: number): void {
    this.handshakes.forget(key);
    this.connections.remove(key);
    this.lineages.removed(key);
  }

  #countPaused(key: number): void {
    this.missedWhilePaused += 1;
    this.#pausedCounts.set(key, (this.#pausedCounts.get(key) ?? 0) + 1);
  }

  /** The hook says which messages it let go before this batch. */
  #countReleased(document: DocumentState, { released, numbers }: EventBatch): void {
    const counts = new Map<number, number>();
    for (let i = 0; i < released.length; i += 2) {
      const id = released[i] as number;
      const index = released[i + 1] as number;
      const known = document.indexes.get(id) ?? 0;
      if (!isCount(id) || !isIndex(index) || index <= known) continue;
      const connection = id > 0 ? this.#connectionOf(document, id) : undefined;
      // What cannot be remembered would be counted again.
      if (!connection && known === 0 && document.indexes.size >= MAX_INDEXES) continue;
      document.indexes.set(id, index);
      const key = connection?.key ?? 0;
      counts.set(key, (counts.get(key) ?? 0) + index - known);
    }
    if (counts.size === 0) return;
    this.#addGap('history', counts, document.last, timeAfterHole(numbers, document.last));
  }

  #countIndex(document: DocumentState, connection: Connection, index: number, time: number): void {
    const known = document.indexes.get(connection.id) ?? 0;
    document.indexes.set(connection.id, Math.max(index, known));
    if (index > known + 1)
      this.#addGap('history', new Map([[connection.key, index - known - 1]]), document.last, time);
  }

  #addGap(reason: GapReason, counts: ReadonlyMap<number, number>, seq: number, time: number): void {
    const messages = this.#countMissing(counts);
    const [only] = counts.size === 1 ? [...counts.keys()] : [0];
    const detail: GapDetail = { reason, messages, connections: new Map(counts) };
    this.#addRow(SessionKind.Gap, only ?? 0, time, seq, detail);
  }

  /** Returns the sum. */
  #countMissing(counts: ReadonlyMap<number, number>): number {
    let messages = 0;
    for (const [key, count] of counts) {
      messages += count;
      const connection = this.connections.shownOrAside(key);
      if (connection) connection.missing += count;
    }
    this.missing += messages;
    return messages;
  }

  #addRow(kind: number, connection: number, time: number, seq = 0, detail?: unknown): number {
    return this.log.append({
      kind,
      flags: 0,
      time,
      seq,
      connection,
      byteLength: 0,
      bufferedBefore: 0,
      bufferedAfter: 0,
      payload: null,
      detail,
    });
  }

  /** Of the page itself, frames that have already gone stay. */
  #removeEnded(timeOrigin: number | null): void {
    const removed = new Set<number>();
    for (const [documentId, { gone, info }] of this.#documents) {
      if (!gone || (timeOrigin !== null && !isOlder(info, timeOrigin))) continue;
      this.#documents.delete(documentId);
      for (const { key } of this.connections.ofDocument(documentId)) removed.add(key);
    }
    for (const key of removed) this.#forget(key);
    for (let row = this.log.store.first; row < this.log.store.end; row += 1)
      if (this.#belongsTo(removed, row)) this.#removeRow(row);
    this.#clearings += 1;
    this.#changed();
  }

  #belongsTo(connections: ReadonlySet<number>, row: number): boolean {
    const key = this.log.connection(row);
    if (key !== 0 || this.log.kind(row) !== SessionKind.Gap) return connections.has(key);
    return [...(this.log.detail(row) as GapDetail).connections.keys()].every((each) =>
      connections.has(each),
    );
  }

  #removeRow(row: number): void {
    const kind = this.log.kind(row);
    if (kind === EventKind.Send || kind === EventKind.Receive) this.messages -= 1;
    if (kind === SessionKind.Gap) {
      const { reason, messages, connections } = this.log.detail(row) as GapDetail;
      this.missing -= messages;
      for (const [key, count] of connections) {
        const connection = this.connections.shownOrAside(key);
        if (connection) connection.missing -= count;
      }
      this.#bound.forget(reason, row);
    }
    this.log.store.remove(row);
  }
}

/** Whether a document is not of the page whose own began at `timeOrigin`. */
function isOlder(info: DocumentInfo, timeOrigin: number): boolean {
  // A page that comes back from the cache is older than the one that it replaces.
  const isOtherTop = info.frameId === 0 && Math.abs(info.timeOrigin - timeOrigin) > 1;
  return isOtherTop || info.timeOrigin < timeOrigin - 1;
}

/** Whether the numbers of an event can be true. */
function isSane(n: Float64Array, at: number): boolean {
  return (
    isCount(n[at + Column.Seq]) &&
    isCount(n[at + Column.Connection]) &&
    isCount(n[at + Column.Flags]) &&
    isIndex(n[at + Column.Index]) &&
    isCount(n[at + Column.Size]) &&
    isCount(n[at + Column.BufferedBefore]) &&
    isCount(n[at + Column.BufferedAfter]) &&
    Math.abs(n[at + Column.Time] as number) <= LAST_TIME &&
    (n[at + Column.State] as number) in STATES
  );
}

/** Time of the first event behind a hole in the sequence: a gap is shown right before it. */
function timeAfterHole(n: Float64Array, last: number): number {
  let expected = last + 1;
  for (let at = 0; at < n.length; at += ROW_WIDTH) {
    const time = n[at + Column.Time] as number;
    if ((n[at + Column.Seq] as number) > expected && Number.isFinite(time)) return time;
    expected = (n[at + Column.Seq] as number) + 1;
  }
  return Date.now();
}

const STATES = [0, 1, 2, 3];

function isCount(value: number | undefined): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isIndex(value: number | undefined): boolean {
  return isCount(value) && (value as number) <= MAX_INDEX;
}

/** Bytes of a message: text as UTF-8; where the text is not here, its code units must do. */
function byteLengthOf(kind: number, payload: EventPayload, size: number, flags: number): number {
  if (!isMessageKind(kind)) return 0;
  const data = dataOf(kind, payload);
  if (typeof data === 'string') return utf8Length(data);
  if (data instanceof ArrayBuffer) return data.byteLength;
  if (data instanceof Blob) return flags & EventFlag.Utf16Blob ? data.size >> 1 : data.size;
  return size;
}

function dataOf(kind: number, payload: EventPayload): string | ArrayBuffer | Blob | null {
  const data = kind === EventKind.SendThrew ? (payload as SendThrewDetail).data : payload;
  return data as string | ArrayBuffer | Blob | null;
}

function slotOf(kind: number, payload: EventPayload, flags: number): PayloadSlot {
  if (!isMessageKind(kind)) return null;
  if (flags & EventFlag.Released) return { gone: 'history' };
  if (flags & EventFlag.Unread) return { gone: 'unread' };
  const data = dataOf(kind, payload);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
