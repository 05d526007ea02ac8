import type { Say } from '../../lib/i18n/words.ts';

const open: Say<{ count: number }> = ({ count }, words) => `${words.number(count)} open`;

const frame: Say<{ name: string }> = ({ name }) => `frame ${name}`;

const worker: Say<{ name: string }> = ({ name }) => `worker ${name}`;

const sharedWorker: Say<{ name: string }> = ({ name }) => `shared worker ${name}`;

const failed: Say<{ count: number }> = ({ count }, words) => `${words.number(count)} failed`;

const lost: Say<{ lived: string }> = ({ lived }) => `Lost after ${lived}, no Close frame`;

const silent: Say<{ age: string }> = ({ age }) => `Nothing received for ${age}`;

const earlier: Say<{ count: number }> = ({ count }, words) =>
  `${words.amount(count, { one: '# attempt', other: '# attempts' })}, earlier ones`;

const earlierHint: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, {
    one: '# attempt',
    other: '# attempts, each made after the one before had ended',
  });

const attemptAt: Say<{ time: string }> = ({ time }) => `at ${time}`;

const afterLast: Say<{ duration: string }> = ({ duration }) => `${duration} after the one before`;

/** The list of connections, and what is said of one anywhere. */
export const connections = {
  title: 'Connections',
  menu: 'Connection',
  open,
  failed,
  failedHint: 'Goes to the next connection that failed or was closed with an error code',
  lost,
  neverOpened: 'Never opened: the handshake failed',
  silent,
  all: 'All',
  allHint: 'Show the messages of all connections',
  none: 'None yet. They appear here as the page opens them.',
  sent: 'sent',
  received: 'received',
  threw: 'threw',
  pageLeft: 'page left',
  workerGone: 'worker gone',
  unseen: 'out of sight',
  stateRefused: 'refused by the browser',
  stateTornDown: 'ended with its page',
  stateWorkerGone: 'gone with its worker',
  stateUnseen: 'out of sight since the Network log was emptied',
  stateConnecting: 'connecting',
  stateOpen: 'open',
  stateClosing: 'closing',
  stateClosed: 'closed',
  stateFailed: 'failed',
  noUrl: '(no url)',
  topFrame: 'top',
  frame,
  worker,
  sharedWorker,
  somewhere: 'somewhere in the page',
  stream: 'stream',
  readOnly: 'read-only',
  readOnlyHint: 'Seen by the Network log: it can be read, not controlled',
  neverOnTheWire: 'never on the wire',
  notClean: 'not clean',
  earlier,
  earlierHint,
  attemptAt,
  earlierAttempt: 'earlier attempt',
  afterLast,
};
