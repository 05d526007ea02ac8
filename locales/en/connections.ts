import type { Say } from '../../lib/i18n/words.ts';

const open: Say<{ count: number }> = ({ count }, words) => `${words.number(count)} open`;

const frame: Say<{ name: string }> = ({ name }) => `frame ${name}`;

/** The list of connections, and what is said of one anywhere. */
export const connections = {
  title: 'Connections',
  open,
  all: 'All',
  allHint: 'Show the messages of all connections',
  none: 'None yet. They appear here as the page opens them.',
  sent: 'sent',
  received: 'received',
  threw: 'threw',
  pageLeft: 'page left',
  stateRefused: 'refused by the browser',
  stateTornDown: 'ended with its page',
  stateConnecting: 'connecting',
  stateOpen: 'open',
  stateClosing: 'closing',
  stateClosed: 'closed',
  stateFailed: 'failed',
  noUrl: '(no url)',
  topFrame: 'top',
  frame,
  neverOnTheWire: 'never on the wire',
  notClean: 'not clean',
};
