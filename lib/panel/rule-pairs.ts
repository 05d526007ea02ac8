import { EventFlag, EventKind, type SettledDetail } from '../protocol/events.ts';
import type { LogReader } from '../session/types.ts';

/** Rows that are looked through for the other one of a pair. */
const REACH = 20_000;

/** The message that a rule took away and the one that it put in its place; null where there is none, or it is far. */
interface RulePair {
  before: number | null;
  after: number | null;
}

/** What a message was before a rule changed it, and what it became. */
export function rulePairOf(log: LogReader, row: number): RulePair {
  const flags = log.flags(row);
  if (flags & EventFlag.Modified) return { before: beforeOf(log, row), after: row };
  if (flags & (EventFlag.Blocked | EventFlag.Held))
    return { before: row, after: afterOf(log, row) };
  return { before: null, after: null };
}

/** Recorded right before it stands the message, or what became of it. */
function beforeOf(log: LogReader, row: number): number | null {
  const { first } = log.range();
  let index: number | null = null;
  for (let at = row - 1; at >= Math.max(first, row - REACH); at -= 1) {
    if (log.connection(at) !== log.connection(row)) continue;
    if (index !== null) {
      if (log.index(at) === index) return at;
      continue;
    }
    const settled = settledAt(log, at);
    if (settled?.fate === 'replaced') index = settled.message;
    else if (isBlocked(log, at) && log.kind(at) === log.kind(row)) return at;
    else return null;
  }
  return null;
}

function afterOf(log: LogReader, row: number): number | null {
  const isHeld = (log.flags(row) & EventFlag.Held) !== 0;
  const { end } = log.range();
  let isNext = !isHeld;
  for (let at = row + 1; at < Math.min(end, row + REACH); at += 1) {
    if (log.connection(at) !== log.connection(row)) continue;
    if (isNext) {
      const isMade = (log.flags(at) & EventFlag.Modified) !== 0;
      return isMade && log.kind(at) === log.kind(row) ? at : null;
    }
    const settled = settledAt(log, at);
    if (settled?.message !== log.index(row)) continue;
    if (settled.fate !== 'replaced') return null;
    isNext = true;
  }
  return null;
}

function isBlocked(log: LogReader, row: number): boolean {
  return (log.flags(row) & EventFlag.Blocked) !== 0;
}

function settledAt(log: LogReader, row: number): SettledDetail | undefined {
  if (log.kind(row) !== EventKind.Settled) return undefined;
  return log.detail(row) as SettledDetail | undefined;
}
