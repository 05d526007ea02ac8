import type { Say } from '../../lib/i18n/words.ts';

const level: Say<{ depth: number }> = ({ depth }, words) => `level ${words.number(depth)}`;

/** The tree of a JSON value. */
export const jsonTree = {
  title: 'JSON',
  copyPath: 'Copy path',
  copyValue: 'Copy value',
  filter: 'Filter',
  filterHint: 'Shows the messages with this value only',
  addColumn: 'Column',
  addColumnHint: 'Adds a column with this value of each message',
  columnAdded: 'A column was added',
  columnRefused: 'There are as many columns as there may be, or the path is too long',
  level,
  valueMenu: 'Value',
  onlyThis: 'Show only messages with this value',
  asColumn: 'Add as a column',
};
