import { endedBadly } from './ended-badly.ts';
import { ReadyState } from '../websocket/ready-state.ts';
import type { DocumentInfo } from '../protocol/envelope.ts';
import type { Connection } from './types.ts';

/** Connections that one panel knows at most; a page that forges more is not believed. */
const MAX_CONNECTIONS = 50_000;

/** Sums over all connections. */
export interface ConnectionTotals {
  /** Payload bytes; text counts as UTF-8. */
  sentBytes: number;
  receivedBytes: number;
  /** Connections that are open, and those that have not ended. */
  open: number;
  alive: number;
  /** Those that {@link endedBadly}. */
  failed: number;
}

/** The connections of all documents, by key. */
export class ConnectionTable {
  readonly totals: ConnectionTotals = {
    sentBytes: 0,
    receivedBytes: 0,
    open: 0,
    alive: 0,
    failed: 0,
  };
  readonly #byKey = new Map<number, Connection>();
  readonly #keys = new Map<string, Map<number, number>>();
  #nextKey = 1;
  /** Those that are not shown, and may come back. */
  readonly #aside = new Map<number, Connection>();
  /** Made when it is asked for, and void once one has come or gone. */
  #all: readonly Connection[] | null = null;
  /** None has come back behind one with a greater key. */
  #inOrder = true;

  get(key: number): Connection | undefined {
    return this.#byKey.get(key);
  }

  /** Also one that was set aside: what is counted of it must be right when it is back. */
  shownOrAside(key: number): Connection | undefined {
    return this.#byKey.get(key) ?? this.#aside.get(key);
  }

  /** In order of their keys; the same array for as long as none has come or gone. */
  all(): readonly Connection[] {
    if (!this.#inOrder) this.#sort();
    return (this.#all ??= [...this.#byKey.values()]);
  }

  /** Those of one document. */
  *ofDocument(documentId: string): Generator<Connection> {
    for (const key of this.#keys.get(documentId)?.values() ?? []) {
      const connection = this.#byKey.get(key);
      if (connection) yield connection;
    }
  }

  /** Changes what is known of a connection: all changes to state and traffic go through here, for the sums. */
  change(connection: Connection, how: () => void): void {
    this.#count(connection, -1);
    how();
    this.#count(connection, 1);
  }

  #count(connection: Connection, sign: 1 | -1): void {
    const { totals } = this;
    const { sent, received, state, tornDown } = connection;
    if (endedBadly(connection)) totals.failed += sign;
    totals.sentBytes += sign * sent.bytes;
    totals.receivedBytes += sign * received.bytes;
    if (tornDown) return;
    if (state === ReadyState.Open) totals.open += sign;
    if (state !== ReadyState.Closed) totals.alive += sign;
  }

  /** The connection with this number in a document; made where it is new, undefined at the bound. */
  of(document: DocumentInfo, id: number): Connection | undefined {
    const { documentId } = document;
    let keys = this.#keys.get(documentId);
    if (!keys) this.#keys.set(documentId, (keys = new Map()));
    const known = keys.get(id);
    if (known !== undefined) {
      this.#restore(known);
      return this.#byKey.get(known);
    }
    if (this.#byKey.size + this.#aside.size >= MAX_CONNECTIONS) return undefined;
    const connection = newConnection(this.#nextKey, id, document);
    this.#nextKey += 1;
    keys.set(id, connection.key);
    this.#byKey.set(connection.key, connection);
    this.#all = null;
    this.#count(connection, 1);
    return connection;
  }

  /** Takes a connection out of the list; it can be restored, and a later event of it does so, too. */
  setAside(key: number): void {
    const connection = this.#byKey.get(key);
    if (!connection) return;
    this.#byKey.delete(key);
    this.#aside.set(key, connection);
    this.#all = null;
    this.#count(connection, -1);
  }

  /** Keys of those that were set aside. */
  get aside(): readonly number[] {
    return [...this.#aside.keys()];
  }

  /** Puts connections that were set aside back where they were. */
  restore(keys: readonly number[]): void {
    for (const key of keys) this.#restore(key);
  }

  /** Puts back those of a document that were open when it was believed to have ended. */
  restoreTornDown(documentId: string): void {
    for (const key of this.#keys.get(documentId)?.values() ?? [])
      if (this.#aside.get(key)?.tornDown) this.#restore(key);
  }

  #restore(key: number): void {
    const connection = this.#aside.get(key);
    if (!connection) return;
    this.#aside.delete(key);
    this.#byKey.set(key, connection);
    this.#all = null;
    // Sorted when all are asked for: a page can bring back thousands, one by one.
    this.#inOrder = false;
    this.#count(connection, 1);
  }

  #sort(): void {
    const sorted = [...this.#byKey].sort(([one], [other]) => one - other);
    this.#byKey.clear();
    for (const [key, connection] of sorted) this.#byKey.set(key, connection);
    this.#inOrder = true;
  }

  /** Forgets a connection; a later event of it would make a new one. */
  remove(key: number): void {
    const shown = this.#byKey.get(key);
    const connection = shown ?? this.#aside.get(key);
    if (!connection) return;
    if (shown) this.#count(shown, -1);
    this.#byKey.delete(key);
    this.#aside.delete(key);
    this.#all = null;
    const keys = this.#keys.get(connection.documentId);
    keys?.delete(connection.id);
    if (keys?.size === 0) this.#keys.delete(connection.documentId);
  }
}

function newConnection(key: number, id: number, document: DocumentInfo): Connection {
  return {
    key,
    documentId: document.documentId,
    id,
    frameId: document.frameId,
    frameUrl: document.url,
    worker: document.worker ?? null,
    source: document.source ?? 'hook',
    api: 'WebSocket',
    url: '',
    protocols: [],
    protocol: '',
    extensions: '',
    binaryType: 'blob',
    state: ReadyState.Connecting,
    stack: '',
    constructedAt: null,
    openedAt: null,
    closingAt: null,
    closedAt: null,
    close: null,
    constructError: null,
    errored: false,
    tornDown: false,
    own: false,
    simulatedEnd: false,
    sent: { messages: 0, bytes: 0 },
    received: { messages: 0, bytes: 0 },
    lastReceivedAt: null,
    missing: 0,
    bufferedAmount: 0,
    buffered: [],
  };
}
