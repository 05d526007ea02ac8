import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { EventKind, isMessageKind } from '../../lib/protocol/events.ts';
import type { Work } from '../../lib/reading/slices.ts';

/** Rows between two chances to pause. */
const STEP = 1024;

/** The largest message that is shown, the first of them; null where there is none. */
export function* largestMessage(model: PanelModel): Work<number | null> {
  const { log } = model;
  let found: number | null = null;
  let most = -1;
  // The list may grow meanwhile: it is asked for anew each time.
  for (let index = 0; index < model.rows.value.length; index += 1) {
    const row = model.rows.value.at(index);
    if (isMessageKind(log.kind(row)) && log.byteLength(row) > most) {
      most = log.byteLength(row);
      found = row;
    }
    if (index % STEP === 0) yield index / model.rows.value.length;
  }
  return found;
}

/** The shown row that came longest after the one before it; null where there are no two. */
export function* afterLongestPause(model: PanelModel): Work<number | null> {
  const { log } = model;
  let found: number | null = null;
  let longest = -1;
  let before: number | null = null;
  for (let index = 0; index < model.rows.value.length; index += 1) {
    const row = model.rows.value.at(index);
    const time = log.time(row);
    if (before !== null && time - before > longest) {
      longest = time - before;
      found = row;
    }
    before = time;
    if (index % STEP === 0) yield index / model.rows.value.length;
  }
  return found;
}

/**
 * The last message received before a time, milliseconds since the epoch, whether it is shown or not;
 * of one connection, or with null of all.
 */
export function* lastReceived(
  { log }: PanelModel,
  connection: number | null,
  before: number,
): Work<number | null> {
  const { first, end } = log.range();
  for (let row = end - 1; row >= first; row -= 1) {
    if (
      log.kind(row) === EventKind.Receive &&
      (connection === null || log.connection(row) === connection) &&
      log.time(row) < before
    )
      return row;
    if (row % STEP === 0) yield (end - row) / (end - first);
  }
  return null;
}
