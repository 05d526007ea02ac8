import type { Connection } from './types.ts';

/** Of an url this much is looked at; a page may make one of any length. */
const URL_LIMIT = 4096;
/** Sockets of a document that came before the news of the last one's end, remembered for each url. */
const MAX_EARLY = 256;
/** Candidates that one new socket is compared with at most. */
const MAX_LOOKS = 64;

/** One connection as a part of its lineage. */
export interface Attempt {
  readonly connection: Connection;
  previous: Attempt | null;
  next: Attempt | null;
}

/** Connections that follow each other: one logical session of the page, kept up by reconnecting. */
export interface Lineage {
  /** Names it in this panel. */
  readonly id: number;
  first: Attempt;
  last: Attempt;
  /** How many attempts it has. */
  count: number;
}

/** Read access to the lineages. */
export interface LineageReader {
  /**
   * Grows when one was forgotten, or one that began a lineage turned out to follow another: what was
   * known of which follows which is void. Otherwise lineages grow at their ends.
   */
  readonly relinked: number;
  /** A connection's place among those that it follows; undefined while its url is not known. */
  attempt(key: number): Attempt | undefined;
  /** The lineage that a connection is of. */
  of(key: number): Lineage | undefined;
}

interface Member extends Attempt {
  previous: Member | null;
  next: Member | null;
  readonly group: Group;
  line: Line;
  /** It has ended, and none has followed yet. */
  free: boolean;
}

/** A lineage, which another may have been joined to. */
interface Line extends Lineage {
  first: Member;
  last: Member;
  joined: Line | null;
}

/** All connections of one frame to one url. */
interface Group {
  name: string;
  count: number;
  /** In the order in which they ended; those that are not `free` any more are passed over. */
  ended: Member[];
  /** First ones of their lineages that an older document's socket may turn out to precede. */
  early: Member[];
}

/**
 * Which connections follow which: same frame, same url but for the values of its query, and begun when
 * the one before had ended. Of several that had, the latest is followed. Each event costs a few steps,
 * however many connections there are.
 */
export class LineageTable implements LineageReader {
  relinked = 0;
  readonly #members = new Map<number, Member>();
  readonly #groups = new Map<string, Group>();
  #nextId = 1;

  attempt(key: number): Attempt | undefined {
    return this.#members.get(key);
  }

  of(key: number): Lineage | undefined {
    const member = this.#members.get(key);
    return member && lineOf(member);
  }

