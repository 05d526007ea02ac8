import { t } from '../i18n/translate.ts';
import type { Signal } from '@preact/signals-core';

/** Colours that rows can be marked with; the numbers are those of `--mark-…`. */
const MARK_COLOURS = [1, 2, 3, 4, 5, 6] as const;

/** What a saved filter does while it is on: shows nothing else, hides, or marks in a colour. */
export type SavedEffect = 'show' | 'hide' | `mark-${(typeof MARK_COLOURS)[number]}`;

export const SAVED_EFFECTS: readonly SavedEffect[] = [
  'show',
  'hide',
  ...MARK_COLOURS.map((colour): SavedEffect => `mark-${colour}`),
];

/** A filter with a name. */
export interface SavedFilter {
  readonly id: string;
  /** Empty where the interface has a name for it. */
  readonly name: string;
  readonly text: string;
  readonly effect: SavedEffect;
  readonly on: boolean;
}

/** Saved filters at most: each that is on costs time at each row. */
const MOST = 50;
const NAME_LENGTH = 60;
const TEXT_LENGTH = 1000;

/** Those that are there from the start. */
export const FIRST_FILTERS: readonly SavedFilter[] = [
  { id: 'heartbeats', name: '', text: 'is:heartbeat', effect: 'hide', on: false },
];

/** What is stored as saved filters; undefined where it is nothing of the kind. */
export function readSavedFilters(stored: unknown): readonly SavedFilter[] | undefined {
  if (!Array.isArray(stored)) return undefined;
  const known = new Set<string>();
  return stored.slice(0, MOST).filter((each: unknown): each is SavedFilter => {
    if (!isSavedFilter(each) || known.has(each.id)) return false;
    known.add(each.id);
    return true;
  });
}

/** The name that the user reads. */
export function savedName({ id, name, text }: SavedFilter): string {
  return name || (id === 'heartbeats' ? t('savedFilters.heartbeats') : text);
}

/** Adds a filter, on; returns why it cannot be. */
export function saveFilter(
  saved: Signal<readonly SavedFilter[]>,
  { name, text }: { name: string; text: string },
): 'full' | 'long' | null {
  if (saved.value.length >= MOST) return 'full';
  if (text.length > TEXT_LENGTH) return 'long';
  const filter: SavedFilter = {
    id: crypto.randomUUID(),
    name: name.trim().slice(0, NAME_LENGTH),
    text,
    effect: 'show',
    on: true,
  };
  saved.value = [...saved.value, filter];
  return null;
}

/** Changes what is said of a filter. */
export function changeFilter(
  saved: Signal<readonly SavedFilter[]>,
  id: string,
  change: Partial<Omit<SavedFilter, 'id'>>,
): void {
  saved.value = saved.value.map((each) =>
    each.id === id ? Object.assign({}, each, change) : each,
  );
}

/** Moves a filter to a place among the others. */
export function moveFilter(saved: Signal<readonly SavedFilter[]>, id: string, to: number): void {
  const filter = saved.value.find((each) => each.id === id);
  if (!filter || to < 0 || to >= saved.value.length) return;
  saved.value = saved.value.filter((each) => each !== filter).toSpliced(to, 0, filter);
}

function isSavedFilter(value: unknown): value is SavedFilter {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, text, effect, on } = value as Record<string, unknown>;
  return (
    isText(id, NAME_LENGTH) &&
    isText(name, NAME_LENGTH) &&
    isText(text, TEXT_LENGTH) &&
    SAVED_EFFECTS.includes(effect as SavedEffect) &&
    typeof on === 'boolean'
  );
}

function isText(value: unknown, length: number): boolean {
  return typeof value === 'string' && value.length <= length;
}
