import { t } from '../../lib/i18n/translate.ts';
import type { Bars, TimeRange } from '../../lib/statistics/bars.ts';
import { Series } from '../../lib/statistics/log-tally.ts';
import { formatBytes } from '../format/numbers.ts';
import { formatAge, formatClock, formatDuration } from '../format/times.ts';

/** A sum as a rate: how many of it in a second. */
export function perSecond(sum: number, { width }: Bars): number {
  return (sum * 1000) / width;
}

/** What happened in the bar at a time, in words. */
export function barWords(bars: Bars, time: number, silences: readonly TimeRange[]): string {
  const bar = Math.min(Math.max(0, Math.floor((time - bars.start) / bars.width)), bars.count - 1);
  const parts = [
    t('timeline.bar', {
      time: formatClock(bars.start + bar * bars.width),
      width: formatDuration(bars.width),
    }),
    t('timeline.sentSum', {
      count: bars.sum(bar, Series.Sent),
      bytes: formatBytes(bars.sum(bar, Series.SentBytes)),
    }),
    t('timeline.receivedSum', {
      count: bars.sum(bar, Series.Received),
      bytes: formatBytes(bars.sum(bar, Series.ReceivedBytes)),
    }),
    eventWords(bars, bar),
    silenceWords(silences.find(({ from, to }) => time >= from && time < to)),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** That nothing came for a time; empty where something did. */
export function silenceWords(silence: TimeRange | undefined): string {
  if (!silence) return '';
  return t('timeline.silent', { duration: formatAge(silence.to - silence.from) });
}

/** What opened, closed, failed or is missing in a bar; empty where nothing. */
export function eventWords(bars: Bars, bar: number): string {
  const opened = bars.sum(bar, Series.Opened);
  const closed = bars.sum(bar, Series.Closed);
  const failed = bars.sum(bar, Series.Failed);
  const gaps = bars.sum(bar, Series.Gaps);
  return [
    ...(opened > 0 ? [t('timeline.opened', { count: opened })] : []),
    ...(closed > 0 ? [t('timeline.closed', { count: closed })] : []),
    ...(failed > 0 ? [t('timeline.failed', { count: failed })] : []),
    ...(gaps > 0 ? [t('timeline.leftOut')] : []),
  ].join(', ');
}