  /** A connection was constructed; its url is known now. */
  started(connection: Connection): void {
    if (this.#members.has(connection.key)) return;
    const group = this.#groupOf(connection);
    const previous = takeEnded(group, connection);
    const line = { id: this.#nextId, count: 1, joined: null } as Line;
    const member: Member = { connection, previous, next: null, group, line, free: false };
    this.#members.set(connection.key, member);
    group.count += 1;
    if (previous) {
      previous.next = member;
      member.line = lineOf(previous);
      member.line.last = member;
      member.line.count += 1;
      return;
    }
    this.#nextId += 1;
    line.first = member;
    line.last = member;
    group.early.push(member);
    if (group.early.length > MAX_EARLY) group.early.shift();
  }

  /** A connection has closed, failed, or ended with its document. */
  ended(connection: Connection): void {
    const member = this.#members.get(connection.key);
    if (!member || member.free || member.next) return;
    const follower = connection.tornDown ? earlyAfter(member) : undefined;
    if (follower) {
      join(member, follower);
      this.relinked += 1;
      return;
    }
    member.free = true;
    const { group } = member;
    group.ended.push(member);
    if (group.ended.length > 2 * group.count) group.ended = group.ended.filter(({ free }) => free);
  }

  /** A connection that was believed to have ended lives. */
  revived(connection: Connection): void {
    const member = this.#members.get(connection.key);
    if (member) member.free = false;
  }

  /** A connection is forgotten; those around it follow each other now. */
  removed(key: number): void {
    const member = this.#members.get(key);
    if (!member) return;
    this.relinked += 1;
    this.#members.delete(key);
    const { previous, next, group } = member;
    const line = lineOf(member);
    member.free = false;
    if (previous) previous.next = next;
    else if (next) line.first = next;
    if (next) next.previous = previous;
    else if (previous) line.last = previous;
    line.count -= 1;
    // Not one that was believed to have ended, and lives.
    if (!next && previous && hasEnded(previous.connection)) this.ended(previous.connection);
    group.early = group.early.filter((each) => each !== member);
    group.count -= 1;
    if (group.count === 0) this.#groups.delete(group.name);
  }

  #groupOf({ frameId, url, worker }: Connection): Group {
    const name = `${frameId} ${worker?.url ?? ''} ${urlWithoutValues(url)}`;
    let group = this.#groups.get(name);
    if (!group) this.#groups.set(name, (group = { name, count: 0, ended: [], early: [] }));
    return group;
  }
}

const hasEnded = ({ closedAt, tornDown }: Connection): boolean => closedAt !== null || tornDown;

/** Takes the connection that a new one follows out of those that have ended. */
function takeEnded(group: Group, connection: Connection): Member | null {
  const { ended } = group;
  for (let at = ended.length - 1, looks = 0; at >= 0 && looks < MAX_LOOKS; at -= 1) {
    const member = ended[at] as Member;
    if (!member.free) {
      ended.splice(at, 1);
      continue;
    }
    looks += 1;
    if (!precedes(member.connection, connection)) continue;
    ended.splice(at, 1);
    member.free = false;
    return member;
  }
  return null;
}

/** Whether one that has ended did so before another began. */
function precedes(ended: Connection, started: Connection): boolean {
  // One that was cleared and is back is older than what came since.
  if ((ended.constructedAt ?? -Infinity) > (started.constructedAt ?? Infinity)) return false;
  // Events of one document come in their order. A document that ended told of it late.
  if (ended.documentId === started.documentId || ended.tornDown) return true;
  return (ended.closedAt ?? Infinity) <= (started.constructedAt ?? Infinity);
}

/** The news that a document has ended comes this late at most, milliseconds. */
const LATE_NEWS = 10_000;

/** The one that began in the next document before the news came that this one had ended. */
function earlyAfter({ group, connection }: Member): Member | undefined {
  const { key, documentId } = connection;
  group.early = group.early.filter(({ previous }) => previous === null);
  return group.early.find(
    ({ connection: each }) =>
      each.key > key &&
      each.documentId !== documentId &&
      (each.constructedAt ?? -Infinity) >= (connection.closedAt ?? 0) - LATE_NEWS,
  );
}

function join(last: Member, first: Member): void {
  const line = lineOf(last);
  const other = lineOf(first);
  last.next = first;
  first.previous = last;
  line.last = other.last;
  line.count += other.count;
  other.joined = line;
}

/** The lineage that a member's own was joined to, if any; shortens the way there. */
function lineOf(member: Member): Line {
  let line = member.line;
  while (line.joined) {
    if (line.joined.joined) line.joined = line.joined.joined;
    line = line.joined;
  }
  member.line = line;
  return line;
}

/** An url with the names, not the values, of its query; of very long ones their beginning and length. */
function urlWithoutValues(url: string): string {
  const start = url.search(/[?#]/);
  const path = start < 0 ? url : url.slice(0, start);
  const cut = path.length > URL_LIMIT ? `${path.slice(0, URL_LIMIT)}…${path.length}` : path;
  if (start < 0 || url[start] === '#') return cut;
  const query = url.slice(start + 1, start + 1 + URL_LIMIT).split('#', 1)[0] as string;
  const names = query.split('&').map((pair) => pair.split('=', 1)[0]);
  return `${cut}?${names.sort().join('&')}`;
}
