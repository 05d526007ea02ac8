/**
 * Browsers cap the height of an element (Firefox at 17.9 million CSS pixels, Chromium at 33.5
 * million device pixels, so 3.3 million at a zoom of 500 % on a double density screen). A list
 * taller than this is drawn in an element of this height: short scrolls move it pixel by pixel,
 * long jumps in proportion, and {@link settleTop} brings the two together again.
 */
export const MAX_ELEMENT_HEIGHT = 3_000_000;

/** The heights that scrolling is about, in pixels. */
export interface ScrollSpace {
  /** Height of all rows. */
  content: number;
  /** Height of what is seen of them. */
  viewport: number;
}

/** Height to give to the scrolled element. */
export function elementHeight(space: ScrollSpace): number {
  return Math.min(space.content, MAX_ELEMENT_HEIGHT);
}

/** Greatest offset into the rows. */
export function maxOffset(space: ScrollSpace): number {
  return Math.max(0, space.content - space.viewport);
}

function maxTop(space: ScrollSpace): number {
  return Math.max(0, elementHeight(space) - space.viewport);
}

function clampOffset(space: ScrollSpace, offset: number): number {
  return Math.min(Math.max(0, offset), maxOffset(space));
}

function isScaled(space: ScrollSpace): boolean {
  return space.content > MAX_ELEMENT_HEIGHT;
}

/** The `scrollTop` that stands for an offset. */
export function topOf(space: ScrollSpace, offset: number): number {
  if (!isScaled(space)) return offset;
  return Math.round((offset / maxOffset(space)) * maxTop(space));
}

/**
 * The offset after the user scrolled from `top` (where it was `offset`) to `nextTop`. By wheel that
 * is a distance, however far.
 */
export function offsetAfterScroll(
  space: ScrollSpace,
  offset: number,
  top: number,
  nextTop: number,
  byWheel: boolean,
): number {
  if (!isScaled(space)) return clampOffset(space, nextTop);
  const distance = nextTop - top;
  // More than two pages in one event is a drag of the thumb or a jump: there the place counts.
  if (!byWheel && Math.abs(distance) > 2 * space.viewport)
    return clampOffset(space, (nextTop / maxTop(space)) * maxOffset(space));
  return clampOffset(space, offset + distance);
}

/** The `scrollTop` to have at an offset; leaves `top` alone where that does no harm. */
export function settleTop(space: ScrollSpace, offset: number, top: number): number {
  if (!isScaled(space)) return offset;
  // At an end of either there is no room left to scroll the other.
  const atEnd = offset <= 0 || offset >= maxOffset(space) || top <= 0 || top >= maxTop(space);
  return atEnd ? topOf(space, offset) : top;
}
