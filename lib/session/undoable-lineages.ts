import { type Attempt, type Lineage, type LineageReader, LineageTable } from './lineage.ts';
import type { Connection } from './types.ts';

/** Lineages that can begin anew with some connections, and go back to what they were with what came since. */
export class UndoableLineages implements LineageReader {
  #now = new LineageTable();
  /** Kept up to date, too. */
  #before: LineageTable | null = null;
  /** Of all tables that were shown before. */
  #relinks = 0;

  get relinked(): number {
    return this.#relinks + this.#now.relinked;
  }

  attempt(key: number): Attempt | undefined {
    return this.#now.attempt(key);
  }

  of(key: number): Lineage | undefined {
    return this.#now.of(key);
  }

  /** @see LineageTable.started */
  started(connection: Connection): void {
    this.#now.started(connection);
    this.#before?.started(connection);
  }

  /** @see LineageTable.ended */
  ended(connection: Connection): void {
    this.#now.ended(connection);
    this.#before?.ended(connection);
  }

  /** @see LineageTable.revived */
  revived(connection: Connection): void {
    this.#now.revived(connection);
    this.#before?.revived(connection);
  }

  /** @see LineageTable.removed */
  removed(key: number): void {
    this.#now.removed(key);
    this.#before?.removed(key);
  }

  /** From now on there are only these, which follow none. */
  beginAnew(connections: Iterable<Connection>): void {
    const before = this.#now;
    this.#show(new LineageTable());
    this.#before = before;
    for (const connection of connections)
      if (connection.constructedAt !== null) this.#now.started(connection);
  }

  /** Everything is as if it had not begun anew. */
  restore(): void {
    if (this.#before) this.#show(this.#before);
    this.#before = null;
  }

  /** What was before is not asked for any more. */
  discard(): void {
    this.#before = null;
  }

  #show(table: LineageTable): void {
    this.#relinks += this.#now.relinked + 1;
    this.#now = table;
  }
}
