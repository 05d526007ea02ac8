import type { Say } from '../../lib/i18n/words.ts';

const place: Say<{ current: number; count: number }> = ({ current, count }, words) =>
  `${words.number(current)} of ${words.number(count)}`;

const placeOfMore: Say<{ current: number; count: number }> = ({ current, count }, words) =>
  `${words.number(current)} of ${words.number(count)}+`;

/** The search inside a message. */
export const find = {
  title: 'Find in message',
  place,
  placeOfMore,
  searching: 'Searching…',
  none: 'No match',
  matchCase: 'Match case',
  matchCaseSign: 'Aa',
  previous: 'Previous match',
  previousHint: 'Previous match (Shift+Enter)',
  next: 'Next match',
  nextHint: 'Next match (Enter)',
  close: 'Close find',
  closeHint: 'Close (Esc)',
};
