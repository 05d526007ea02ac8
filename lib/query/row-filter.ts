import type { LogReader } from '../session/types.ts';
import { SessionKind } from '../session/types.ts';
import { compileFilter } from './compile-filter.ts';
import type { FilterNode } from './filter-syntax.ts';
import { needsOf } from './log-subject.ts';
import type { LogSubject } from './log-subject.ts';
import type { Predicate } from './predicate.ts';

/** What the list is narrowed to. */
export interface RowFilterSpec {
  /** Key of the one connection to show, or null for all. */
  connection: number | null;
  /** What passes each of these is shown. */
  filters: readonly FilterNode[];
}

/** Whether a row is shown; undefined where that is not known yet. */
export type RowPredicate = Predicate<number>;

/** Compiles what the list is narrowed to. @param now milliseconds since the epoch */
export function compileRowFilter(
  { connection, filters }: RowFilterSpec,
  log: LogReader,
  subject: LogSubject,
  now: number,
): RowPredicate {
  const node: FilterNode = { type: 'and', nodes: filters, start: 0, end: 0 };
  const passes = compileFilter(node, subject, now);
  const needs = needsOf(node);
  return (row) => {
    subject.advance(needs, row + 1);
    if (log.kind(row) === (0 as number)) return false;
    return (connection === null || belongs(log, row, connection)) && passes(row);
  };
}

function belongs(log: LogReader, row: number, connection: number): boolean {
  const own = log.connection(row);
  if (own === connection) return true;
  return own === 0 && log.kind(row) === SessionKind.Gap && concerns(log.detail(row), connection);
}

function concerns(gap: unknown, connection: number): boolean {
  const { connections } = gap as { connections: ReadonlyMap<number, number> };
  return connections.has(connection) || connections.has(0);
}
