import { ReplayPlanner } from '../control/replay-plan.ts';
import type { ReplayPlan } from '../control/replay-plan.ts';
import type { PanelModel } from './panel-model.ts';

/** Which messages are replayed: those shown, all of a connection, or some rows in order. */
export type ReplayScope =
  | { type: 'shown' }
  | { type: 'connection'; key: number }
  | { type: 'rows'; rows: readonly number[] };

/** Rows looked at in one go: a few milliseconds. */
const SLICE = 50_000;

/** Gathers the messages of a replay in slices, so that the panel answers meanwhile. */
export async function gatherReplay(
  model: PanelModel,
  scope: ReplayScope,
  directions: { send: boolean; receive: boolean },
): Promise<ReplayPlan> {
  const { log } = model;
  const planner = new ReplayPlanner(log, directions);
  const listed = scope.type === 'shown' ? model.rows.value : null;
  const chosen = scope.type === 'rows' ? scope.rows : null;
  const range = log.range();
  const start = listed || chosen ? 0 : range.first;
  const end = (listed ?? chosen)?.length ?? range.end;
  for (let index = start; index < end; index += 1) {
    const row = listed?.at(index) ?? chosen?.[index] ?? index;
    if (scope.type !== 'connection' || log.connection(row) === scope.key) planner.add(row);
    // A tick between the slices, one after the other.
    if ((index - start) % SLICE === SLICE - 1) await model.clock.wait(0, AbortSignal.timeout(1000));
  }
  return planner.plan();
}
