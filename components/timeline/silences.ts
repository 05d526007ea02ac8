import type { Bars, TimeRange } from '../../lib/statistics/bars.ts';
import { Series } from '../../lib/statistics/log-tally.ts';

/** No shorter time without a message is told, milliseconds. */
const LEAST = 3000;
/** Nor one that is not so many times as long as messages were apart in the mean. */
const TIMES = 5;
/** With a single message there is no mean, milliseconds. */
const LEAST_AFTER_ONE = 5000;
/** Drawn at most: more would say nothing. */
const MOST = 20;

/**
 * When nothing came although something had come before: the longest such times, in order. The last one
 * may reach up to `end`.
 */
export function silencesOf(bars: Bars, end: number): TimeRange[] {
  const pauses: TimeRange[] = [];
  let first = -1;
  let last = -1;
  let newest = -1;
  let busy = 0;
  const timeOf = (bar: number): number => bars.start + bar * bars.width;
  const add = (to: number): void => {
    if (last >= 0 && to - timeOf(last + 1) >= LEAST) pauses.push({ from: timeOf(last + 1), to });
  };
  for (let bar = 0; bar < bars.count; bar += 1) {
    if (bars.sum(bar, Series.Gaps) > 0) {
      // Something came that is not here: what is before it was no silence.
      last = bar;
      continue;
    }
    if (bars.sum(bar, Series.Received) === 0) continue;
    if (first < 0) first = bar;
    add(timeOf(bar));
    last = newest = bar;
    busy += 1;
  }
  add(end);
  const apart = busy > 1 ? (timeOf(newest) - timeOf(first)) / (busy - 1) : LEAST_AFTER_ONE / TIMES;
  return pauses
    .filter((pause) => lengthOf(pause) >= TIMES * apart)
    .sort((a, b) => lengthOf(b) - lengthOf(a))
    .slice(0, MOST)
    .sort((a, b) => a.from - b.from);
}

/** The longest of them; null where there is none. */
export function longestSilence(silences: readonly TimeRange[]): TimeRange | null {
  return silences.reduce<TimeRange | null>(
    (longest, each) => (longest && lengthOf(longest) >= lengthOf(each) ? longest : each),
    null,
  );
}

const lengthOf = ({ from, to }: TimeRange): number => to - from;
