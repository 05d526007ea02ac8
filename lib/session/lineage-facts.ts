import { recogniseBackOff } from './back-off.ts';
import type { BackOff } from './back-off.ts';
import { delayBefore } from './delay-before.ts';
import type { Attempt, Lineage } from './lineage.ts';

/** Of a lineage's attempts the latest are looked at: enough for any rule, and quick. */
const MOST_ATTEMPTS = 2000;
/** Delays of one run that a rule is looked for in. */
const MOST_DELAYS = 50;

/** What can be said of a lineage, or of its latest attempts; times in milliseconds. */
export interface LineageFacts {
  /** Oldest first. */
  attempts: readonly Attempt[];
  /** Attempts before them that were not looked at. */
  earlier: number;
  /** Time from the first of them to the last one's end, or to the present; null where unknown. */
  span: number | null;
  /** Of that, the time connected. */
  connected: number;
  /** How many opened. */
  opened: number;
  /** How many ended with each close code; 0 stands for those that ended without one. */
  codes: ReadonlyMap<number, number>;
  /** The rule of the latest run of delays, and how many they are. */
  backOff: BackOff | null;
  delays: number;
}

/** Looks at a lineage as it is at the time `now`. */
export function lineageFacts(lineage: Lineage, now: number): LineageFacts {
  const latest: Attempt[] = [];
  for (let at: Attempt | null = lineage.last; at && latest.length < MOST_ATTEMPTS; at = at.previous)
    latest.push(at);
  const attempts = latest.toReversed();
  const codes = new Map<number, number>();
  let connected = 0;
  let opened = 0;
  for (const { connection } of attempts) {
    const { openedAt, closedAt, close } = connection;
    if (openedAt !== null) {
      opened += 1;
      connected += Math.max(0, (closedAt ?? now) - openedAt);
    }
    if (closedAt !== null) codes.set(close?.code ?? 0, (codes.get(close?.code ?? 0) ?? 0) + 1);
  }
  const start = attempts[0]?.connection.constructedAt ?? null;
  const end = lineage.last.connection.closedAt ?? now;
  return {
    attempts,
    earlier: lineage.count - attempts.length,
    span: start === null ? null : Math.max(0, end - start),
    connected,
    opened,
    codes,
    ...latestBackOff(attempts),
  };
}

/** Most pages begin anew once an attempt opened; where that shows no rule, all delays may. */
function latestBackOff(attempts: readonly Attempt[]): { backOff: BackOff | null; delays: number } {
  const sinceOpen = latestRun(attempts, true);
  const backOff = recogniseBackOff(sinceOpen);
  if (backOff) return { backOff, delays: sinceOpen.length };
  const all = latestRun(attempts, false);
  return { backOff: recogniseBackOff(all), delays: all.length };
}

/** The latest delays that follow each other, oldest first. */
function latestRun(attempts: readonly Attempt[], sinceOpen: boolean): number[] {
  const run: number[] = [];
  for (let at = attempts.length - 1; at > 0 && run.length < MOST_DELAYS; at -= 1) {
    const attempt = attempts[at] as Attempt;
    const delay = delayBefore(attempt);
    if (delay === null) break;
    run.push(delay);
    if (sinceOpen && attempt.previous?.connection.openedAt !== null) break;
  }
  return run.toReversed();
}
