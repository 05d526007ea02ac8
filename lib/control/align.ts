/** Positions of two messages that play one part; null where there is no such message. */
export interface AlignedPair {
  before: number | null;
  now: number | null;
}

/** How far ahead a message is looked for; its square bounds the work for each message. */
const LOOK_AHEAD = 48;

/**
 * Pairs two lists by order and label: each position comes once, in order. Where the next labels differ
 * the nearest place ahead at which they agree again is taken.
 */
export function alignByLabel(before: readonly string[], now: readonly string[]): AlignedPair[] {
  const pairs: AlignedPair[] = [];
  let left = 0;
  let right = 0;
  while (left < before.length && right < now.length) {
    const [skipLeft, skipRight] = nextAgreement(before, left, now, right);
    for (let skipped = 0; skipped < skipLeft; skipped += 1, left += 1)
      pairs.push({ before: left, now: null });
    for (let skipped = 0; skipped < skipRight; skipped += 1, right += 1)
      pairs.push({ before: null, now: right });
    if (left < before.length && right < now.length && before[left] === now[right]) {
      pairs.push({ before: left, now: right });
      left += 1;
      right += 1;
    }
  }
  for (; left < before.length; left += 1) pairs.push({ before: left, now: null });
  for (; right < now.length; right += 1) pairs.push({ before: null, now: right });
  return pairs;
}

/** How many to pass over on each side until the labels agree; one of each where they do not soon. */
function nextAgreement(
  before: readonly string[],
  left: number,
  now: readonly string[],
  right: number,
): [number, number] {
  for (let distance = 0; distance <= LOOK_AHEAD; distance += 1)
    for (let skipRight = 0; skipRight <= distance; skipRight += 1) {
      const skipLeft = distance - skipRight;
      const label = before[left + skipLeft];
      if (label !== undefined && label === now[right + skipRight]) return [skipLeft, skipRight];
    }
  return [1, 1];
}
