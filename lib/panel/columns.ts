import { pathSteps } from './path-values.ts';
import type { Preferences } from './preferences.ts';

/** The columns that are always there, in their first order. */
const OWN_COLUMNS = [
  'number',
  'time',
  'delta',
  'direction',
  'connection',
  'label',
  'data',
  'size',
] as const;

/** Name of a column that is always there. */
export type OwnColumn = (typeof OWN_COLUMNS)[number];

/** One column of the list, as chosen. */
export interface ColumnChoice {
  /** An {@link OwnColumn}, or the JSON path of a column of the user's. */
  readonly id: string;
  readonly shown: boolean;
  /** Pixels; null for the width that the column has of itself. */
  readonly width: number | null;
}

/** More columns than this fit nowhere, and each costs a look into every message in view. */
export const MOST_PATHS = 20;

/** Longer paths are refused. */
const PATH_LENGTH = 300;

/** Bounds of a width, pixels. */
export const COLUMN_WIDTHS = { least: 24, most: 2000 } as const;

/** The columns while nothing was chosen. */
export const FIRST_COLUMNS: readonly ColumnChoice[] = OWN_COLUMNS.map((id) => ({
  id,
  shown: true,
  width: null,
}));

/** Whether a column shows a value of the message's JSON. */
export function isPathColumn(id: string): boolean {
  return id.startsWith('$');
}

/** The paths of the columns that are shown. */
export function shownPaths(columns: readonly ColumnChoice[]): string[] {
  return columns.filter(({ id, shown }) => shown && isPathColumn(id)).map(({ id }) => id);
}

/** What came of adding a column. */
export type AddedColumn = 'added' | 'shown' | 'wrong' | 'full';

/** Adds a column for the values at a JSON path, such as `$.user.id`, before the data; or shows it again. */
export function addColumn(preferences: Preferences, path: string): AddedColumn {
  const columns = preferences.columns.value;
  if (path.length > PATH_LENGTH || !pathSteps(path)) return 'wrong';
  if (columns.some(({ id }) => id === path)) {
    setColumn(preferences, path, { shown: true });
    return 'shown';
  }
  if (columns.filter(({ id }) => isPathColumn(id)).length >= MOST_PATHS) return 'full';
  const at = columns.findIndex(({ id }) => id === 'data');
  preferences.columns.value = columns.toSpliced(at, 0, { id: path, shown: true, width: null });
  return 'added';
}

/** Takes a column of the user's away. */
export function removeColumn(preferences: Preferences, path: string): void {
  if (!isPathColumn(path)) return;
  preferences.columns.value = preferences.columns.value.filter(({ id }) => id !== path);
}

/** Shows, hides or sizes a column. */
export function setColumn(
  preferences: Preferences,
  id: string,
  change: Partial<Omit<ColumnChoice, 'id'>>,
): void {
  preferences.columns.value = preferences.columns.value.map((column) =>
    column.id === id ? { ...column, ...change } : column,
  );
}

/** Puts a column before another one, or at the end. */
export function moveColumn(preferences: Preferences, id: string, before: string | null): void {
  const columns = preferences.columns.value;
  const moved = columns.find((column) => column.id === id);
  if (!moved || id === before) return;
  const others = columns.filter((column) => column !== moved);
  const at = before === null ? -1 : others.findIndex((column) => column.id === before);
  preferences.columns.value = others.toSpliced(at < 0 ? others.length : at, 0, moved);
}

/** Stored columns, made safe: each once, and none of the own ones missing; undefined where they are none. */
export function readColumns(stored: unknown): readonly ColumnChoice[] | undefined {
  if (!Array.isArray(stored)) return undefined;
  const columns: ColumnChoice[] = [];
  let paths = 0;
  for (const each of stored.slice(0, OWN_COLUMNS.length + MOST_PATHS) as unknown[]) {
    const column = readColumn(each);
    if (!column || columns.some(({ id }) => id === column.id)) continue;
    if (isPathColumn(column.id) && (paths += 1) > MOST_PATHS) continue;
    columns.push(column);
  }
  for (const [index, column] of FIRST_COLUMNS.entries())
    if (!columns.some(({ id }) => id === column.id)) columns.splice(index, 0, column);
  return columns;
}

function readColumn(stored: unknown): ColumnChoice | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { id, shown, width } = stored as Record<string, unknown>;
  if (typeof id !== 'string' || typeof shown !== 'boolean') return null;
  const known = isPathColumn(id)
    ? id.length <= PATH_LENGTH
    : (OWN_COLUMNS as readonly string[]).includes(id);
  return known ? { id, shown, width: readWidth(width) } : null;
}

function readWidth(stored: unknown): number | null {
  if (typeof stored !== 'number' || !Number.isFinite(stored)) return null;
  return Math.min(COLUMN_WIDTHS.most, Math.max(COLUMN_WIDTHS.least, Math.round(stored)));
}
