import { t } from '../../lib/i18n/translate.ts';
import type { Bars } from '../../lib/statistics/bars.ts';
import { Series } from '../../lib/statistics/log-tally.ts';
import { formatBytes, formatCount } from '../format/numbers.ts';
import { perSecond } from './bar-words.ts';

/** What the two lanes are, and how high their highest bars stand. */
export function LaneLabels({ bars }: { bars: Bars }) {
  let messages = 0;
  let bytes = 0;
  for (let bar = 0; bar < bars.count; bar += 1) {
    messages = Math.max(messages, bars.sum(bar, Series.Sent), bars.sum(bar, Series.Received));
    bytes = Math.max(bytes, bars.sum(bar, Series.SentBytes), bars.sum(bar, Series.ReceivedBytes));
  }
  return (
    <div class="timeline-lanes" aria-hidden="true">
      <Lane name={t('timeline.messagesLane')} peak={rate(perSecond(messages, bars))} />
      <Lane
        name={t('timeline.bytesLane')}
        peak={`${formatBytes(Math.round(perSecond(bytes, bars)))}/s`}
      />
    </div>
  );
}

function Lane({ name, peak }: { name: string; peak: string }) {
  return (
    <div title={t('timeline.peakHint', { peak })}>
      <span>{name}</span>
      <span class="timeline-peak">{t('timeline.peak', { peak })}</span>
    </div>
  );
}

function rate(value: number): string {
  return `${value < 10 ? Number(value.toFixed(1)) : formatCount(Math.round(value))}/s`;
}
