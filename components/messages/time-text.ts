import type { TimeStyle } from '../../lib/panel/preferences.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { formatClock, formatDelta } from '../format/times.ts';

/** How times are told, and the moments that they may be told from; milliseconds since the epoch. */
export interface Moments {
  style: TimeStyle;
  start: number | null;
  selected: number | null;
}

/** The moments of a model as it is now: it starts with the connection that is shown, else with the first. */
export function momentsOf(model: PanelModel, style: TimeStyle): Moments {
  const { log } = model;
  const row = model.selectedRow.value;
  const key = model.selectedConnection.value;
  const connection = key === null ? model.connections.value[0] : model.connection(key);
  const rows = model.rows.value;
  return {
    style,
    start: connection?.constructedAt ?? (rows.length > 0 ? log.time(rows.at(0)) : null),
    selected: row === null ? null : log.time(row),
  };
}

/** A time as the column says it; empty where there is nothing to tell it from. */
export function timeText(time: number, previous: number | null, moments: Moments): string {
  if (moments.style === 'clock') return formatClock(time);
  const from = moments.style === 'previous' ? previous : moments[moments.style];
  return from === null ? '' : formatDelta(time - from);
}
