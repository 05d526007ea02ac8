import { batch, signal } from '@preact/signals-core';
import type { Signal } from '@preact/signals-core';
import { type ColumnChoice, FIRST_COLUMNS, readColumns } from './columns.ts';
import { isHistoryChoice } from '../protocol/history.ts';
import type { HistoryChoice } from '../protocol/history.ts';
import { readSentDrafts, readSnippets } from './drafts.ts';
import type { Snippet, StoredDraft } from './drafts.ts';
import { readFilterHistory } from './filter-history.ts';
import { FIRST_FILTERS, readSavedFilters, type SavedFilter } from './saved-filters.ts';
import { DEFAULT_MEMORY_BOUND, MEMORY_BOUNDS } from '../session/types.ts';

/** One thing that the panel remembers. */
interface Definition<T> {
  /** What it is while nothing was chosen. */
  readonly initial: T;
  /** What is stored, made safe; undefined where it is nothing of the kind. */
  readonly read: (stored: unknown) => T | undefined;
}

/** Times as on the clock, or since a moment. */
export const TIME_STYLES = ['clock', 'start', 'previous', 'selected'] as const;
export type TimeStyle = (typeof TIME_STYLES)[number];

/** Heights of rows. */
export const ROW_DENSITIES = ['dense', 'relaxed'] as const;

/** Details beside the list, below it, or whichever fits the panel. */
export const LAYOUTS = ['auto', 'beside', 'below'] as const;

/** What is done to paused messages when the last panel of the tab closes. */
export const PAUSED_CHOICES = ['forward', 'drop'] as const;

/** All that the panel remembers, by the name under which it is stored. */
const DEFINITIONS = {
  /** The log stays when the page navigates. */
  keepLog: flag(false),
  /** What the log may weigh, bytes. */
  memoryBound: oneOf(MEMORY_BOUNDS, DEFAULT_MEMORY_BOUND),
  /** The columns of the list, in order. */
  columns: { initial: FIRST_COLUMNS, read: readColumns } as Definition<readonly ColumnChoice[]>,
  /** What the column of times says. */
  timeStyle: oneOf(TIME_STYLES, 'clock'),
  /** How high the rows of the list are. */
  rows: oneOf(ROW_DENSITIES, 'dense'),
  /** Filters with names, in order. */
  savedFilters: { initial: FIRST_FILTERS, read: readSavedFilters } as Definition<
    readonly SavedFilter[]
  >,
  /** Filters that were used, the newest first. */
  filterHistory: { initial: [], read: readFilterHistory } as Definition<readonly string[]>,
  /** Where the details stand. */
  layout: oneOf(LAYOUTS, 'auto'),
  /** What bytes may mean is shown below the hex dump. */
  hexValues: flag(true),
  /** Sizes of the panes, pixels; null for those that fit the panel. */
  connectionsWidth: size(),
  detailsWidth: size(),
  detailsHeight: size(),
  composerHeight: size(),
  /** What a page keeps while no panel watches; the background reads it, too. */
  history: { initial: 'usual', read: readHistory } as Definition<HistoryChoice>,
  /** Rules hold also where no panel is open, and what is paused when the last one closes; the background reads both. */
  rulesStay: flag(false),
  pausedAtClose: oneOf(PAUSED_CHOICES, 'forward'),
  /** Messages that the user named. */
  snippets: { initial: [], read: readSnippets } as Definition<readonly Snippet[]>,
  /** What was sent from the composer, the newest first. */
  composerHistory: { initial: [], read: readSentDrafts } as Definition<readonly StoredDraft[]>,
  /** The timeline over the list: shown where there is room for it, or as was chosen. */
  timeline: oneOf(['auto', 'shown', 'hidden'] as const, 'auto'),
  timelineHeight: size(),
  rulesHeight: size(),
};

type Definitions = typeof DEFINITIONS;
/** Name of a remembered thing. */
export type PreferenceName = keyof Definitions;
type ValueOf<Name extends PreferenceName> =
  Definitions[Name] extends Definition<infer T> ? T : never;

/** The remembered things as signals: set one, and it is stored. Values are never changed in place. */
export type Preferences = { readonly [Name in PreferenceName]: Signal<ValueOf<Name>> };

/** The names of all of them. */
export const PREFERENCE_NAMES = Object.keys(DEFINITIONS) as readonly PreferenceName[];

/** Preferences as they are while nothing was chosen. */
export function createPreferences(): Preferences {
  return Object.fromEntries(
    PREFERENCE_NAMES.map((name) => [name, signal<unknown>(DEFINITIONS[name].initial)]),
  ) as unknown as Preferences;
}

/** Takes over stored values by name; those that are damaged or unknown change nothing. Returns the names taken. */
export function applyPreferences(
  preferences: Preferences,
  stored: Readonly<Record<string, unknown>>,
): PreferenceName[] {
  const taken: PreferenceName[] = [];
  batch(() => {
    for (const name of PREFERENCE_NAMES) {
      if (!Object.hasOwn(stored, name)) continue;
      const value = DEFINITIONS[name].read(stored[name]);
      if (value === undefined) continue;
      (preferences[name] as Signal<unknown>).value = value;
      taken.push(name);
    }
  });
  return taken;
}

/** Sets all of them, or those named, back to what they were at first. */
export function resetPreferences(
  preferences: Preferences,
  names: readonly PreferenceName[] = PREFERENCE_NAMES,
): void {
  batch(() => {
    for (const name of names)
      (preferences[name] as Signal<unknown>).value = DEFINITIONS[name].initial;
  });
}

function readHistory(stored: unknown): HistoryChoice | undefined {
  return isHistoryChoice(stored) ? stored : undefined;
}

function flag(initial: boolean): Definition<boolean> {
  return { initial, read: (stored) => (typeof stored === 'boolean' ? stored : undefined) };
}

function oneOf<T>(values: readonly T[], initial: T): Definition<T> {
  return { initial, read: (stored) => values.find((value) => value === stored) };
}

function size(): Definition<number | null> {
  return {
    initial: null,
    read: (stored) => {
      if (stored === null) return null;
      const fits = typeof stored === 'number' && stored >= 0 && stored <= 10_000;
      return fits ? stored : undefined;
    },
  };
}
