import type { TimeRange } from '../../lib/statistics/bars.ts';
import { formatDay } from '../format/times.ts';

const DAY = 86_400_000;

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** A time at an axis whose marks are `step` milliseconds apart, as short as tells it from its neighbours. */
export function axisTime(time: number, step: number, range: TimeRange): string {
  const date = new Date(time);
  const day = formatDay(time);
  if (step >= DAY) return day;
  const minutes = `${pad(date.getHours())}:${pad(date.getMinutes())}`;
  const seconds = `${minutes}:${pad(date.getSeconds())}`;
  const isLong = range.to - range.from > DAY;
  if (step >= 60_000) return isLong ? `${day.slice(5)} ${minutes}` : minutes;
  if (step >= 1000) return seconds;
  return `${seconds}.${String(date.getMilliseconds())
    .padStart(3, '0')
    .slice(0, step >= 100 ? 1 : 3)}`;
}
