import type { Say } from '../../lib/i18n/words.ts';

const range: Say<{ from: string; to: string }> = ({ from, to }) => `${from} – ${to}`;

const bar: Say<{ time: string; width: string }> = ({ time, width }) => `${time}, ${width}`;

const sentSum: Say<{ count: number; bytes: string }> = ({ count, bytes }, words) =>
  `↑ ${words.number(count)} sent, ${bytes}`;

const receivedSum: Say<{ count: number; bytes: string }> = ({ count, bytes }, words) =>
  `↓ ${words.number(count)} received, ${bytes}`;

const opened: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: '# opened', other: '# opened' });

const closed: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: '# closed', other: '# closed' });

const failed: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: '# failed', other: '# failed' });

const peak: Say<{ peak: string }> = ({ peak: highest }) => `max ${highest}`;

const peakHint: Say<{ peak: string }> = ({ peak }) =>
  `The highest bar: ${peak}. Sent goes up, received goes down`;

const caption: Say<{ width: string }> = ({ width }) =>
  `Messages, bytes and events over time, each row ${width}`;

const from: Say<{ width: string }> = ({ width }) => `From, for ${width}`;

const longestSilence: Say<{ duration: string }> = ({ duration }) => `Longest silence ${duration}`;

const silent: Say<{ duration: string }> = ({ duration }) => `nothing received for ${duration}`;

/** The timeline over the list. */
export const timeline = {
  title: 'Timeline',
  show: 'Timeline',
  showHint: 'Messages and bytes per second over time',
  height: 'Height of the timeline',
  slider: 'Time. Arrow keys move, with Shift they choose; + and − zoom, 0 shows all',
  empty: 'Messages and bytes per second appear here as they come.',
  range,
  bar,
  sentSum,
  receivedSum,
  opened,
  closed,
  failed,
  leftOut: 'messages left out',
  messagesLane: 'messages',
  bytesLane: 'bytes',
  peak,
  peakHint,
  legendOpened: 'open',
  legendClosed: 'close',
  legendFailed: 'failed',
  legendLeftOut: 'left out',
  legendPage: 'page',
  zoomToBrush: 'Zoom to these',
  allTimes: 'All times',
  longestSilence,
  silenceHint: 'Goes to the last message before the longest time in which nothing was received',
  silent,
  zoomIn: 'Zoom in',
  zoomInHint: 'Zoom in (wheel, +)',
  zoomOut: 'Zoom out',
  zoomOutHint: 'Zoom out (wheel, −)',
  fit: 'Fit',
  fitHint: 'Show all (double click, 0)',
  table: 'Table',
  caption,
  from,
  sentMessages: '↑ Messages',
  sentBytes: '↑ Bytes',
  receivedMessages: '↓ Messages',
  receivedBytes: '↓ Bytes',
  events: 'Events',
};
