import type { Attempt } from './lineage.ts';

/**
 * Milliseconds between the end of the one before and an attempt; null where there is none, where it
 * is not known, and where the page was loaded anew between them.
 */
export function delayBefore({ previous, connection }: Attempt): number | null {
  if (!previous || previous.connection.documentId !== connection.documentId) return null;
  const { closedAt } = previous.connection;
  if (closedAt === null || connection.constructedAt === null) return null;
  // A page may connect again in the `error` event, which comes before `close`.
  return Math.max(0, connection.constructedAt - closedAt);
}
