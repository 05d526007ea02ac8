import { diffArrays } from 'diff';

/** A stretch of two sequences that is the same in both, or stands in place of each other. */
export interface Run {
  same: boolean;
  beforeStart: number;
  beforeEnd: number;
  afterStart: number;
  afterEnd: number;
}

/** What is between the common ends of two sequences is aligned up to this many elements of both. */
const MOST_ALIGNED = 40_000;
/** Insertions and deletions looked for at most; the work grows with their square. */
const MOST_EDITS = 1500;
/** Milliseconds that aligning may take at most: a quick glance, then the coarse answer. */
const LONGEST = 150;

/**
 * The stretches of two sequences, in order. Where they differ so much that aligning them would hold
 * up the panel, all between their common ends is one stretch.
 */
export function runsOf<T>(before: ArrayLike<T>, after: ArrayLike<T>): Run[] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail += 1;
  const runs = new Runs();
  runs.add(true, start, start);
  const beforeEnd = before.length - tail;
  const afterEnd = after.length - tail;
  for (const [same, removed, added] of align(before, after, start, beforeEnd, afterEnd))
    runs.add(same, removed, added);
  runs.add(true, tail, tail);
  return runs.found;
}

class Runs {
  readonly found: Run[] = [];

  add(same: boolean, removed: number, added: number): void {
    if (removed === 0 && added === 0) return;
    const last = this.found.at(-1);
    const beforeStart = last?.beforeEnd ?? 0;
    const afterStart = last?.afterEnd ?? 0;
    const beforeEnd = beforeStart + removed;
    const afterEnd = afterStart + added;
    if (last?.same === same) Object.assign(last, { beforeEnd, afterEnd });
    else this.found.push({ same, beforeStart, beforeEnd, afterStart, afterEnd });
  }
}

/** Same or not, elements of the one, elements of the other. */
function align<T>(
  before: ArrayLike<T>,
  after: ArrayLike<T>,
  start: number,
  beforeEnd: number,
  afterEnd: number,
): [boolean, number, number][] {
  const removed = beforeEnd - start;
  const added = afterEnd - start;
  const coarse: [boolean, number, number][] = [[false, removed, added]];
  if (removed === 0 || added === 0 || removed + added > MOST_ALIGNED) return coarse;
  const part = (all: ArrayLike<T>, end: number) =>
    Array.prototype.slice.call(all, start, end) as T[];
  const changes = diffArrays(part(before, beforeEnd), part(after, afterEnd), {
    maxEditLength: MOST_EDITS,
    timeout: LONGEST,
  });
  return (
    changes?.map((change) => [
      !change.added && !change.removed,
      change.added ? 0 : change.count,
      change.removed ? 0 : change.count,
    ]) ?? coarse
  );
}
