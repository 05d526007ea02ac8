import type { Say } from '../../lib/i18n/words.ts';

/** What is wrong, by its name: what it is about, and what could be there instead. */
type Sentence = Say<{ word: string; choices: string }>;

/** What is wrong with a filter. */
export const filterErrors = {
  tooLong: () => 'A filter has at most 10,000 characters.',
  tooMany: () => 'A filter has at most 200 conditions.',
  tooDeep: () => 'Parentheses go 50 levels deep at most.',
  notOpen: () => 'There is no “(” that this could close.',
  notClosed: () => 'This “(” is never closed.',
  missingBefore: ({ word }) =>
    `Something is missing before “${word}”. To find the word, put it in quotes.`,
  missingAfter: ({ word }) => `Something is missing after “${word}”.`,
  noKey: ({ word, choices }) =>
    `There is no key “${word}:”. Did you mean “${choices}:”? To find it as text, put it in quotes.`,
  noValue: ({ word, choices }) => `There is no “${word}”. There is ${choices}.`,
  noOrder: ({ word }) => `This has no order: write ${word}: and a value.`,
  noOrderOfExpressions: () => 'An expression goes with = or != only.',
  valueWanted: ({ word }) => `A value is missing after ${word}.`,
  sizeWanted: () => 'A size is wanted, such as 10kB, 1.5MB or 1kB..10kB.',
  codeWanted: () => 'A close code is wanted, such as 1006 or 4000..4999.',
  durationWanted: () => 'A time span is wanted, such as 100ms, 1.5s or 2m.',
  timeWanted: () => 'A time is wanted, such as 12:30, 12:30:05.250, 2026-11-20T12:30 or -5m.',
  pathWanted: () => 'A path is wanted, such as json:$.user.id = 7.',
  longPath: () => 'A path has at most 32 steps.',
  nameWanted: () => 'A name is wanted after the dot.',
  bracketWanted: () => 'In brackets stands a number, * or a name in quotes, as ["a b"].',
  comparisonWanted: () =>
    'After the path comes =, !=, <, <=, > or >=. Names with signs stand in brackets, as ["a b"].',
  nothingQuoted: () => 'There is nothing between the quotes.',
  badExpression: ({ word }) => word,
  stillLoading: () => 'What runs expressions is still being loaded.',
  notInRe2: () => 'Look-around, back-references and the like are not available here.',
} satisfies Record<string, Sentence>;
