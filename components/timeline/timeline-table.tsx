import { t } from '../../lib/i18n/translate.ts';
import type { Bars, TimeRange } from '../../lib/statistics/bars.ts';
import { Series } from '../../lib/statistics/log-tally.ts';
import { formatBytes, formatCount } from '../format/numbers.ts';
import { formatClock, formatDuration } from '../format/times.ts';
import { eventWords, silenceWords } from './bar-words.ts';

/** The figures of the chart, for those who do not see it: a row for each bar in which something was. */
export function TimelineTable(props: { bars: Bars; silences: readonly TimeRange[] }) {
  const { bars, silences } = props;
  const rows: number[] = [];
  for (let bar = 0; bar < bars.count; bar += 1) if (isBusy(bars, bar)) rows.push(bar);
  return (
    <div class="timeline-table" tabIndex={0} role="region" aria-label={t('timeline.table')}>
      <table>
        <caption class="visually-hidden">
          {t('timeline.caption', { width: formatDuration(bars.width) })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('timeline.from', { width: formatDuration(bars.width) })}</th>
            <th scope="col">{t('timeline.sentMessages')}</th>
            <th scope="col">{t('timeline.sentBytes')}</th>
            <th scope="col">{t('timeline.receivedMessages')}</th>
            <th scope="col">{t('timeline.receivedBytes')}</th>
            <th scope="col">{t('timeline.events')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((bar) => (
            <tr key={bar}>
              <th scope="row">{formatClock(bars.start + bar * bars.width)}</th>
              <td>{formatCount(bars.sum(bar, Series.Sent))}</td>
              <td>{formatBytes(bars.sum(bar, Series.SentBytes))}</td>
              <td>{formatCount(bars.sum(bar, Series.Received))}</td>
              <td>{formatBytes(bars.sum(bar, Series.ReceivedBytes))}</td>
              <td>
                {[eventWords(bars, bar), silenceWords(silenceAfter(bars, bar, silences))]
                  .filter(Boolean)
                  .join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function isBusy(bars: Bars, bar: number): boolean {
  return Object.values(Series).some((series) => bars.sum(bar, series) !== 0);
}

/** The silence that begins where a bar ends. */
function silenceAfter(
  bars: Bars,
  bar: number,
  silences: readonly TimeRange[],
): TimeRange | undefined {
  return silences.find(({ from }) => from === bars.start + (bar + 1) * bars.width);
}
