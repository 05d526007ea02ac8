import type { DocumentInfo } from '../protocol/envelope.ts';
import { comparedUrl, headerValue } from '../protocol/handshake.ts';
import type { Handshake } from '../protocol/handshake.ts';
import type { LoggedHandshake } from '../protocol/network-log.ts';
import { findLogged } from './find-logged.ts';
import { connectingFrom, connectingUntil, fitsHandshake } from './fits-handshake.ts';
import { matchInOrder } from './match-handshakes.ts';
import type { Connection, HandshakeMatch } from './types.ts';

/** Handshakes that one panel keeps; beyond that the oldest go. */
const MAX_HANDSHAKES = 5000;

/** The sockets of one document to one url, and the handshakes that may be theirs. */
interface Group {
  /** In the order of their constructors; some may be `forgotten`. */
  connections: Connection[];
  /** In the order of the browser's numbers. */
  handshakes: Handshake[];
  /** By connection key, where `matched`: nothing changed since. */
  matches: Map<number, HandshakeMatch>;
  matched: boolean;
  /** Connections and handshakes, by key and id, that are still in the lists, and count no more. */
  forgotten: Set<number>;
  released: Set<number>;
}

const NONE: HandshakeMatch = { state: 'none' };

/** Finds the handshake of each connection, and says so where it cannot be told. */
export class HandshakeTable {
  readonly #groups = new Map<string, Group>();
  readonly #groupOf = new Map<number, string>();
  /** By the browser's number, oldest first. */
  readonly #keyOf = new Map<number, string>();
  /** Numbers of those that are known to be of workers, though the browser names a document. */
  readonly #ofWorkers = new Set<number>();

  /** Takes in a handshake, or what is new of one. */
  add(handshake: Handshake): void {
    if (this.#ofWorkers.has(handshake.id)) return;
    const key = groupKey(handshake.documentId, handshake.frameId, handshake.url);
    const group = this.#group(key);
    tidy(group);
    const { handshakes } = group;
    outdate(group);
    const at = handshakes.findLastIndex(({ id }) => id === handshake.id);
    const known = handshakes[at];
    if (known) {
      // What the Network log had is more than the browser will tell.
      const { requestHeaders } = known;
      handshakes[at] = known.filled ? { ...handshake, requestHeaders, filled: true } : handshake;
      return;
    }
    insert(handshakes, handshake);
    this.#keyOf.set(handshake.id, key);
    for (const [id, oldest] of this.#keyOf) {
      if (this.#keyOf.size <= MAX_HANDSHAKES) break;
      this.#removeHandshake(oldest, id);
    }
  }

  /**
   * Fills in the request headers that the browser hides, where it is sure whose they are. What turns
   * out to be a worker's is no page's own any more.
   */
  fill(logged: readonly LoggedHandshake[]): void {
    for (const [key, group] of this.#groups) {
      tidy(group);
      const ofWorkers: number[] = [];
      const known = group.handshakes;
      group.handshakes = known.map((each) => {
        const found = hidesKey(each) ? findLogged(each, known, logged) : undefined;
        if (found && !found.inDocument) ofWorkers.push(each.id);
        return found ? filledFrom(each, found) : each;
      });
      outdate(group);
      for (const id of ofWorkers) {
        this.#removeHandshake(key, id);
        this.#ofWorkers.add(id);
      }
    }
  }

  /** A connection was constructed, opened or ended. */
  note(connection: Connection, { browserId = '', worker }: DocumentInfo): void {
    if (connection.constructedAt === null || connection.constructError) return;
    const known = this.#groupOf.get(connection.key);
    // Browsers name no document for what workers ask for, or that of their page.
    const document = worker ? '' : browserId;
    const key = known ?? groupKey(document, connection.frameId, comparedUrl(connection.url));
    const group = this.#group(key);
    outdate(group);
    if (known !== undefined) return;
    this.#groupOf.set(connection.key, key);
    tidy(group);
    insert(group.connections, connection);
  }

  /**
   * A connection is known no more; a handshake that was surely its own goes with it. What is known of the
   * others stays: so many can be forgotten one after the other without matching them anew each time.
   */
  forget(connection: number): void {
    const key = this.#groupOf.get(connection);
    if (key === undefined) return;
    const match = this.of(connection);
    const group = this.#group(key);
    this.#groupOf.delete(connection);
    group.matches.delete(connection);
    group.forgotten.add(connection);
    if (match.state === 'sure') {
      group.released.add(match.handshake.id);
      this.#keyOf.delete(match.handshake.id);
    }
    this.#dropEmpty(key, group);
  }

  /** The handshake of a connection, by its key. */
  of(connection: number): HandshakeMatch {
    const key = this.#groupOf.get(connection);
    if (key === undefined) return NONE;
    const group = this.#group(key);
    if (!group.matched) {
      tidy(group);
      matchAll(group);
      group.matched = true;
    }
    return group.matches.get(connection) ?? NONE;
  }

  #group(key: string): Group {
    let group = this.#groups.get(key);
    if (!group) this.#groups.set(key, (group = newGroup()));
    return group;
  }

  #removeHandshake(key: string, id: number): void {
    const group = this.#group(key);
    group.released.add(id);
    this.#keyOf.delete(id);
    outdate(group);
    this.#dropEmpty(key, group);
  }

