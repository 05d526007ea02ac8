import type { Say } from '../../lib/i18n/words.ts';

const shown: Say<{ count: number }> = ({ count }, words) =>
  `What the list shows (${words.amount(count, { one: '# message', other: '# messages' })})`;

const rows: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: 'The selected message', other: 'The # selected messages' });

const connection: Say<{ name: string }> = ({ name }) => `All of connection ${name}`;

const without: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, {
    one: 'Without # message whose data is not there',
    other: 'Without # messages whose data is not there, or that are too many',
  });

const notOpen: Say<{ name: string }> = ({ name }) =>
  `Connection ${name} is not open: choose an open one to replay onto`;

/** Replaying many messages, and what came of it. */
export const replay = {
  title: 'Replay messages',
  messages: 'Replay',
  rows,
  shown,
  connection,
  sent: 'Sent ones, to the server',
  received: 'Received ones, to the page',
  timing: 'Timing',
  original: 'As it was',
  fast: 'As fast as it goes',
  step: 'Step by step',
  factor: 'Speed ×',
  factorWrong: 'The speed is a number from 0.01 to 1000',
  onto: 'Onto',
  own: 'Their own connection',
  another: 'A new connection to the same URL',
  notOpened: 'The new connection did not open: nothing was replayed',
  start: 'Start replay',
  started: 'Replay started',
  help: 'What comes back is shown beside what came back the first time',
  noDirection: 'Choose sent or received messages',
  nothing: 'There is no message to replay',
  without,
  notOpen,
  gone: 'The data of a message is not there any more',
  show: 'Show result',
  result: 'Replay result',
  answers: 'Answers, the first time and now',
  noAnswers: 'Nothing came back, neither the first time nor now',
  ignore: 'Ignore ids and times',
  close: 'Close',
  before: 'First time',
  now: 'Now',
  verdict: 'Answer',
  same: 'same',
  differs: 'differs',
  missing: 'missing',
  new: 'new',
  difference: 'Difference',
  formOnly: 'They differ in form only: white space, or the order of members',
  nothingThere: '(nothing)',
  path: 'Where',
  natural: 'id or time',
};
