import { useEffect, useMemo } from 'preact/hooks';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { widthFor } from '../../lib/statistics/bar-widths.ts';
import type { TimeRange } from '../../lib/statistics/bars.ts';
import { WHOLE_LOG } from '../../lib/statistics/log-tally.ts';
import type { LogTally } from '../../lib/statistics/log-tally.ts';

/** Opens a tally when it is needed, and closes it with the component or when another one is. */
class TallyHolder {
  #tally: LogTally | null = null;
  #for = '';
  readonly #model: PanelModel;

  constructor(model: PanelModel) {
    this.#model = model;
  }

  get current(): LogTally | null {
    return this.#tally;
  }

  open(connection: number | null, from: number, to: number, width: number): LogTally {
    const wanted = `${connection} ${from} ${to} ${width}`;
    if (this.#tally && wanted === this.#for) return this.#tally;
    this.close();
    this.#for = wanted;
    this.#tally = this.#model.openTally({ connection, from, to, width });
    return this.#tally;
  }

  close(): void {
    if (this.#tally) this.#model.closeTally(this.#tally);
    this.#tally = null;
    this.#for = '';
  }
}

/** The tally of all rows of a connection, or of all. */
export function useWholeTally(model: PanelModel, connection: number | null): LogTally {
  const holder = useHolder(model);
  return holder.open(connection, WHOLE_LOG.from, WHOLE_LOG.to, WHOLE_LOG.width);
}

/**
 * The tally to draw a range from: that of all rows, or where its buckets are too wide one of its own,
 * once all rows have been counted for it.
 */
export function useRangeTally(
  model: PanelModel,
  whole: LogTally,
  { from, to }: TimeRange,
  { live, bars }: { live: boolean; bars: number },
): LogTally {
  const holder = useHolder(model);
  const width = widthFor(to - from, bars);
  if (whole.buckets.width <= width) {
    holder.close();
    return whole;
  }
  const { connection } = whole.scope;
  const now = holder.current;
  const isGood =
    now !== null &&
    now.scope.connection === connection &&
    now.scope.from <= from &&
    now.scope.to >= (live ? Infinity : to) &&
    now.buckets.width <= width;
  // A little more on both sides, so that small moves need no new one.
  const margin = (to - from) / 2;
  const fine = isGood
    ? now
    : holder.open(connection, from - margin, live ? Infinity : to + margin, width);
  return fine.complete ? fine : whole;
}

function useHolder(model: PanelModel): TallyHolder {
  const holder = useMemo(() => new TallyHolder(model), [model]);
  useEffect(() => () => holder.close(), [holder]);
  return holder;
}
