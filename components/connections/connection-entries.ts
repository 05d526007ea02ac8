import type { Lineage, LineageReader } from '../../lib/session/lineage.ts';
import type { Connection } from '../../lib/session/types.ts';

/** One line of the list of connections. */
export interface ConnectionEntry {
  connection: Connection;
  /** Where the connection is one of several attempts. */
  lineage: Lineage | null;
  /** It stands for the whole lineage, whose other attempts are below it or hidden. */
  isTop: boolean;
}

/** A lineage of which earlier attempts are shown, below its line. */
interface Expansion {
  lineage: Lineage;
  /** Its last one when they were listed. */
  last: Connection;
  /** Place of its line among those of all lineages. */
  at: number;
  /** Lines that earlier attempts take before it. */
  before: number;
  attempts: readonly Connection[];
}

/**
 * The lines of the list: a lineage is one line, at the place of its first attempt and with what is
 * known of its last one; opened it has its earlier attempts below, newest first. There may be very
 * many connections, and some of them new in each frame: only those that came are looked at.
 */
export class EntryList {
  readonly #lineages: LineageReader;
  #connections: readonly Connection[] = [];
  #relinked = -1;
  /** Those that follow none, in order. */
  #firsts: Connection[] = [];
  /** Of those the ones whose lineage is not known yet. */
  #unknown: Connection[] = [];
  #expansions: Expansion[] = [];
  readonly #opened = new Set<Lineage>();
  #length = 0;

  constructor(lineages: LineageReader) {
    this.#lineages = lineages;
  }

  /** How many lines there are. */
  get length(): number {
    return this.#length;
  }

  /** Brings the lines up to date. @param opened keys of connections whose lineages are opened */
  update(
    connections: readonly Connection[],
    opened: ReadonlySet<number>,
    selected: number | null,
  ): void {
    const known = this.#connections;
    const last = known.length - 1;
    const grew = known.length === 0 || connections[last]?.key === known[last]?.key;
    const follows = ({ key }: Connection): boolean => this.#follows(key);
    if (!grew || this.#relinked !== this.#lineages.relinked || this.#unknown.some(follows)) {
      this.#firsts = [];
      this.#unknown = [];
      this.#add(connections, 0);
    } else this.#add(connections, known.length);
    if (this.#relinked !== this.#lineages.relinked) this.#expansions = [];
    this.#connections = connections;
    this.#relinked = this.#lineages.relinked;
    this.#unknown = this.#unknown.filter(({ key }) => !this.#lineages.attempt(key));
    this.#expand(opened, selected);
  }

  /** A line, which must be there. */
  at(index: number): ConnectionEntry {
    let expansion: Expansion | undefined;
    for (const each of this.#expansions) if (each.at + each.before < index) expansion = each;
    if (!expansion) return this.#top(index);
    const { at, before, attempts, lineage } = expansion;
    const place = index - at - before - 1;
    const connection = attempts[place];
    if (connection) return { connection, lineage, isTop: false };
    return this.#top(index - before - attempts.length);
  }

  /** Place of the line of a connection, or of its lineage; -1 where it has none. */
  indexOf(key: number): number {
    const first = this.#lineages.of(key)?.first.connection.key ?? key;
    const place = this.#placeOf(first);
    if (this.#firsts[place]?.key !== first) return -1;
    let index = place;
    for (const { at, attempts } of this.#expansions) {
      if (at < place) index += attempts.length;
      // Below its lineage's line, or -1 for that line.
      if (at === place) index += 1 + attempts.findIndex((attempt) => attempt.key === key);
    }
    return index;
  }

  /** Whether all attempts of a lineage have lines. */
  isOpened(lineage: Lineage): boolean {
    return this.#opened.has(lineage);
  }

  #follows(key: number): boolean {
    return (this.#lineages.attempt(key)?.previous ?? null) !== null;
  }

  #add(connections: readonly Connection[], from: number): void {
    for (let at = from; at < connections.length; at += 1) {
      const connection = connections[at] as Connection;
      const attempt = this.#lineages.attempt(connection.key);
      if (attempt?.previous) continue;
      this.#firsts.push(connection);
      if (!attempt) this.#unknown.push(connection);
    }
  }

  #top(at: number): ConnectionEntry {
    const connection = this.#firsts[at] as Connection;
    const lineage = this.#lineages.of(connection.key);
    if (!lineage || lineage.count < 2) return { connection, lineage: null, isTop: true };
    return { connection: lineage.last.connection, lineage, isTop: true };
  }

  #expand(opened: ReadonlySet<number>, selected: number | null): void {
    const attempts = new Map<Lineage, readonly Connection[]>();
    // Of a lineage that is not opened only the attempt that is selected.
    const attempt = selected === null ? undefined : this.#lineages.attempt(selected);
    const chosen = attempt && this.#lineages.of(attempt.connection.key);
    if (chosen && attempt !== chosen.last) attempts.set(chosen, [attempt.connection]);
    this.#opened.clear();
    for (const key of opened) {
      const lineage = this.#lineages.of(key);
      if (!lineage || lineage.count < 2) continue;
      this.#opened.add(lineage);
      attempts.set(lineage, this.#earlierAttempts(lineage));
    }
    let before = 0;
    this.#expansions = [...attempts]
      .sort(([one], [other]) => one.first.connection.key - other.first.connection.key)
      .map(([lineage, attempts]) => {
        const at = this.#placeOf(lineage.first.connection.key);
        const last = lineage.last.connection;
        const expansion = { lineage, last, at, before, attempts };
        before += attempts.length;
        return expansion;
      });
    this.#length = this.#firsts.length + before;
  }

  #earlierAttempts(lineage: Lineage): readonly Connection[] {
    const known = this.#expansions.find((each) => each.lineage === lineage);
    if (known?.last === lineage.last.connection && known.attempts.length === lineage.count - 1)
      return known.attempts;
    const attempts: Connection[] = [];
    for (let at = lineage.last.previous; at; at = at.previous) attempts.push(at.connection);
    return attempts;
  }

  /** Keys grow. */
  #placeOf(key: number): number {
    let low = 0;
    let high = this.#firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#firsts[middle] as Connection).key < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
