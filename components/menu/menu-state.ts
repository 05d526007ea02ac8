/** A line of a menu. */
export type MenuItem =
  | 'separator'
  | {
      label: string;
      /** The key that does the same. */
      keys?: string;
      /** Ticked or not; absent where there is nothing to tick. */
      checked?: boolean;
      /** One of several, of which one is ticked. */
      radio?: boolean;
      /** Why it cannot be chosen; empty or absent where it can. */
      whyNot?: string;
      run: () => void;
    };

/** A menu that is open. */
export interface OpenMenu {
  label: string;
  /** Where it wants to be, pixels of the viewport. */
  x: number;
  y: number;
  /** `y` is for its lower edge. */
  above?: boolean;
  /** Asked for anew whenever something changed; what can be ticked leaves the menu open. */
  items: () => readonly MenuItem[];
}

/** Whether a key asks for the menu of what has the focus. */
export function isMenuKey(event: KeyboardEvent): boolean {
  return event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10');
}

/** Where a menu belongs: under the pointer, or under the element that the key was pressed in. */
export function menuPlace(
  event: MouseEvent | KeyboardEvent,
  element: Element,
): { x: number; y: number } {
  // The menu key makes a `contextmenu` event at no place, or at that of the focus.
  if (event instanceof MouseEvent && event.button === 2)
    return { x: event.clientX, y: event.clientY };
  const { left, bottom } = element.getBoundingClientRect();
  return { x: left + 8, y: bottom };
}