  #dropEmpty(key: string, { connections, forgotten, handshakes, released }: Group): void {
    if (connections.length === forgotten.size && handshakes.length === released.size)
      this.#groups.delete(key);
  }
}

/** Matches run by run: sockets that were not connecting at the same time cannot be mixed up. */
function matchAll({ connections, handshakes, matches }: Group): void {
  const byTime = [...handshakes].sort((a, b) => a.startedAt - b.startedAt);
  let next = 0;
  for (let from = 0; from < connections.length;) {
    const start = connectingFrom(connections[from] as Connection);
    let end = connectingUntil(connections[from] as Connection);
    let to = from + 1;
    while (to < connections.length && connectingFrom(connections[to] as Connection) <= end) {
      end = Math.max(end, connectingUntil(connections[to] as Connection));
      to += 1;
    }
    while (next < byTime.length && (byTime[next] as Handshake).startedAt < start) next += 1;
    const first = next;
    while (next < byTime.length && (byTime[next] as Handshake).startedAt <= end) next += 1;
    const run = byTime.slice(first, next).sort((a, b) => a.id - b.id);
    matchRun(connections.slice(from, to), run, matches);
    from = to;
  }
}

function matchRun(
  connections: readonly Connection[],
  handshakes: readonly Handshake[],
  matches: Map<number, HandshakeMatch>,
): void {
  const found = matchInOrder(connections.length, handshakes.length, (i, j) =>
    fitsHandshake(connections[i] as Connection, handshakes[j] as Handshake),
  );
  found.forEach(({ candidates, maybeNone }, i) => {
    const connection = connections[i] as Connection;
    const possible = candidates.map((j) => handshakes[j] as Handshake);
    const [only] = possible;
    if (!only) return;
    const sure = possible.length === 1 && !maybeNone && !outlivedBy(connection, only);
    matches.set(
      connection.key,
      sure
        ? { state: 'sure', handshake: only }
        : { state: 'unsure', candidates: possible, maybeNone: maybeNone || possible.length === 1 },
    );
  });
}

/** A socket that still connects after the handshake ended may be one that the page was denied. */
function outlivedBy({ openedAt, closedAt }: Connection, { endedAt }: Handshake): boolean {
  return openedAt === null && closedAt === null && endedAt !== null;
}

function filledFrom(handshake: Handshake, { requestHeaders }: LoggedHandshake): Handshake {
  return { ...handshake, requestHeaders, filled: true };
}

function hidesKey({ requestHeaders }: Handshake): boolean {
  return headerValue(requestHeaders, 'sec-websocket-key') === undefined;
}

function newGroup(): Group {
  return {
    connections: [],
    handshakes: [],
    matches: new Map(),
    matched: false,
    forgotten: new Set(),
    released: new Set(),
  };
}

/** Takes out of the lists what counts no more. */
function tidy(group: Group): void {
  const { forgotten, released } = group;
  if (forgotten.size > 0)
    group.connections = group.connections.filter(({ key }) => !forgotten.has(key));
  if (released.size > 0) group.handshakes = group.handshakes.filter(({ id }) => !released.has(id));
  forgotten.clear();
  released.clear();
}

function outdate(group: Group): void {
  group.matches.clear();
  group.matched = false;
}

/** Puts it into its place by id, which is nearly always the last. */
function insert<T extends { id: number }>(list: T[], item: T): void {
  const before = list.findLastIndex(({ id }) => id < item.id);
  list.splice(before + 1, 0, item);
}

function groupKey(document: string, frameId: number, url: string): string {
  // Browsers make `wss:` of `ws:` where a page asks for it.
  return `${document || frameId} ${url.replace(/^wss?:/, '')}`;
}
