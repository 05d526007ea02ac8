/** Where a key moves the selection to in a list of `count` rows; null for other keys. */
export function rowAfterKey(
  key: string,
  index: number,
  count: number,
  page: number,
): number | null {
  if (count === 0) return null;
  const last = count - 1;
  // Nothing selected yet: the keys start from the end that they point away from.
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, index + 1);
    case 'ArrowUp':
      return index < 0 ? last : Math.max(0, index - 1);
    case 'PageDown':
      return Math.min(last, Math.max(0, index) + page);
    case 'PageUp':
      return index < 0 ? last : Math.max(0, index - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
