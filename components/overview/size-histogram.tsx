import { t } from '../../lib/i18n/translate.ts';
import type { LogTally } from '../../lib/statistics/log-tally.ts';
import { formatBytes } from '../format/numbers.ts';

const WIDTH = 240;
const HALF = 20;

/** How many messages of which size: sent upwards, received downwards, each bar twice the size before. */
export function SizeHistogram({ tally }: { tally: LogTally }) {
  const { sentSizes, receivedSizes } = tally;
  const classes = [...sentSizes.keys()];
  const isUsed = (size: number): boolean => sentSizes[size] !== 0 || receivedSizes[size] !== 0;
  const first = classes.findIndex(isUsed);
  if (first < 0) return <span class="facts-note">{t('overview.noMessages')}</span>;
  const last = classes.findLastIndex(isUsed);
  const most = Math.max(...sentSizes, ...receivedSizes);
  const used = classes.slice(first, last + 1);
  const width = Math.min(24, WIDTH / used.length);
  const height = (count: number): number => (count === 0 ? 0 : Math.max(1, (count / most) * HALF));
  const words = used.filter(isUsed).map((size) =>
    t('overview.sizeClass', {
      from: formatBytes(leastOf(size)),
      sent: sentSizes[size] ?? 0,
      received: receivedSizes[size] ?? 0,
    }),
  );
  return (
    <div class="histogram">
      <svg
        width={used.length * width}
        height={2 * HALF + 1}
        role="img"
        aria-label={`${t('overview.sizes')}: ${words.join('; ')}`}
      >
        {used.map((size, i) => {
          const up = height(sentSizes[size] ?? 0);
          const down = height(receivedSizes[size] ?? 0);
          return (
            <g key={size}>
              <rect class="bar-sent" x={i * width} y={HALF - up} width={width - 1} height={up} />
              <rect
                class="bar-received"
                x={i * width}
                y={HALF + 1}
                width={width - 1}
                height={down}
              />
            </g>
          );
        })}
      </svg>
      <span class="facts-note">
        {t('overview.sizeRange', {
          from: formatBytes(leastOf(first)),
          to: formatBytes(leastOf(last + 1)),
        })}
      </span>
    </div>
  );
}

/** Bytes of the smallest message of a size class. */
function leastOf(size: number): number {
  return size === 0 ? 0 : 2 ** (size - 1);
}
