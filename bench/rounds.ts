import type { Cost, Load, Subject } from './subject.ts';

/**
 * Runs a load on all subjects by turns, each round in the other order, so that what slows the machine
 * for a while slows all of them. The first round warms up and is not counted.
 */
export async function inTurns(
  subjects: readonly Subject[],
  load: Load,
  rounds: number,
): Promise<Map<Subject, Cost[]>> {
  const costs = new Map<Subject, Cost[]>(subjects.map((subject) => [subject, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const subject of round % 2 === 0 ? subjects : subjects.toReversed()) {
      const cost = await subject.run(load);
      if (round > 0) costs.get(subject)!.push(cost);
    }
  }
  return costs;
}
