/** Which bytes are chosen: from where the choice began to the cursor, both within. */
export interface HexSelection {
  anchor: number;
  cursor: number;
}

/** First chosen byte, and the one after the last. */
export function rangeOf({ anchor, cursor }: HexSelection): { start: number; end: number } {
  return { start: Math.min(anchor, cursor), end: Math.max(anchor, cursor) + 1 };
}

/** A key press as far as it matters. */
export interface HexKey {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** The choice after a key; undefined where the key means nothing here. `page` is in rows. */
export function moveSelection(
  selection: HexSelection,
  { key, ctrlKey, metaKey, shiftKey, altKey }: HexKey,
  { length, perRow, page }: { length: number; perRow: number; page: number },
): HexSelection | undefined {
  if (altKey || length === 0) return undefined;
  const command = ctrlKey || metaKey;
  if (command && key.toLowerCase() === 'a') return { anchor: 0, cursor: length - 1 };
  const { cursor } = selection;
  const row = cursor - (cursor % perRow);
  const targets: Record<string, number> = {
    ArrowLeft: cursor - 1,
    ArrowRight: cursor + 1,
    ArrowUp: cursor - perRow,
    ArrowDown: cursor + perRow,
    PageUp: cursor - perRow * page,
    PageDown: cursor + perRow * page,
    Home: command ? 0 : row,
    End: command ? length - 1 : row + perRow - 1,
  };
  const target = Object.hasOwn(targets, key) ? targets[key] : undefined;
  if (target === undefined || (command && key !== 'Home' && key !== 'End')) return undefined;
  const next = Math.min(Math.max(0, target), length - 1);
  return { anchor: shiftKey ? selection.anchor : next, cursor: next };
}
