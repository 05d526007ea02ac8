import type { Bars, TimeRange } from '../../lib/statistics/bars.ts';

/** What can be done with the timeline; times in milliseconds since the epoch. */
export interface TimelineActions {
  /** Shows `factor` times as much, around a time. */
  zoom(factor: number, around?: number): void;
  /** Moves by a share of what is shown. */
  pan(share: number): void;
  /** Shows all. */
  fit(): void;
  zoomToBrush(): void;
  /** Shows the messages of a range alone, or with null those of all times. */
  brush(range: TimeRange | null): void;
  moveCursor(time: number): void;
}

/** What is shown. */
export interface TimelineState {
  range: TimeRange;
  extent: TimeRange;
  bars: Bars;
  brush: TimeRange | null;
  cursor: number | null;
}

/** Arrows move, with Shift they choose; `+`, `-` and `0` zoom; Escape lets the choice go. */
export function timelineKey(
  event: KeyboardEvent,
  state: TimelineState,
  actions: TimelineActions,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const to = cursorAfter(event.key, state);
  if (to !== null) {
    if (event.shiftKey) extendBrush(state, to, actions);
    actions.moveCursor(to);
  } else if (event.key === '+' || event.key === '=') actions.zoom(0.5);
  else if (event.key === '-') actions.zoom(2);
  else if (event.key === '0') actions.fit();
  else if (event.key === 'Enter' && state.brush) actions.zoomToBrush();
  else if (event.key === 'Enter' && state.cursor !== null)
    actions.brush({ from: state.cursor, to: state.cursor + 1 });
  else if (event.key === 'Escape' && state.brush) actions.brush(null);
  else return;
  event.preventDefault();
}

function cursorAfter(key: string, { range, extent, bars, cursor }: TimelineState): number | null {
  const middle = bars.width / 2;
  const from = cursor ?? Math.min(range.to, bars.start + bars.count * bars.width) + middle;
  switch (key) {
    case 'ArrowLeft':
      return from - bars.width;
    case 'ArrowRight':
      return from + bars.width;
    case 'PageUp':
      return from - 10 * bars.width;
    case 'PageDown':
      return from + 10 * bars.width;
    case 'Home':
      return extent.from;
    case 'End':
      return extent.to;
    default:
      return null;
  }
}

/** The end of the choice that is nearer to the cursor goes with it. */
function extendBrush({ brush, cursor }: TimelineState, to: number, actions: TimelineActions): void {
  const start = cursor ?? to;
  const fixed = !brush
    ? start
    : Math.abs(start - brush.from) < Math.abs(start - brush.to)
      ? brush.to - 1
      : brush.from;
  actions.brush({ from: Math.min(fixed, to), to: Math.max(fixed, to) });
}
