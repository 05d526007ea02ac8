import type { Say } from '../../lib/i18n/words.ts';
import { units } from './units.ts';

const inLog: Say<{ count: number }> = ({ count }, words) =>
  `${units.messages({ count }, words)} ${words.amount(count, { one: 'is', other: 'are' })} in the log.`;

/** The list of messages. */
export const messages = {
  title: 'Messages',
  number: '#',
  numberWords: 'Number',
  time: 'Time',
  delta: 'Δ',
  deltaWords: 'Time since the row before',
  direction: 'Direction',
  connection: 'Connection',
  kind: 'Kind',
  data: 'Data',
  size: 'Size',
  sent: 'sent',
  received: 'received',
  nothingPasses: 'Nothing passes the filter',
  inLog,
  showAll: 'Show all',
  paused: 'Recording is paused',
  record: 'Start recording',
  none: 'No messages yet',
  noneHint: 'They appear here as the page and its servers send them.',
  waiting: 'Waiting for WebSockets',
  waitingHint:
    'Use the page: every WebSocket that it opens shows up here. If it was open before the extension was installed, reload it.',
};
