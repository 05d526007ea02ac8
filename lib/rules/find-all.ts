/**
 * Where a pattern stands in a sequence, from left to right, none within another (Knuth, Morris and
 * Pratt: in a time that grows with the length, whatever the page put into it).
 */
export function findAll<Sequence extends string | Uint8Array>(
  within: Sequence,
  pattern: Sequence,
): number[] {
  const at = unitsOf(within);
  const wanted = unitsOf(pattern);
  const { length } = pattern;
  const fallback = new Int32Array(length);
  for (let index = 1, matched = 0; index < length; index += 1) {
    while (matched > 0 && wanted(index) !== wanted(matched)) matched = fallback[matched - 1]!;
    if (wanted(index) === wanted(matched)) matched += 1;
    fallback[index] = matched;
  }
  const found: number[] = [];
  for (let index = 0, matched = 0; index < within.length; index += 1) {
    while (matched > 0 && at(index) !== wanted(matched)) matched = fallback[matched - 1]!;
    if (at(index) === wanted(matched)) matched += 1;
    if (matched === length) {
      found.push(index - length + 1);
      matched = 0;
    }
  }
  return found;
}

function unitsOf(sequence: string | Uint8Array): (index: number) => number {
  if (typeof sequence === 'string') return (index) => sequence.charCodeAt(index);
  return (index) => sequence[index] as number;
}
