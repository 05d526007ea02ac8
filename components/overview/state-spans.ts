import type { Attempt } from '../../lib/session/lineage.ts';
import type { Connection } from '../../lib/session/types.ts';

/** What a connection or the lineage that it is of was in for a time. */
export type SpanState = 'connecting' | 'open' | 'closing' | 'reconnecting' | 'failed';

/** Milliseconds since the epoch; `to` is never before `from`. */
export interface StateSpan {
  state: SpanState;
  from: number;
  to: number;
}

/** The states of attempts, oldest first, up to the present. */
export function stateSpans(attempts: readonly Attempt[], now: number): StateSpan[] {
  const spans: StateSpan[] = [];
  for (const [i, { connection }] of attempts.entries()) {
    spans.push(...ownSpans(connection, now));
    const next = attempts[i + 1]?.connection.constructedAt ?? null;
    if (connection.closedAt !== null && next !== null)
      spans.push({ state: 'reconnecting', from: connection.closedAt, to: next });
  }
  // Times are the page's own: they may run backwards.
  return spans.filter(({ from, to }) => to >= from);
}

function ownSpans(connection: Connection, now: number): StateSpan[] {
  const { constructedAt, openedAt, closingAt, closedAt } = connection;
  const end = closedAt ?? now;
  const spans: StateSpan[] = [];
  if (constructedAt !== null) {
    const to = openedAt ?? closingAt ?? end;
    const state = openedAt === null && closedAt !== null ? 'failed' : 'connecting';
    spans.push({ state, from: constructedAt, to });
  }
  if (openedAt !== null) spans.push({ state: 'open', from: openedAt, to: closingAt ?? end });
  if (closingAt !== null) spans.push({ state: 'closing', from: closingAt, to: end });
  return spans;
}
