import { replaceInFilter } from '../../lib/panel/filter-text.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { TimeRange } from '../../lib/statistics/bars.ts';
import { formatClock, formatDay } from '../format/times.ts';

/** As {@link setTimeRange} writes it; the ends belong to it. */
const WRITTEN = /(?:^|[\s(])time:([\d:.T-]{12,23})\.\.([\d:.T-]{12,23})(?=$|[\s)])/;
const DAY = 86_400_000;
/** A clock time without a day is today's unless that lies so far ahead, milliseconds. */
const AHEAD = 3_600_000;
/** What the filter can name. */
const FIRST = Date.UTC(1000, 1);
const LAST = Date.UTC(9999, 0);

/** Narrows the filter to a range of whole milliseconds, in place of times that it was narrowed to. */
export function setTimeRange(model: PanelModel, range: TimeRange | null): void {
  if (range === null) {
    replaceInFilter(model, 'time', '');
    return;
  }
  const from = Math.min(Math.max(Math.floor(range.from), FIRST), LAST);
  const to = Math.min(Math.max(Math.ceil(range.to) - 1, from), LAST);
  replaceInFilter(model, 'time', `time:${written(from)}..${written(to)}`);
}

/** The range that the filter is narrowed to, where it was {@link setTimeRange} that did it. */
export function timeRangeOf(model: PanelModel): TimeRange | null {
  const found = WRITTEN.exec(model.filterText.value);
  if (!found) return null;
  const from = read(found[1] as string);
  const to = read(found[2] as string);
  return Number.isFinite(from) && to >= from ? { from, to: to + 1 } : null;
}

function written(time: number): string {
  const day = formatDay(time);
  return day === formatDay(Date.now()) ? formatClock(time) : `${day}T${formatClock(time)}`;
}

function read(text: string): number {
  if (text.includes('T')) return new Date(text).getTime();
  const time = new Date(`${formatDay(Date.now())}T${text}`).getTime();
  return time > Date.now() + AHEAD ? time - DAY : time;
}
