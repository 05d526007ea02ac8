import { figureOf } from '../figures.ts';
import type { Figure } from '../figures.ts';
import type { Load, Subject } from '../subject.ts';
import { inTurns } from '../rounds.ts';

/** Chromium lets no more than 255 be open. */
const SOCKETS = [1, 10, 100, 250];
const COUNTS = [1000, 10_000, 100_000];
const LOAD = { direction: 'receive', kind: 'text', size: 100 } as const;
const SOCKETS_COUNT = 10_000;

/** Row 7: what a message costs the page and the browser as sockets and messages become more. */
export async function growth(
  native: Subject,
  panel: Subject,
  { rounds }: { rounds: number },
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const sockets of SOCKETS) {
    const load = { ...LOAD, count: SOCKETS_COUNT, sockets };
    figures.push(...(await step(`${count(sockets)} sockets`, load, native, panel, rounds)));
  }
  for (const messages of COUNTS) {
    const load = { ...LOAD, count: messages };
    figures.push(...(await step(`${count(messages)} messages`, load, native, panel, rounds)));
  }
  return figures;
}

async function step(
  name: string,
  load: Load,
  native: Subject,
  panel: Subject,
  rounds: number,
): Promise<Figure[]> {
  const costs = await inTurns([native, panel], load, rounds);
  const [reference, ours] = [costs.get(native)!, costs.get(panel)!];
  return (['page', 'browser'] as const).map((measure) =>
    figureOf(
      { row: 7, name: `${name}: CPU of the ${measure}`, unit: 'µs' },
      ours.map((cost) => cost[measure]),
      reference.map((cost) => cost[measure]),
    ),
  );
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
