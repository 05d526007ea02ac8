import type { Say } from '../../lib/i18n/words.ts';

const attempts: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: '# attempt', other: '# attempts' });

const attemptOf: Say<{ number: number; count: number }> = ({ number, count }, words) =>
  `Attempt ${words.number(number)} of ${words.number(count)}`;

const attempt: Say<{ number: number }> = ({ number }, words) => `Attempt ${words.number(number)}`;

const share: Say<{ percent: number; span: string }> = ({ percent, span }) =>
  `${percent} % of ${span}`;

const openedOf: Say<{ opened: number; count: number; hasEarlier: boolean }> = (
  { opened, count, hasEarlier },
  words,
) =>
  `, in ${words.number(opened)} of ${hasEarlier ? 'the latest ' : ''}${words.amount(count, { one: '# attempt', other: '# attempts' })}`;

const byDelays: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: '(by the last delay)', other: '(by the last # delays)' });

const hidden: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, {
    one: '# earlier attempt is in the list of connections.',
    other: '# earlier attempts are in the list of connections.',
  });

const statesOverTime: Say<{ states: string }> = ({ states }) => `States over time: ${states}`;

const constant: Say<{ delay: string; jitter: boolean }> = ({ delay, jitter }) =>
  jitter ? `about ${delay} each time, with jitter` : `${delay} each time`;

const linear: Say<{ first: string; step: string; cap: string | null }> = ({ first, step, cap }) =>
  `linear: from ${first}, each ${step} longer${cap === null ? '' : `, up to ${cap}`}`;

const exponential: Say<{
  first: string;
  factor: number;
  cap: string | null;
  jitter: boolean;
}> = ({ first, factor, cap, jitter }, words) =>
  [
    `exponential: from ${first}`,
    `each ${jitter ? 'about ' : ''}${factor === 2 ? 'twice' : `${words.number(factor)} times`} the one before`,
    ...(cap === null ? [] : [`up to ${cap}`]),
    ...(jitter ? ['with jitter'] : []),
  ].join(', ');

const ratesNow: Say<{
  sent: string;
  sentBytes: string;
  received: string;
  receivedBytes: string;
}> = ({ sent, sentBytes, received, receivedBytes }) =>
  `↑ ${sent}/s, ${sentBytes}/s · ↓ ${received}/s, ${receivedBytes}/s in the last 10 s`;

const sizeClass: Say<{ from: string; sent: number; received: number }> = (
  { from, sent, received },
  words,
) => `from ${from}: ${words.number(sent)} sent, ${words.number(received)} received`;

const sizeRange: Say<{ from: string; to: string }> = ({ from, to }) =>
  `${from} to ${to}, each bar twice the one before; ↑ sent up, ↓ received down`;

const draining: Say<{ now: string; peak: string; left: string | null }> = ({ now, peak, left }) =>
  `${now} wait, of ${peak} at most; ${left === null ? 'not falling yet' : `empty in about ${left}`}`;

const drained: Say<{ peak: string; took: string }> = ({ peak, took }) =>
  `last drained from ${peak} in ${took}`;

const pace: Say<{ interval: string; shortest: string; longest: string }> = ({
  interval,
  shortest,
  longest,
}) => `every ${interval} (${shortest} to ${longest})`;

const lastBeat: Say<{ ago: string }> = ({ ago }) => `the last one ${ago} ago`;

const ofLatest: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: 'of the one message', other: 'of the latest # messages' });

/** How a connection went over time, and the attempts that it is one of. */
export const overview = {
  title: 'Attempts',
  attempts,
  attemptOf,
  attempt,
  previous: '‹ Previous',
  next: 'Next ›',
  previousHint: 'To the attempt before this one ([)',
  nextHint: 'To the attempt after this one (])',
  connected: 'Connected',
  share,
  openedOf,
  delays: 'Delays',
  byDelays,
  tooFewDelays: 'too few to see a rule',
  noRule: 'no rule to be seen in them',
  endedWith: 'Ended with',
  noCloseCode: 'no close code',
  began: 'Began',
  after: 'After',
  openFor: 'Open for',
  ended: 'Ended',
  stillOpen: 'still open',
  pageLoad: 'page load',
  hidden,
  statesOverTime,
  stateOpen: 'open',
  stateClosing: 'closing',
  stateConnecting: 'connecting',
  stateFailed: 'tried in vain',
  stateReconnecting: 'between attempts',
  immediate: 'at once each time',
  constant,
  linear,
  exponential,
  rates: 'Rates',
  ratesNow,
  sizes: 'Sizes',
  sizeClass,
  sizeRange,
  noMessages: 'no messages',
  buffer: 'Buffer',
  draining,
  drained,
  heartbeats: 'Heartbeats',
  oneBeat: 'one so far,',
  pace,
  lastBeat,
  labels: 'Labels',
  ofLatest,
};
