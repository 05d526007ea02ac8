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

/**
 * The lines of the list: a lineage is one line, at the place of its first attempt and with what is
 * known of its last one; opened it has its earlier attempts below, newest first.
 */
function connectionEntries(
  connections: readonly Connection[],
  lineages: LineageReader,
  opened: ReadonlySet<number>,
  selected: number | null,
): ConnectionEntry[] {
  const entries: ConnectionEntry[] = [];
  for (const connection of connections) {
    const attempt = lineages.attempt(connection.key);
    if (attempt?.previous) continue;
    const lineage = attempt && lineages.of(connection.key);
    if (!lineage || lineage.count < 2) {
      entries.push({ connection, lineage: null, isTop: true });
      continue;
    }
    entries.push({ connection: lineage.last.connection, lineage, isTop: true });
    for (const earlier of earlierAttempts(lineage, opened.has(lineage.id), lineages, selected))
      entries.push({ connection: earlier, lineage, isTop: false });
  }
  return entries;
}

/** Makes the lines anew only when something of them changed: there may be very many connections. */
export class EntryList {
  #entries: ConnectionEntry[] = [];
  #for: readonly unknown[] = [];

  entries(...[connections, lineages, opened, selected]: Parameters<typeof connectionEntries>) {
    // Connections change in place and their list each frame; their order with this version.
    const now = [lineages, lineages.version, connections.length, opened, selected];
    if (now.some((each, i) => each !== this.#for[i])) {
      this.#entries = connectionEntries(connections, lineages, opened, selected);
      this.#for = now;
    }
    return this.#entries;
  }
}

/** Of a lineage that is not opened only the one that is selected. */
function* earlierAttempts(
  lineage: Lineage,
  isOpened: boolean,
  lineages: LineageReader,
  selected: number | null,
): Generator<Connection> {
  if (isOpened) {
    for (let at = lineage.last.previous; at; at = at.previous) yield at.connection;
    return;
  }
  const attempt = selected === null ? undefined : lineages.attempt(selected);
  if (attempt && attempt !== lineage.last && lineages.of(attempt.connection.key) === lineage)
    yield attempt.connection;
}
