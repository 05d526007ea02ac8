import type { Say } from '../../lib/i18n/words.ts';

const exported: Say<{ name: string }> = ({ name }) => `Saved the settings as ${name}`;

const imported: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: 'Took over # setting', other: 'Took over # settings' });

const importedBut: Say<{ count: number; passedOver: string }> = (variables, words) =>
  `${imported(variables, words)}; not understood: ${variables.passedOver}`;

const columnFull: Say<{ most: number }> = ({ most }, words) =>
  `There are ${words.number(most)} columns of paths already: remove one first`;

/** The settings, and the list of keys. */
export const settings = {
  list: 'List',
  rows: 'Rows',
  times: 'Times',
  columns: 'Columns',
  addColumn: 'Column for a JSON path',
  add: 'Add',
  columnWrong: 'A path starts with $, such as $.user.id',
  columnFull,
  remove: 'Remove',
  panes: 'Panes',
  details: 'Details',
  fit: 'Sizes that fit',
  log: 'Log',
  memory: 'May weigh',
  memoryHint:
    'Beyond this the oldest messages lose their data, then their rows. What went is said in the list.',
  history: 'A page keeps',
  historyHint:
    'While no panel watches it, so that one that is opened late shows what happened before.',
  rules: 'Rules',
  paused: 'Paused messages, when the panel closes',
  rulesStay: 'Rules hold also while no panel is open',
  rulesHint:
    'Otherwise a page is changed only while a panel is open on its tab. Without a panel nothing is paused.',
  all: 'All settings',
  export: 'Export settings',
  exported,
  import: 'Import settings…',
  imported,
  importedBut,
  notSettings: 'This file holds no settings of Sockscope',
  reset: 'Reset all',
  resetDone: 'All settings are as they were at first',
  help: 'Help',
  keys: 'Keys',
  diagnostics: 'Copy diagnostics',
  diagnosticsHint: 'Versions, counts and bounds. No data and no addresses of the page.',
  diagnosticsCopied: 'Copied the diagnostics',
};
