import type { Say } from '../../lib/i18n/words.ts';
import { units } from './units.ts';

const leftOut: Say<{ count: number }> = (variables, words) =>
  `${units.messages(variables, words)} left out`;

const fresh: Say<{ count: number }> = ({ count }, words) => `${words.number(count)} new`;

const logWeighs: Say<{ bytes: string }> = ({ bytes }) => `Log ${bytes} of`;

const searched: Say<{ done: string; total: string }> = ({ done, total }) =>
  `searched ${done} of ${total}`;

/** The line at the bottom. */
export const status = {
  title: 'Status',
  of: 'of',
  messages: 'messages',
  searched,
  leftOut,
  nothingLeftOut: 'nothing left out',
  memory: 'Memory of the log',
  memoryHint:
    'Beyond this the oldest messages lose their data, then their rows. What went is said in the list',
  logWeighs,
  following: 'following newest',
  followingHint: 'The list stays at its newest row',
  toNewest: 'to newest',
  toNewestHint: 'Go to the newest row and stay there',
  fresh,
  undoClear: 'Undo clear',
  undoClearHint: 'Brings back what was cleared (Ctrl+Z). It is kept for half a minute',
};
