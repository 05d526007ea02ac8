import type { Say } from '../../lib/i18n/words.ts';

type OfFilter = Say<{ name: string }>;

const on: Say<{ count: number }> = ({ count }, words) => `${words.number(count)} on`;

const deleted: OfFilter = ({ name }) => `Deleted “${name}”`;
const effectOf: OfFilter = ({ name }) => `What “${name}” does`;
const up: OfFilter = ({ name }) => `Move “${name}” up`;
const down: OfFilter = ({ name }) => `Move “${name}” down`;
const rename: OfFilter = ({ name }) => `Rename “${name}”`;
const remove: OfFilter = ({ name }) => `Delete “${name}”`;
const markedBy: OfFilter = ({ name }) => `Marked by the saved filter “${name}”`;

/** The filters with names. */
export const savedFilters = {
  title: 'Saved filters',
  on,
  heartbeats: 'Heartbeats',
  show: 'Show only',
  hide: 'Hide',
  blue: 'Mark blue',
  magenta: 'Mark magenta',
  orange: 'Mark orange',
  green: 'Mark green',
  brown: 'Mark brown',
  cyan: 'Mark cyan',
  effectOf,
  edit: 'Put it into the filter box',
  up,
  down,
  rename,
  delete: remove,
  deleted,
  undo: 'Undo',
  name: 'Name',
  save: 'Save filter',
  saveHint: 'Write a filter into the box first',
  full: 'There are 50 saved filters already.',
  long: 'A saved filter has at most 1,000 characters.',
  markedBy,
};
