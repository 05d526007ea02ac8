import { EventKind } from '../../../lib/protocol/events.ts';
import { RowNumbers } from '../../../lib/query/row-numbers.ts';
import type { Session } from '../../../lib/session/session.ts';
import { SessionKind } from '../../../lib/session/types.ts';
import type { GapDetail, RowList } from '../../../lib/session/types.ts';

/** The document that the tests' sessions hear. */
export const DOCUMENT = { documentId: 'document', frameId: 0, url: 'http://page/', timeOrigin: 1 };

/** The numbers of all rows that are there. */
export function rowsOf({ log }: Session): number[] {
  const rows: number[] = [];
  for (let row = log.store.first; row < log.store.end; row += 1)
    if (log.store.kind(row) !== 0) rows.push(row);
  return rows;
}

/** All rows as the list that a panel would show. */
export function listOf(session: Session): RowList {
  const numbers = new RowNumbers((row) => session.log.time(row));
  for (const row of rowsOf(session)) numbers.add(row);
  return numbers.snapshot();
}

/** The rows that are sends or receives. */
export function messageRowsOf(session: Session): number[] {
  return rowsOf(session).filter((row) => {
    const kind = session.log.kind(row);
    return kind === EventKind.Send || kind === EventKind.Receive;
  });
}

/** The details of the gap rows, in order. */
export function gapsOf(session: Session): GapDetail[] {
  return rowsOf(session)
    .filter((row) => session.log.kind(row) === SessionKind.Gap)
    .map((row) => session.log.detail(row) as GapDetail);
}

/** What is in the log as text, in order. */
export function textsOf(session: Session): unknown[] {
  return messageRowsOf(session).map((row) => {
    const payload = session.log.payload(row);
    return payload.state === 'ready' ? payload.data : payload.state;
  });
}
