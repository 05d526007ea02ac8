import type { Say } from '../../lib/i18n/words.ts';
import { units } from './units.ts';

const threw: Say<{ name: string }> = ({ name }) => `threw ${name}`;

const gap: Say<{ messages: number; others: number; why: string }> = (variables, words) => {
  const { messages, others, why } = variables;
  const amount = messages > 0 ? units.messages({ count: messages }, words) : 'Messages';
  const rows =
    others > 0 ? ` and ${words.amount(others, { one: '# other row', other: '# other rows' })}` : '';
  return `${amount}${rows} left out here${why && `: ${why}`}`;
};

const stillBuffered: Say<{ bytes: string }> = ({ bytes }) => `${bytes} still wait to be sent`;

const asksFor: Say<{ protocols: string }> = ({ protocols }) => `asks for ${protocols}`;

const protocol: Say<{ protocol: string }> = (variables) => `protocol ${variables.protocol}`;

const closeCalled: Say<{ given: string }> = ({ given }) => `close(${given}) was called`;

const FATES = {
  forwarded: 'went on',
  replaced: 'was replaced by the next',
  dropped: 'was dropped',
} as const;

const settledAs: Say<{ message: number; fate: keyof typeof FATES }> = ({ message, fate }) =>
  `The held message ${message} of this connection ${FATES[fate]}`;

/** What rows of the list say. */
export const rows = {
  text: 'text',
  binary: 'binary',
  injected: 'injected',
  blocked: 'blocked by a rule',
  modified: 'changed by a rule',
  held: 'held by a rule',
  settled: 'rule',
  settledAs,
  discarded: 'discarded',
  withheld: 'kept from the page',
  released: 'payload let go',
  threw,
  anError: 'an error',
  gapLabel: 'gap',
  gap,
  gapHistory: 'the history in the page was full before the panel opened',
  gapPaused: 'recording was paused',
  gapMemory: 'the log had reached its bound of memory',
  new: 'new',
  open: 'open',
  close: 'close',
  error: 'error',
  errorWords: 'The connection failed; the browser tells a page no more',
  buffered: 'buffered',
  stillBuffered,
  diagnostic: 'diagnostic',
  pageLeft: 'page left',
  pageLeftWords: 'The page ended with the connection open',
  workerGone: 'worker gone',
  workerGoneWords: 'The worker ended, or does not answer, with the connection open',
  unseen: 'out of sight',
  unseenWords: 'The Network log was emptied: what follows cannot be seen',
  state: 'state',
  asksFor,
  protocol,
  noProtocol: 'no protocol',
  closeCalled,
};
