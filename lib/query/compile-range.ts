import type { Moment, Range } from './filter-syntax.ts';

/** A clock time without a date is the latest one; it may lie ahead by this much, milliseconds. */
const AHEAD = 3_600_000;

/** Makes a test of a comparison with a number. */
export function compileRange(range: Range<number>): (value: number) => boolean {
  if (range.comparison === '..') {
    const { from, to } = range;
    return (value) => value >= from && value <= to;
  }
  const wanted = range.value;
  switch (range.comparison) {
    case '=':
      return (value) => value === wanted;
    case '<':
      return (value) => value < wanted;
    case '<=':
      return (value) => value <= wanted;
    case '>':
      return (value) => value > wanted;
    case '>=':
      return (value) => value >= wanted;
  }
}

/** Makes a test of a comparison with a time; `now` is in milliseconds since the epoch. */
export function compileTime(range: Range<Moment>, now: number): (time: number) => boolean {
  const { from, to } = timeSpan(range, now);
  return (time) => Math.floor(time) >= from && Math.floor(time) < to;
}

/**
 * The times that a comparison lets pass, milliseconds since the epoch, `to` excluded. What is written as
 * `12:30` lasts a minute, `12:30:05` a second: `>` is after its end, `>=` from its start on, `<` before
 * its start, `<=` up to its end, so that of `>` and `<=` exactly one holds. Times are those that a list
 * shows, in whole milliseconds.
 */
export function timeSpan(range: Range<Moment>, now: number): { from: number; to: number } {
  if (range.comparison === '..') {
    const from = startOf(range.from, now);
    const to = endOf(range.to, now);
    // `09:00..17:00` at noon: the end is that of the day that the start is of.
    const isNextDay = to <= from && isClock(range.from) && isClock(range.to);
    return { from, to: isNextDay ? dayAfter(to) : to };
  }
  const start = startOf(range.value, now);
  const end = endOf(range.value, now);
  switch (range.comparison) {
    case '=':
      return { from: start, to: end };
    case '<':
      return { from: -Infinity, to: start };
    case '<=':
      return { from: -Infinity, to: end };
    case '>':
      return { from: end, to: Infinity };
    case '>=':
      return { from: start, to: Infinity };
  }
}

function startOf(moment: Moment, now: number): number {
  if (moment.type === 'ago') return Math.floor(now - moment.milliseconds);
  const { date, ofDay } = moment;
  if (date) return new Date(date.year, date.month - 1, date.day, ...clockOf(ofDay)).getTime();
  const today = new Date(now);
  const at = (days: number): number =>
    new Date(
      today.getFullYear(),
      today.getMonth(),
      today.getDate() + days,
      ...clockOf(ofDay),
    ).getTime();
  // Shortly before midnight the next day's first minutes are ahead, and after it those of today past.
  return [1, 0].map(at).find((time) => time <= now + AHEAD) ?? at(-1);
}

const isClock = (moment: Moment): boolean => moment.type === 'clock' && !moment.date;

function dayAfter(time: number): number {
  const next = new Date(time);
  next.setDate(next.getDate() + 1);
  return next.getTime();
}

function endOf(moment: Moment, now: number): number {
  return startOf(moment, now) + (moment.type === 'ago' ? 1 : moment.precision);
}

/** Hours, minutes, seconds and milliseconds: a day may have 23 or 25 hours. */
function clockOf(ofDay: number): [number, number, number, number] {
  const seconds = Math.floor(ofDay / 1000);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, ofDay % 1000];
}
