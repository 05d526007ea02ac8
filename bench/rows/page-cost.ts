import { figureOf } from '../figures.ts';
import type { Figure, Goal } from '../figures.ts';
import { inTurns } from '../rounds.ts';
import type { Cost, Subject } from '../subject.ts';
import { pageLoads } from './loads.ts';
import type { NamedLoad } from './loads.ts';

/** Row 1: what the hook costs a page that nobody inspects. */
export async function pageCostWithoutPanel(
  native: Subject,
  others: readonly Subject[],
  { rounds, quick }: { rounds: number; quick: boolean },
): Promise<Figure[]> {
  return pageCost({ row: 1, native, others, rounds, loads: pageLoads(quick), goalOf: goalAlone });
}

/** Row 2: what the hook costs a page while the panel watches, beside a page under DevTools alone. */
export async function pageCostWithPanel(
  native: Subject,
  others: readonly Subject[],
  { rounds, quick }: { rounds: number; quick: boolean },
): Promise<Figure[]> {
  return pageCost({ row: 2, native, others, rounds, loads: pageLoads(quick), goalOf: goalWatched });
}

interface Comparison {
  row: number;
  native: Subject;
  others: readonly Subject[];
  rounds: number;
  loads: readonly NamedLoad[];
  goalOf: (named: NamedLoad) => Goal | undefined;
}

async function pageCost(comparison: Comparison): Promise<Figure[]> {
  const { row, native, others, rounds, loads, goalOf } = comparison;
  const figures: Figure[] = [];
  for (const named of loads) {
    const costs = await inTurns([native, ...others], named.load, rounds);
    const pick = (subject: Subject): number[] => costs.get(subject)!.map(({ page }: Cost) => page);
    for (const subject of others) {
      const naming = {
        row,
        name: `${subject.name}: ${named.name}`,
        unit: 'µs',
        goal: subject === others[0] ? goalOf(named) : undefined,
      };
      figures.push(figureOf(naming, pick(subject), pick(native)));
    }
  }
  return figures;
}

/** At most 1 µs more for small messages; at most 3 % for a page that receives at full speed. */
function goalAlone({ load }: NamedLoad): Goal | undefined {
  return load.size <= 1000 ? { of: 'difference', most: 1 } : { of: 'ratio', most: 1.03 };
}

const WATCHED_MOST: Record<number, number> = { 100: 4, 1000: 8, 64_000: 150 };

function goalWatched({ load }: NamedLoad): Goal {
  return { of: 'difference', most: WATCHED_MOST[load.size]! };
}
