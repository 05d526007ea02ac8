import { EventFlag, EventKind } from '../protocol/events.ts';
import type { DirectionFilter, KindFilter, LogReader } from '../session/types.ts';
import { SessionKind } from '../session/types.ts';
import { compileText } from './text-pattern.ts';
import type { TextPattern } from './text-pattern.ts';

/** What the list is narrowed to. */
export interface FilterSpec {
  /** Key of the one connection to show, or null for all. */
  connection: number | null;
  direction: DirectionFilter;
  kind: KindFilter;
  /** Words to find, or `/regular expression/flags`. */
  text: string;
}

/** A compiled filter. */
export type RowPredicate = (row: number) => boolean;

/** Of a lifecycle row's line, this much is searched. */
const LINE_LIMIT = 4096;

/** Compiles a filter. Throws a SyntaxError with a message for the user where the text is bad. */
export function compileFilter(spec: FilterSpec, log: LogReader): RowPredicate {
  const pattern = compileText(spec.text);
  return (row) =>
    log.kind(row) !== (0 as number) &&
    (spec.connection === null || belongs(log, row, spec.connection)) &&
    matchesDirection(log, row, spec.direction) &&
    matchesKind(log, row, spec.kind) &&
    (pattern === null || matchesText(log, row, pattern));
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

function matchesDirection(log: LogReader, row: number, direction: DirectionFilter): boolean {
  if (direction === 'all') return true;
  const kind = log.kind(row);
  if (direction === 'send') return kind === EventKind.Send || kind === EventKind.SendThrew;
  return kind === EventKind.Receive;
}

function matchesKind(log: LogReader, row: number, wanted: KindFilter): boolean {
  if (wanted === 'all') return true;
  const kind = log.kind(row);
  const isMessage =
    kind === EventKind.Send || kind === EventKind.Receive || kind === EventKind.SendThrew;
  if (wanted === 'error') return isFailure(log, row, kind);
  if (wanted === 'lifecycle') return !isMessage;
  const isBinary = (log.flags(row) & EventFlag.Binary) !== 0;
  return isMessage && isBinary === (wanted === 'binary');
}

function isFailure(log: LogReader, row: number, kind: number): boolean {
  switch (kind) {
    case EventKind.Error:
    case EventKind.ConstructFailed:
    case EventKind.SendThrew:
    case EventKind.Diagnostic:
    case SessionKind.Gap:
      return true;
    case EventKind.Send:
      return (log.flags(row) & EventFlag.Discarded) !== 0;
    case EventKind.CloseCall:
      return (log.detail(row) as { errorName: string }).errorName !== '';
    case EventKind.Close:
      return !(log.detail(row) as { wasClean: boolean }).wasClean;
    default:
      return false;
  }
}

function matchesText(log: LogReader, row: number, pattern: TextPattern): boolean {
  const payload = log.payload(row);
  // What stands in the list meanwhile is not its text; the row is looked at again.
  if (payload.state === 'loading') return false;
  if (payload.state === 'ready') {
    const { data } = payload;
    return pattern.test(typeof data === 'string' ? data : new TextDecoder().decode(data));
  }
  return pattern.test(log.preview(row, LINE_LIMIT));
}
