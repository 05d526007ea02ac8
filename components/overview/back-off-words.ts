import { t } from '../../lib/i18n/translate.ts';
import type { BackOff } from '../../lib/session/back-off.ts';
import { formatDuration } from '../format/times.ts';

/** The rule that delays follow, in words. */
export function backOffWords(backOff: BackOff): string {
  switch (backOff.kind) {
    case 'immediate':
      return t('overview.immediate');
    case 'constant':
      return t('overview.constant', { ...backOff, delay: formatDuration(backOff.delay) });
    case 'linear':
      return t('overview.linear', {
        first: formatDuration(backOff.first),
        step: formatDuration(backOff.step),
        cap: capWords(backOff.cap),
      });
    case 'exponential':
      return t('overview.exponential', {
        first: formatDuration(backOff.first),
        factor: Number(backOff.factor.toFixed(1)),
        cap: capWords(backOff.cap),
        jitter: backOff.jitter,
      });
  }
}

function capWords(milliseconds: number | null): string | null {
  return milliseconds === null ? null : formatDuration(milliseconds);
}
