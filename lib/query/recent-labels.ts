import { labelOf } from '../decoders/registry.ts';
import { EventKind } from '../protocol/events.ts';
import type { LogReader } from '../session/types.ts';

/** Rows that are looked at, from the newest back: a few milliseconds. */
const LOOKED_AT = 4000;
const MOST_LABELS = 200;

/** The labels of the newest messages before row `end`, the most frequent first. */
export function recentLabels(log: LogReader, first: number, end: number): string[] {
  const counts = new Map<string, number>();
  for (let row = end - 1; row >= Math.max(first, end - LOOKED_AT); row -= 1) {
    const kind = log.kind(row);
    if (kind !== EventKind.Send && kind !== EventKind.Receive) continue;
    const payload = log.payload(row);
    const label = payload.state === 'ready' ? labelOf(payload.data) : undefined;
    if (label === undefined) continue;
    const count = counts.get(label);
    if (count !== undefined || counts.size < MOST_LABELS) counts.set(label, (count ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([label]) => label);
}
