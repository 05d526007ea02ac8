import { formatNumber } from '../../lib/i18n/translate.ts';

const UNITS = ['kB', 'MB', 'GB', 'TB'];

/** A whole number with thousands separators, as `12,430`. */
export function formatCount(count: number): string {
  return formatNumber(count);
}

/** A number of bytes in decimal units, as `312 B`, `3.4 MB`, `64 kB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  let value = bytes;
  let unit = -1;
  // 999.5 would be rounded to 1000 of the smaller unit.
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  if (unit < 0) return `${Math.round(value)} B`;
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}
