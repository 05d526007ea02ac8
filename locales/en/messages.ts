import type { Say } from '../../lib/i18n/words.ts';
import { units } from './units.ts';

const inLog: Say<{ count: number }> = ({ count }, words) =>
  `${units.messages({ count }, words)} ${words.amount(count, { one: 'is', other: 'are' })} in the log.`;

const copyPayloads: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: 'Copy # payload', other: 'Copy # payloads' });

const onlyLabel: Say<{ label: string }> = ({ label }) => `Show only “${label}”`;

const mostSelected: Say<{ most: number }> = ({ most }, words) =>
  `No more than ${words.number(most)} rows are selected at once`;

/** The list of messages. */
export const messages = {
  title: 'Messages',
  number: 'Number',
  time: 'Time',
  clock: 'Clock',
  sinceStart: 'Since start',
  sincePrevious: 'Since previous',
  sinceSelected: 'Since selected',
  delta: 'Time since the row before',
  direction: 'Direction',
  connection: 'Connection',
  kind: 'Kind',
  data: 'Data',
  size: 'Size',
  menu: 'Selected rows',
  copyPayload: 'Copy payload',
  copyPayloads,
  copyJsonLines: 'Copy as JSON Lines',
  copyTable: 'Copy as table',
  onlyOne: 'Select a single row for this',
  makeRule: 'Make a rule of it…',
  onlyConnection: 'Show only this connection',
  hideConnection: 'Hide this connection',
  onlySent: 'Show only sent',
  onlyReceived: 'Show only received',
  onlyLabel,
  exportSelected: 'Export selected as HAR',
  mostSelected,
  largest: 'Go to the largest message',
  longestPause: 'Go to the longest pause',
  lastReceived: 'Go to the last message received',
  notFound: 'There is none',
  columns: 'Columns',
  moveLeft: 'Move to the left',
  moveRight: 'Move to the right',
  isFirst: 'It is the first',
  isLast: 'It is the last',
  isOnly: 'It is the only one',
  ownWidth: 'Width of its own',
  hideColumn: 'Hide this column',
  removeColumn: 'Remove this column',
  resetColumns: 'Reset the columns',
  tooLong: 'too long',
  tooLongHint: 'Too long to be read for a list; select the message to read it',
  sent: 'sent',
  received: 'received',
  nothingPasses: 'Nothing passes the filter',
  inLog,
  showAll: 'Show all',
  paused: 'Recording is paused',
  record: 'Start recording',
  none: 'No messages yet',
  noneHint: 'They appear here as the page and its servers send them.',
  unobserved: 'This page cannot be seen yet',
  unobservedHint:
    'It was loaded before Sockscope was. Reload it to see its sockets. Pages of the browser itself and of its store cannot be inspected.',
  reload: 'Reload the page',
  waiting: 'Waiting for WebSockets',
  waitingHint:
    'Use the page: every WebSocket that it opens shows up here. If it was open before the extension was installed, reload it.',
};
