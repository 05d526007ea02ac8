import type { Payload } from '../session/types.ts';
import { jsonDifferences } from './json-difference.ts';
import type { Difference } from './json-difference.ts';
import { parseMessage } from './message-label.ts';

/** How two messages stand to each other. */
export type Comparison =
  | { same: true }
  /** Null where they are no JSON. */
  | { same: false; differences: readonly Difference[] | null };

/** Compares what came the first time with what came now. */
export function comparePayloads(before: Payload, now: Payload): Comparison {
  if (typeof before === 'string' && typeof now === 'string') {
    if (before === now) return { same: true };
    const first = parseMessage(before);
    const second = parseMessage(now);
    if (!isStructured(first.value) || !isStructured(second.value) || first.prefix !== second.prefix)
      return { same: false, differences: null };
    // No places, though the texts differ: in white space, order, or digits that no number holds.
    return { same: false, differences: jsonDifferences(first.value, second.value) };
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
  // None at all, and yet not the same: numbers that differ beyond what a number holds.
  if (!ignoreNatural || !differences || differences.length === 0) return false;
  return differences.every(({ natural }) => natural);
}

function isStructured(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
