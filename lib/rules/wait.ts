import type { NetworkAction } from '../protocol/rule.ts';
import type { CompiledRule } from './compile-rule.ts';

/** One of the reasons for which something waits. */
export interface Wait {
  /** What says so: a rule, or the conditions of the connection. */
  readonly by: CompiledRule | NetworkAction;
  /** Id of the rule. */
  readonly rule: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** When what may go from then on may go for this reason; counts it in its pace. */
  readonly until: (from: number) => number;
  /** How many may overtake it. */
  readonly overtakers: number;
}

/** What can have to wait. */
interface Waits {
  due: number;
  overtakers: number;
  waits: Wait[];
}

/** It waits for this too, after what it waits for already. */
export function addWait(entry: Waits, wait: Wait): void {
  const from = Math.max(entry.due, wait.since);
  const due = wait.until(from);
  if (due <= from && wait.overtakers === 0) return;
  entry.due = due;
  entry.overtakers = Math.max(entry.overtakers, wait.overtakers);
  entry.waits.push(wait);
}

/** It waits for what of it still holds, as though the rest had never been. */
export function waitAnew(entry: Waits, holds: (wait: Wait) => boolean): void {
  const left = entry.waits.filter((wait) => holds(wait));
  const most = Math.max(0, ...left.map(({ overtakers }) => overtakers));
  entry.overtakers = Math.min(entry.overtakers, most);
  entry.due = 0;
  for (const wait of left) entry.due = wait.until(Math.max(entry.due, wait.since));
  entry.waits = left;
}
