const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Widths that a clock has, in milliseconds: each is a multiple of the one before. */
const WIDTHS: readonly number[] = [
  1,
  2,
  10,
  20,
  100,
  200,
  SECOND,
  2 * SECOND,
  10 * SECOND,
  20 * SECOND,
  MINUTE,
  2 * MINUTE,
  10 * MINUTE,
  20 * MINUTE,
  HOUR,
  2 * HOUR,
  12 * HOUR,
  DAY,
];

/** The width after another one, of which it is a multiple. */
export function wider(width: number): number {
  return WIDTHS.find((each) => each > width) ?? width * 2;
}

/** The least width, from `width` on, at which bars over `span` milliseconds are at most `most`. */
export function widthFor(span: number, most: number, width = 1): number {
  let fitting = width;
  while (span / fitting > most) fitting = wider(fitting);
  return fitting;
}
