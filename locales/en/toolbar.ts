import type { Say } from '../../lib/i18n/words.ts';
import { units } from './units.ts';

const cameSince: Say<{ count: number }> = (variables, words) =>
  `${units.messages(variables, words)} came since`;

const missed: Say<{ count: number }> = ({ count }, words) => `${words.number(count)} missed`;

const cleared: Say<{ count: number }> = (variables, words) =>
  `Cleared ${units.messages(variables, words)}`;

const exported: Say<{ name: string }> = ({ name }) => `Exported as ${name}`;

const notExported: Say<{ why: string }> = ({ why }) => `Could not export: ${why}`;

/** The controls over the log. */
export const toolbar = {
  title: 'Log',
  record: 'Record',
  recordingHint: 'Recording. Press to pause',
  pausedHint: 'Paused. Press to record',
  paused: 'paused',
  cameSince,
  missed,
  clear: 'Clear',
  clearHint: 'Clear the log (Ctrl+L)',
  cleared,
  broughtBack: 'What was cleared is back',
  rules: 'Rules',
  rulesHint: 'Rules that change, hold, answer or end what the page does',
  keepLog: 'Keep log',
  keepLogHint: 'Keep what is in the log when the page navigates',
  export: 'Export',
  exportHint: 'Save what is shown as a HAR file',
  exported,
  notExported,
  settings: 'Settings',
  openSettings: 'Settings and keys',
};
