import { figureOf } from '../figures.ts';
import type { Figure, Goal } from '../figures.ts';
import { inTurns } from '../rounds.ts';
import type { Load, Subject } from '../subject.ts';

const LOADS: readonly [name: string, load: Load][] = [
  ['text 100 B', { direction: 'receive', kind: 'text', size: 100, count: 30_000 }],
  ['text 1 kB', { direction: 'receive', kind: 'text', size: 1000, count: 15_000 }],
  ['ArrayBuffer 100 B', { direction: 'receive', kind: 'arraybuffer', size: 100, count: 30_000 }],
  ['ArrayBuffer 1 kB', { direction: 'receive', kind: 'arraybuffer', size: 1000, count: 15_000 }],
];

/**
 * Row 3: messages a second until the last of a flood is there, nothing left out. DevTools record the
 * network by themselves as soon as they are open, which alone costs the page more than half of its
 * speed, and no extension can switch that off. So the panel stands beside both: the bare page, and the
 * page under DevTools.
 */
export async function throughput(
  native: Subject,
  devTools: Subject,
  others: readonly Subject[],
  { rounds, quick }: { rounds: number; quick: boolean },
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, load] of quick ? LOADS.slice(0, 2) : LOADS) {
    const smaller = quick ? { ...load, count: load.count / 2 } : load;
    const costs = await inTurns([native, devTools, ...others], smaller, rounds);
    const rates = (subject: Subject): number[] => costs.get(subject)!.map(({ rate }) => rate);
    const add = (what: string, subject: Subject, reference: Subject, goal?: Goal): void => {
      const naming = { row: 3, name: `${what}, ${name}`, unit: '/s', goal };
      figures.push(figureOf(naming, rates(subject), rates(reference)));
    };
    for (const subject of [devTools, ...others]) {
      add(`${subject.name} beside the bare page`, subject, native);
    }
    for (const subject of others) {
      const goal = subject.panel ? ({ of: 'ratio', least: 0.8 } as const) : undefined;
      add(`${subject.name} beside DevTools alone`, subject, devTools, goal);
    }
  }
  return figures;
}
