import { reachesGoal } from './figures.ts';
import type { Figure, Goal } from './figures.ts';
import { formatTable } from '../scripts/start/tables.ts';

/** Where and with what a run was made. */
interface Circumstances {
  /** Day, as YYYY-MM-DD. */
  date: string;
  machine: string;
  versions: string;
  /** What was left out or done in a smaller way. */
  scope: string;
}

/** A whole run of the bench, as it is written to JSON. */
export interface Results extends Circumstances {
  figures: Figure[];
}

const TITLES = [
  { title: 'Row', align: 'right' },
  { title: 'What' },
  { title: 'Without', align: 'right' },
  { title: 'Sockscope', align: 'right' },
  { title: 'Spread', align: 'right' },
  { title: 'n', align: 'right' },
  { title: 'Ratio', align: 'right' },
  { title: 'Difference', align: 'right' },
  { title: 'Goal' },
  { title: 'Before', align: 'right' },
] as const;

/** The table that a run prints; `before` is the last committed run. */
export function resultTable(figures: readonly Figure[], before: readonly Figure[] = []): string {
  return formatTable(TITLES, cells(figures, before));
}

/** The committed page about a run. */
export function resultPage(results: Results): string {
  const titles = TITLES.slice(0, -1);
  const rows = cells(results.figures, []).map((row) => row.slice(0, -1));
  const rule = titles.map((column) => ('align' in column ? '---:' : '---'));
  return [
    '# What the bench measured',
    '',
    `${results.date}, ${results.machine}; ${results.versions}. ${results.scope}`,
    '',
    'Medians of n rounds that took turns; “Without” is the same page without the extension, “Spread” the',
    'middle half of the rounds. CPU is that of the page’s main thread, for one message. What each row',
    'measures is told in README.md beside this file.',
    '',
    tableLine(titles.map(({ title }) => title)),
    tableLine(rule),
    ...rows.map(tableLine),
    '',
  ].join('\n');
}

function tableLine(row: readonly string[]): string {
  return `| ${row.join(' | ')} |`;
}

/** Two rows may measure the same of the same. */
function keyOf({ row, name }: Figure): string {
  return `${row} ${name}`;
}

function cells(figures: readonly Figure[], before: readonly Figure[]): string[][] {
  const old = new Map(before.map((figure) => [keyOf(figure), figure]));
  return figures.map((figure) => [
    `${figure.row}`,
    figure.name,
    figure.reference === undefined ? '' : amount(figure.reference, figure.unit),
    amount(figure.value, figure.unit),
    figure.rounds > 1 ? figure.spread.map(number).join('–') : '',
    `${figure.rounds}`,
    figure.ratio === undefined ? '' : `× ${figure.ratio.toFixed(2)}`,
    figure.difference === undefined ? '' : signed(figure.difference),
    figure.goal ? `${goalText(figure.goal)} ${reachesGoal(figure) ? '✓' : '✗'}` : '',
    change(figure, old.get(keyOf(figure))),
  ]);
}

/** The ratio where both runs have one, as machines differ; else the value. */
function change(figure: Figure, before: Figure | undefined): string {
  if (!before) return '';
  return figure.ratio !== undefined && before.ratio !== undefined
    ? `× ${before.ratio.toFixed(2)}`
    : amount(before.value, before.unit);
}

function goalText({ of, most, least }: Goal): string {
  const bound = most === undefined ? `≥ ${number(least!)}` : `≤ ${number(most)}`;
  if (of === 'ratio') return bound.replace(' ', ' × ');
  return of === 'difference' ? bound.replace(' ', ' +') : bound;
}

function amount(value: number, unit: string): string {
  return unit ? `${number(value)} ${unit}` : number(value);
}

function signed(value: number): string {
  return value < 0 ? `−${number(-value)}` : `+${number(value)}`;
}

/** Three digits that count, thousands apart. */
function number(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
