import type { Moment } from './filter-syntax.ts';

const SIZES: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1e3,
  kb: 1e3,
  m: 1e6,
  mb: 1e6,
  g: 1e9,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};

const DURATIONS: Readonly<Record<string, number>> = {
  us: 0.001,
  µs: 0.001,
  '': 1,
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

const MONTHS = 12;
const DAYS = 31;

/** Bytes of `10kB`, `1.5 MiB`; null of what is no size. */
export function parseSize(text: string): number | null {
  const bytes = withUnit(text, SIZES);
  return bytes === null ? null : Math.round(bytes);
}

/** Milliseconds of `100ms`, `1.5s`; null of what is no duration. */
export function parseDuration(text: string): number | null {
  const span = withUnit(text, DURATIONS);
  return span === null ? null : Math.round(span * 1000) / 1000;
}

/** A close code, or null. */
export function parseCode(text: string): number | null {
  return /^\d{1,5}$/.test(text) ? Number(text) : null;
}

/** A moment: `12:30`, `12:30:05.250`, `2026-11-20T12:30`, `-90s`; null of what is none. */
export function parseMoment(text: string): Moment | null {
  if (text.startsWith('-')) {
    const milliseconds = parseDuration(text.slice(1));
    return milliseconds === null ? null : { type: 'ago', milliseconds };
  }
  const found = /^(?:(\d{4})-(\d\d)-(\d\d)T)?(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,3}))?)?$/.exec(
    text,
  );
  if (!found) return null;
  const [, year, month, day, hours, minutes, seconds, fraction] = found;
  const ofDay =
    Number(hours) * 3_600_000 +
    Number(minutes) * 60_000 +
    Number(seconds ?? 0) * 1000 +
    Number((fraction ?? '').padEnd(3, '0'));
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return null;
  const date = year ? { year: Number(year), month: Number(month), day: Number(day) } : null;
  if (date && (date.month < 1 || date.month > MONTHS || date.day < 1 || date.day > DAYS))
    return null;
  const precision = fraction ? 1 : seconds ? 1000 : 60_000;
  return { type: 'clock', date, ofDay, precision };
}

function withUnit(text: string, units: Readonly<Record<string, number>>): number | null {
  const found = /^(\d{1,12}(?:\.\d{1,6})?)([a-zµ]*)$/i.exec(text);
  if (!found) return null;
  const [, number, unit = ''] = found;
  const factor = units[unit.toLowerCase()];
  return factor === undefined ? null : Number(number) * factor;
}
