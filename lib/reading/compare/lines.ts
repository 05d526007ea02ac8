import type { Run } from './runs.ts';

/** One line of a comparison: of both, of one of them, or a fold of lines that are the same. */
export type ComparedLine =
  | { kind: 'same'; before: number; after: number }
  | { kind: 'removed'; before: number }
  | { kind: 'added'; after: number }
  | { kind: 'folded'; count: number };

/** Lines of runs, with `context` lines of what is the same around each difference. */
export function linesOfRuns(runs: readonly Run[], context: number): ComparedLine[] {
  const lines: ComparedLine[] = [];
  for (const [index, run] of runs.entries()) {
    if (!run.same) {
      for (let at = run.beforeStart; at < run.beforeEnd; at += 1)
        lines.push({ kind: 'removed', before: at });
      for (let at = run.afterStart; at < run.afterEnd; at += 1)
        lines.push({ kind: 'added', after: at });
      continue;
    }
    const count = run.beforeEnd - run.beforeStart;
    const head = index === 0 ? 0 : Math.min(context, count);
    const tail = index === runs.length - 1 ? 0 : Math.min(context, count - head);
    const same = (at: number): ComparedLine => ({
      kind: 'same',
      before: run.beforeStart + at,
      after: run.afterStart + at,
    });
    for (let at = 0; at < head; at += 1) lines.push(same(at));
    const folded = count - head - tail;
    if (folded > 0) lines.push({ kind: 'folded', count: folded });
    for (let at = count - tail; at < count; at += 1) lines.push(same(at));
  }
  return lines;
}

/** Chops runs of single bytes up into rows of up to `perRow`, as a hex dump shows them. */
export interface ByteRow {
  kind: 'same' | 'removed' | 'added' | 'folded';
  /** Offset in the older (removed) or the newer bytes, and how many. */
  start: number;
  length: number;
}

/** Rows of runs of bytes, with a row of what is the same around each difference. */
export function byteRowsOf(runs: readonly Run[], perRow: number): ByteRow[] {
  const rows: ByteRow[] = [];
  const push = (kind: ByteRow['kind'], start: number, end: number) => {
    for (let at = start; at < end; at += perRow)
      rows.push({ kind, start: at, length: Math.min(perRow, end - at) });
  };
  for (const [index, run] of runs.entries()) {
    if (!run.same) {
      push('removed', run.beforeStart, run.beforeEnd);
      push('added', run.afterStart, run.afterEnd);
      continue;
    }
    const head = index === 0 ? run.afterStart : Math.min(run.afterEnd, run.afterStart + perRow);
    const tail = index === runs.length - 1 ? run.afterEnd : Math.max(head, run.afterEnd - perRow);
    push('same', run.afterStart, head);
    if (tail > head) rows.push({ kind: 'folded', start: head, length: tail - head });
    push('same', tail, run.afterEnd);
  }
  return rows;
}
