import { replaceInFilter } from '../../lib/panel/filter-text.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { timeSpan } from '../../lib/query/compile-range.ts';
import { timesInFilter } from '../../lib/query/edit-filter.ts';
import { parseMoment } from '../../lib/query/parse-value.ts';
import type { TimeRange } from '../../lib/statistics/bars.ts';
import { formatClock, formatDay } from '../format/times.ts';

/** What the filter can name. */
const FIRST = Date.UTC(1000, 1);
const LAST = Date.UTC(9999, 0);

/** Narrows the filter to a range of whole milliseconds, in place of times that it was narrowed to. */
export function setTimeRange(model: PanelModel, range: TimeRange | null): void {
  if (range === null) {
    replaceInFilter(model, 'time', '');
    return;
  }
  const now = Date.now();
  const from = Math.min(Math.max(Math.floor(range.from), FIRST), LAST);
  const to = Math.min(Math.max(Math.ceil(range.to) - 1, from), LAST);
  replaceInFilter(model, 'time', `time:${written(from, now)}..${written(to, now)}`);
}

/**
 * The range that the conditions of a filter narrow it to, however they are written; null where there
 * are none. An open end is infinite.
 * @param now what `-1m` is told from, milliseconds since the epoch
 */
export function timeRangeOf(filter: string, now: number): TimeRange | null {
  const times = timesInFilter(filter);
  if (times.length === 0) return null;
  const spans = times.map((range) => timeSpan(range, now));
  const from = Math.max(...spans.map((span) => span.from));
  return { from, to: Math.max(from, Math.min(...spans.map((span) => span.to))) };
}

/** A range within another, as far as there is a choice: never empty. */
export function withinRange(range: TimeRange, outer: TimeRange): TimeRange {
  const from = Math.min(Math.max(range.from, outer.from), outer.to);
  return { from, to: Math.min(Math.max(range.to, from), Math.max(outer.to, from)) };
}

/** With its day, where the clock alone would be read as that of another day. */
function written(time: number, now: number): string {
  const clock = formatClock(time);
  const moment = parseMoment(clock);
  const isEnough = moment && timeSpan({ comparison: '=', value: moment }, now).from === time;
  return isEnough ? clock : `${formatDay(time)}T${clock}`;
}
