import { type Run, runsOf } from './runs.ts';

/** Units of two texts, and the runs of them. */
export interface TextComparison {
  /** Lines with their ends, or words where there is but one line. */
  by: 'lines' | 'words';
  before: string[];
  after: string[];
  runs: Run[];
}

/** Beyond this, what is in a line is not compared by words. UTF-16 units. */
const WORDS_AT_MOST = 20_000;

/** Compares two texts line by line, or word by word where neither has lines. */
export function compareText(before: string, after: string): TextComparison {
  const short = before.length <= WORDS_AT_MOST && after.length <= WORDS_AT_MOST;
  const by = short && !/\n/.test(before) && !/\n/.test(after) ? 'words' : 'lines';
  const split = by === 'words' ? wordsOf : linesOf;
  const parts = { before: split(before), after: split(after) };
  return { by, ...parts, runs: runsOf(parts.before, parts.after) };
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}
