import type { Connection } from './types.ts';

/** How `bufferedAmount` went since it last rose from zero; bytes and milliseconds. */
export interface Drain {
  readonly peak: number;
  readonly now: number;
  /** From the peak to zero; null while it is not at zero. */
  readonly took: number | null;
  /** Until it is at zero at the pace since the peak; null where it does not fall. */
  readonly left: number | null;
}

/** What a connection's samples say of how its buffer drains; null where nothing has waited. */
export function drainOf({ buffered }: Pick<Connection, 'buffered'>): Drain | null {
  const last = buffered.at(-1);
  if (!last) return null;
  let peak = last;
  for (const sample of buffered) if (sample.bytes > peak.bytes) peak = sample;
  if (peak.bytes === 0) return null;
  const span = Math.max(0, last.time - peak.time);
  if (last.bytes === 0) return { peak: peak.bytes, now: 0, took: span, left: null };
  const fallen = peak.bytes - last.bytes;
  const left = fallen > 0 && span > 0 ? (last.bytes * span) / fallen : null;
  return { peak: peak.bytes, now: last.bytes, took: null, left };
}
