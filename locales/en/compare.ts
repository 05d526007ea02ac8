import type { Say } from '../../lib/i18n/words.ts';

const differences: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: '# difference', other: '# differences' });

const sameLines: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: '# equal line', other: '# equal lines' });

const sameBytes: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: '# equal byte', other: '# equal bytes' });

const tooLong: Say<{ most: number }> = ({ most }, words) =>
  `Too long to compare: more than ${words.number(most)} characters or bytes.`;

/** What differs between two messages. */
export const compare = {
  title: 'Differences',
  with: 'Compare with',
  previous: 'Previous',
  marked: 'Marked',
  previousOfKind: 'With the previous of its kind',
  isMarked: 'This message is marked: select another one to compare with it',
  mark: 'Mark',
  unmark: 'Unmark',
  goTo: 'Go to the other',
  isFirst: 'No message before it on its connection goes the same way.',
  same: 'Both messages are the same.',
  sameJson: 'Both say the same: only the order of members or the white space differs.',
  differences,
  andMore: 'and more',
  sameLines,
  sameBytes,
  tooLong,
  added: 'added',
  removed: 'removed',
  changed: 'changed',
};
