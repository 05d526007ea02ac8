import type { Say } from '../../lib/i18n/words.ts';

const messages: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: '# message', other: '# messages' });

const characters: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: '# character', other: '# characters' });

const moreCharacters: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: '# more character', other: '# more characters' });

const items: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: '# item', other: '# items' });

const keys: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: '# key', other: '# keys' });

const damagedEvents: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: '# damaged event', other: '# damaged events' });

const days: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: '# day', other: '# days' });

/** Amounts of things. */
export const units = { messages, characters, moreCharacters, items, keys, damagedEvents, days };
