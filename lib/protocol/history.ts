/**
 * What the hook keeps of a document while no panel watches: messages, and bytes as they weigh in the
 * page. `usual` is what it does by itself.
 */
export const HISTORY_BOUNDS = {
  off: { events: 0, bytes: 0 },
  small: { events: 1_000, bytes: 2 ** 20 },
  usual: { events: 10_000, bytes: 8 * 2 ** 20 },
  large: { events: 100_000, bytes: 64 * 2 ** 20 },
} as const;

/** How much history a page keeps. */
export type HistoryChoice = keyof typeof HISTORY_BOUNDS;

/** Whether a stored value is such a choice. */
export function isHistoryChoice(value: unknown): value is HistoryChoice {
  return typeof value === 'string' && Object.hasOwn(HISTORY_BOUNDS, value);
}
