import type { JsonStep } from './json-path.ts';

/** Where something stands in the filter text: UTF-16 units, end excluded. */
interface Span {
  start: number;
  end: number;
}

/** What can be wrong with a filter; the interface has a sentence for each. */
export type FilterProblem =
  | 'tooLong'
  | 'tooMany'
  | 'tooDeep'
  | 'notOpen'
  | 'notClosed'
  | 'missingBefore'
  | 'missingAfter'
  | 'noKey'
  | 'noValue'
  | 'noOrder'
  | 'noOrderOfExpressions'
  | 'valueWanted'
  | 'sizeWanted'
  | 'codeWanted'
  | 'durationWanted'
  | 'timeWanted'
  | 'pathWanted'
  | 'longPath'
  | 'nameWanted'
  | 'bracketWanted'
  | 'comparisonWanted'
  | 'nothingQuoted'
  | 'badExpression'
  | 'stillLoading'
  | 'notInRe2';

/** What is wrong with a filter, and where. */
export class FilterError extends SyntaxError implements Span {
  override readonly name = 'FilterError';
  readonly problem: FilterProblem;
  readonly start: number;
  readonly end: number;
  /** What the sentence is about, such as the key that is none. */
  readonly word: string;
  /** What it could be instead. */
  readonly choices: string;

  constructor(problem: FilterProblem, start: number, end: number, word = '', choices = '') {
    super(problem);
    this.problem = problem;
    this.start = start;
    this.end = end;
    this.word = word;
    this.choices = choices;
  }
}

/** Names after `kind:`, in the order in which they are offered. */
export const KIND_NAMES = [
  'message',
  'text',
  'binary',
  'lifecycle',
  'new',
  'open',
  'close',
  'error',
  'gap',
  'state',
  'binarytype',
  'diagnostic',
] as const;
/** Names after `dir:`. */
export const DIRECTION_NAMES = ['send', 'receive'] as const;
/** Names after `is:`. */
export const STATE_NAMES = [
  'injected',
  'blocked',
  'modified',
  'held',
  'discarded',
  'released',
  'heartbeat',
] as const;

export type KindName = (typeof KIND_NAMES)[number];
export type DirectionName = (typeof DIRECTION_NAMES)[number];
export type StateName = (typeof STATE_NAMES)[number];

/** What a text is searched for. */
export type Pattern =
  { type: 'words'; text: string } | { type: 'expression'; source: string; flags: string };

export type Comparison = '=' | '<' | '<=' | '>' | '>=';

/** A comparison with one value, or with both ends of a range, which belong to it. */
export type Range<Value> =
  { comparison: Comparison; value: Value } | { comparison: '..'; from: Value; to: Value };

/** A moment as it was written: so long before now, or a local clock time of a day or of the latest. */
export type Moment =
  | { type: 'ago'; milliseconds: number }
  | {
      type: 'clock';
      date: { year: number; month: number; day: number } | null;
      /** Hours, minutes, seconds and milliseconds as milliseconds; how long what was written lasts. */
      ofDay: number;
      precision: 60_000 | 1000 | 1;
    };

/** What a value of a JSON message is compared with; bare `7` is the number and the text. */
export type JsonLiteral =
  | { type: 'bare'; text: string }
  | { type: 'quoted'; text: string }
  | (Pattern & { type: 'expression' });

/** One condition. */
export type Term =
  | { type: 'text'; pattern: Pattern }
  | { type: 'dir'; values: readonly DirectionName[] }
  | { type: 'kind'; values: readonly KindName[] }
  | { type: 'is'; values: readonly StateName[] }
  | { type: 'conn'; values: readonly (Pattern | { type: 'number'; number: number })[] }
  | { type: 'url' | 'frame' | 'event'; values: readonly Pattern[] }
  /** Bytes, a close code, milliseconds. */
  | { type: 'size' | 'code' | 'delta'; range: Range<number> }
  | { type: 'time'; range: Range<Moment> }
  | {
      type: 'json';
      path: readonly JsonStep[];
      /** Null asks whether the path leads to anything. */
      test: { comparison: Comparison | '!='; literal: JsonLiteral } | null;
    };

/** A filter as a tree. */
export type FilterNode = Span &
  (Term | { type: 'and' | 'or'; nodes: readonly FilterNode[] } | { type: 'not'; node: FilterNode });

/** The keys of the language, in the order in which they are offered. */
export const FILTER_KEYS = [
  'dir',
  'kind',
  'is',
  'event',
  'json',
  'size',
  'conn',
  'url',
  'frame',
  'code',
  'time',
  'delta',
] as const;

export type FilterKey = (typeof FILTER_KEYS)[number];

/** Whether a word is a key. */
export function isFilterKey(word: string): word is FilterKey {
  return (FILTER_KEYS as readonly string[]).includes(word);
}
