import type { Payload } from '../session/types.ts';
import { jsonDifferences } from './json-differences.ts';
import type { Differences } from './json-differences.ts';
import { prefixOf } from './message-label.ts';

/** Longer texts are not compared place by place. UTF-16 units. */
const MOST_COMPARED = 65_536;

/** How two messages stand to each other. */
export type Comparison =
  | { same: true }
  /** Null where they are no JSON. */
  | { same: false; differences: Differences | null };

/** Compares what came the first time with what came now. */
export function comparePayloads(before: Payload, now: Payload): Comparison {
  if (typeof before === 'string' && typeof now === 'string') {
    if (before === now) return { same: true };
    const prefix = prefixOf(before);
    if (Math.max(before.length, now.length) > MOST_COMPARED || prefix !== prefixOf(now))
      return { same: false, differences: null };
    // No places, though the texts differ: in white space or order.
    const [first, second] = [before.slice(prefix.length), now.slice(prefix.length)];
    return { same: false, differences: jsonDifferences(first, second) };
  }
  if (typeof before === 'string' || typeof now === 'string')
    return { same: false, differences: null };
  const same = before.length === now.length && before.every((byte, index) => byte === now[index]);
  return same ? { same } : { same, differences: null };
}

/** Whether messages are the same once ids and times are left out. */
export function isSame(comparison: Comparison, ignoreNatural: boolean): boolean {
  if (comparison.same) return true;
  const { differences } = comparison;
  if (!ignoreNatural || !differences || differences.more) return false;
  const { places } = differences;
  return places.length > 0 && places.every(({ natural }) => natural);
}
