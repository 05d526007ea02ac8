import { type Signal, signal } from '@preact/signals';

/** What is looked for inside the selected message, and how far that is. */
export interface Find {
  readonly open: Signal<boolean>;
  readonly query: Signal<string>;
  readonly matchCase: Signal<boolean>;
  /** What was found last; null where nothing was looked for. */
  readonly result: Signal<FindResult | null>;
  /** Which of the matches is shown, from 0. */
  readonly current: Signal<number>;
  /** The field, so that the shortcut can move the focus to it. */
  field: HTMLInputElement | null;
}

/** How many matches there are; `more` where there are more than are counted. */
export interface FindResult {
  count: number;
  more: boolean;
  searching: boolean;
  /** Why the query cannot be looked for; empty where it can. */
  fault: string;
}

/** A search that has not begun. */
export function createFind(): Find {
  return {
    open: signal(false),
    query: signal(''),
    matchCase: signal(false),
    result: signal(null),
    current: signal(0),
    field: null,
  };
}

/** Moves on to another match, around the ends. */
export function step(find: Find, by: 1 | -1): void {
  const count = find.result.value?.count ?? 0;
  if (count > 0) find.current.value = (find.current.value + by + count) % count;
}
