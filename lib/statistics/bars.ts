import { widthFor } from './bar-widths.ts';
import type { LogTally, Series } from './log-tally.ts';

/** A span of time, milliseconds since the epoch. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** A tally as bars of one width, as they are drawn and told. */
export interface Bars {
  /** Of a bar, milliseconds. */
  readonly width: number;
  /** Where the first bar begins, milliseconds since the epoch. */
  readonly start: number;
  readonly count: number;
  /** The sum of a series in a bar, from 0. */
  sum(bar: number, series: Series): number;
}

/** A tally over a range as at most `most` bars, and one more at the edges. */
export function barsOf({ buckets }: LogTally, range: TimeRange, most: number): Bars {
  const width = widthFor(range.to - range.from, most, buckets.width);
  const factor = width / buckets.width;
  const first = Math.floor(range.from / width);
  const count = Math.max(1, Math.ceil(range.to / width) - first);
  return {
    width,
    start: first * width,
    count,
    sum(bar, series) {
      const from = Math.max(buckets.first, (first + bar) * factor);
      const to = Math.min(buckets.last, (first + bar + 1) * factor - 1);
      let total = 0;
      for (let bucket = from; bucket <= to; bucket += 1) total += buckets.value(bucket, series);
      return total;
    },
  };
}
