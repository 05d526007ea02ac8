import { type ColumnChoice, isPathColumn, type OwnColumn } from '../../lib/panel/columns.ts';
import { type PlainKey, t } from '../../lib/i18n/translate.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import type { Preferences, TimeStyle } from '../../lib/panel/preferences.ts';

/** What is known of a column beside what was chosen. */
interface ColumnFacts {
  label: PlainKey;
  /** In place of the label where there is little room. */
  sign?: string;
  /** Pixels. */
  width: number;
}

/** What every own column is called, and how wide it is of itself. */
export const COLUMN_FACTS: Readonly<Record<OwnColumn, ColumnFacts>> = {
  number: { label: 'messages.number', sign: '#', width: 50 },
  time: { label: 'messages.time', width: 92 },
  delta: { label: 'messages.delta', sign: 'Δ', width: 76 },
  direction: { label: 'messages.direction', sign: '↕', width: 24 },
  connection: { label: 'messages.connection', width: 110 },
  label: { label: 'messages.kind', width: 76 },
  data: { label: 'messages.data', width: 240 },
  size: { label: 'messages.size', width: 62 },
};

/** What the column of times is called by what it says. */
export const TIME_LABELS: Readonly<Record<TimeStyle, PlainKey>> = {
  clock: 'messages.time',
  start: 'messages.sinceStart',
  previous: 'messages.sincePrevious',
  selected: 'messages.sinceSelected',
};

const PATH_WIDTH = 110;
const PATH_LIMIT = 300;

/** Pixels that the widest column keeps before another one leaves. */
const LEAST_REST = 180;

/** Columns leave a narrow list in the order in which they are missed least; after them those of paths. */
const LEAVING: readonly string[] = ['number', 'connection', 'delta', 'label', 'size'];

/** A column as it is drawn. */
export interface LaidOutColumn {
  id: string;
  /** Pixels; null for the one that takes the rest. */
  width: number | null;
}

/** The columns that fit into a width in pixels; 0 is that of a list which is not measured yet. */
export function layOutColumns(
  choices: readonly ColumnChoice[],
  available: number,
  mixed: boolean,
): LaidOutColumn[] {
  const wanted = choices.filter(({ id, shown }) => shown && (mixed || id !== 'connection'));
  const shown = (wanted.length > 0 ? wanted : choices.filter(({ id }) => id === 'data')).map(
    ({ id, width }) => ({ id, width: width ?? ownWidth(id) }),
  );
  const rest = shown.some(({ id }) => id === 'data') ? 'data' : shown.at(-1)?.id;
  const paths = shown.filter(({ id }) => isPathColumn(id)).map(({ id }) => id);
  const leaving = [...LEAVING, ...paths.toReversed()].filter((id) => id !== rest);
  let columns = shown;
  const taken = () => columns.reduce((sum, { id, width }) => sum + (id === rest ? 0 : width), 0);
  for (const id of leaving) {
    if (available === 0 || taken() + LEAST_REST <= available) break;
    columns = columns.filter((column) => column.id !== id);
  }
  return columns.map(({ id, width }) => ({ id, width: id === rest ? null : width }));
}

/** The columns as `grid-template-columns`. */
export function columnTemplate(columns: readonly LaidOutColumn[]): string {
  return columns.map(({ width }) => (width === null ? 'minmax(0, 1fr)' : `${width}px`)).join(' ');
}

/** Whether the id is that of a column that is always there. */
export function isOwnColumn(id: string): id is OwnColumn {
  return Object.hasOwn(COLUMN_FACTS, id);
}

function ownWidth(id: string): number {
  return isOwnColumn(id) ? COLUMN_FACTS[id].width : PATH_WIDTH;
}

/** What a column is called. */
export function columnName(id: string, preferences: Preferences): string {
  if (id === 'time') return t(TIME_LABELS[preferences.timeStyle.value]);
  return isOwnColumn(id) ? t(COLUMN_FACTS[id].label) : visibleLine(id, PATH_LIMIT);
}
