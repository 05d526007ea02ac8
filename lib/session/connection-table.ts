import type { ReadyState } from '../websocket/ready-state.ts';
import type { DocumentInfo } from '../protocol/envelope.ts';
import type { Connection } from './types.ts';

/** Connections that one panel knows at most; a page that forges more is not believed. */
const MAX_CONNECTIONS = 50_000;

/** The connections of all documents, by key. */
export class ConnectionTable {
  readonly #byKey = new Map<number, Connection>();
  readonly #keys = new Map<string, Map<number, number>>();
  #nextKey = 1;

  get(key: number): Connection | undefined {
    return this.#byKey.get(key);
  }

  all(): Connection[] {
    return [...this.#byKey.values()];
  }

  /** The connection with this number in a document; made where it is new, undefined at the bound. */
  of(document: DocumentInfo, id: number): Connection | undefined {
    const { documentId } = document;
    let keys = this.#keys.get(documentId);
    if (!keys) this.#keys.set(documentId, (keys = new Map()));
    const known = keys.get(id);
    if (known !== undefined) return this.#byKey.get(known);
    if (this.#byKey.size >= MAX_CONNECTIONS) return undefined;
    const connection = newConnection(this.#nextKey, id, document);
    this.#nextKey += 1;
    keys.set(id, connection.key);
    this.#byKey.set(connection.key, connection);
    return connection;
  }

  /** Forgets a connection; a later event of it would make a new one. */
  remove(key: number): void {
    const connection = this.#byKey.get(key);
    if (!connection) return;
    this.#byKey.delete(key);
    const keys = this.#keys.get(connection.documentId);
    keys?.delete(connection.id);
    if (keys?.size === 0) this.#keys.delete(connection.documentId);
  }
}

function newConnection(key: number, id: number, document: DocumentInfo): Connection {
  const connecting: ReadyState = 0;
  return {
    key,
    documentId: document.documentId,
    id,
    frameId: document.frameId,
    frameUrl: document.url,
    worker: document.worker ?? null,
    source: document.source ?? 'hook',
    url: '',
    protocols: [],
    protocol: '',
    extensions: '',
    binaryType: 'blob',
    state: connecting,
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
    missing: 0,
    bufferedAmount: 0,
    buffered: [],
  };
}
