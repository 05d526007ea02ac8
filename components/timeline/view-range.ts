import type { TimeRange } from '../../lib/statistics/bars.ts';

/** No view is shorter, milliseconds: pages do not tell times apart any finer. */
const LEAST_SPAN = 20;

/** The part of the log that is seen; null for all of it. With `live` its end stays at the newest. */
export type View = { readonly from: number; readonly to: number; readonly live: boolean } | null;

/** The times that a view shows of a log that reaches from the first row to the last or to now. */
export function shownRange(view: View, extent: TimeRange): TimeRange {
  if (!view) return withLeastSpan(extent);
  if (!view.live) return view;
  return { from: extent.to - (view.to - view.from), to: extent.to };
}

/** A view `factor` times as long around a time that stays where it is. */
export function zoomed(range: TimeRange, extent: TimeRange, factor: number, around: number): View {
  const span = Math.max(LEAST_SPAN, (range.to - range.from) * factor);
  const share = (around - range.from) / (range.to - range.from);
  return settled(around - span * share, span, extent);
}

/** A view moved by a part of its length. */
export function panned(range: TimeRange, extent: TimeRange, share: number): View {
  const span = range.to - range.from;
  return settled(range.from + span * share, span, extent);
}

/** A view of a given range, as far as there is something to see. */
export function viewOf(range: TimeRange, extent: TimeRange): View {
  return settled(range.from, Math.max(LEAST_SPAN, range.to - range.from), extent);
}

function settled(from: number, span: number, extent: TimeRange): View {
  const whole = withLeastSpan(extent);
  if (span >= whole.to - whole.from) return null;
  const start = Math.min(Math.max(from, whole.from), whole.to - span);
  return { from: start, to: start + span, live: start + span >= whole.to };
}

function withLeastSpan({ from, to }: TimeRange): TimeRange {
  return { from, to: Math.max(to, from + LEAST_SPAN) };
}
