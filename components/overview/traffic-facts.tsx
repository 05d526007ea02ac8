import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import { drainOf } from '../../lib/session/drain.ts';
import type { Connection } from '../../lib/session/types.ts';
import { barsOf } from '../../lib/statistics/bars.ts';
import { Series, WHOLE_LOG } from '../../lib/statistics/log-tally.ts';
import type { LogTally } from '../../lib/statistics/log-tally.ts';
import type { Pace } from '../../lib/statistics/message-profile.ts';
import { Fact } from '../details/fact.tsx';
import { formatBytes, formatCount } from '../format/numbers.ts';
import { formatDuration } from '../format/times.ts';
import { BufferedPicture } from './buffered-picture.tsx';
import { SizeHistogram } from './size-histogram.tsx';

/** The present rates are those of so many milliseconds. */
const LATELY = 10_000;
const MOST_LABELS = 8;

/** Rates, sizes, buffer, heartbeats and labels of a connection. */
export function TrafficFacts(props: { model: PanelModel; connection: Connection; now: number }) {
  const { model, connection, now } = props;
  const { key } = connection;
  const tally = useMemo(() => model.openTally({ ...WHOLE_LOG, connection: key }), [model, key]);
  const profile = useMemo(() => model.openProfile(key), [model, key]);
  useEffect(() => () => model.closeTally(tally), [model, tally]);
  useEffect(() => () => model.closeProfile(profile), [model, profile]);
  const drain = drainOf(connection);
  const labels = profile.labels(MOST_LABELS);
  return (
    <dl class="facts facts-column overview-facts">
      {connection.closedAt === null && <Fact name={t('overview.rates')}>{rates(tally, now)}</Fact>}
      {tally.buckets.last >= tally.buckets.first && (
        <Fact name={t('overview.sizes')}>
          <SizeHistogram tally={tally} />
        </Fact>
      )}
      {drain && (
        <Fact name={t('overview.buffer')}>
          {drain.took === null
            ? t('overview.draining', {
                now: formatBytes(drain.now),
                peak: formatBytes(drain.peak),
                left: drain.left === null ? null : formatDuration(drain.left),
              })
            : t('overview.drained', {
                peak: formatBytes(drain.peak),
                took: formatDuration(drain.took),
              })}
          <BufferedPicture samples={connection.buffered} />
        </Fact>
      )}
      <Beats sign="↑" pace={profile.pace('sent')} now={connection.closedAt ?? now} />
      <Beats sign="↓" pace={profile.pace('received')} now={connection.closedAt ?? now} />
      {labels.length > 0 && (
        <Fact name={t('overview.labels')}>
          <table class="label-table">
            <caption class="facts-note">
              {t('overview.ofLatest', { count: profile.looked })}
            </caption>
            <tbody>
              {labels.map(({ label, messages, bytes }) => (
                <tr key={label}>
                  <th scope="row" class="mono">
                    {visibleLine(label, 60)}
                  </th>
                  <td>{formatCount(messages)}</td>
                  <td>{formatBytes(bytes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Fact>
      )}
    </dl>
  );
}

function Beats({ sign, pace, now }: { sign: string; pace: Pace | null; now: number }) {
  if (!pace) return null;
  return (
    <Fact name={`${sign} ${t('overview.heartbeats')}`}>
      {pace.interval === null
        ? t('overview.oneBeat')
        : t('overview.pace', {
            interval: formatDuration(pace.interval),
            shortest: formatDuration(pace.shortest),
            longest: formatDuration(pace.longest),
          })}
      <span class="facts-note">
        {' '}
        {t('overview.lastBeat', { ago: formatDuration(now - pace.last) })}
      </span>
    </Fact>
  );
}

function rates(tally: LogTally, now: number): string {
  const bars = barsOf(tally, { from: now - LATELY, to: now }, 10);
  const sum = (series: Series): number => {
    let total = 0;
    for (let bar = 0; bar < bars.count; bar += 1) total += bars.sum(bar, series);
    // The last bar may reach into the future.
    return (total * 1000) / Math.max(1, Math.min(bars.count * bars.width, now - bars.start));
  };
  return t('overview.ratesNow', {
    sent: formatRate(sum(Series.Sent)),
    sentBytes: formatBytes(Math.round(sum(Series.SentBytes))),
    received: formatRate(sum(Series.Received)),
    receivedBytes: formatBytes(Math.round(sum(Series.ReceivedBytes))),
  });
}

function formatRate(value: number): string {
  return String(Number(value.toFixed(1)));
}
