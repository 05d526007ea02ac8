import { t } from '../../lib/i18n/translate.ts';
import type { PlainKey } from '../../lib/i18n/translate.ts';
import { formatDuration } from '../format/times.ts';
import type { SpanState, StateSpan } from './state-spans.ts';
import './overview.css';

/** Of so many spans each still has a pixel; of more the latest are drawn. */
const MOST_SPANS = 400;
/** Units across the picture, and the least that a span takes. */
const WIDTH = 1000;
const LEAST = 2;
const HEIGHT = 16;

/** Told apart by how high they stand, too. */
const LOOKS: Readonly<Record<SpanState, { word: PlainKey; height: number }>> = {
  open: { word: 'overview.stateOpen', height: 16 },
  closing: { word: 'overview.stateClosing', height: 11 },
  connecting: { word: 'overview.stateConnecting', height: 7 },
  failed: { word: 'overview.stateFailed', height: 7 },
  reconnecting: { word: 'overview.stateReconnecting', height: 2 },
};

/** States over time, as a strip with its words below. */
export function StateStrip({ spans }: { spans: readonly StateSpan[] }) {
  const drawn = spans.slice(-MOST_SPANS);
  const first = drawn[0];
  if (!first) return null;
  const from = drawn.reduce((least, span) => Math.min(least, span.from), first.from);
  const to = drawn.reduce((most, span) => Math.max(most, span.to), first.to);
  const sums = sumByState(drawn);
  const words = [...sums].map(([state, ms]) => `${t(LOOKS[state].word)} ${formatDuration(ms)}`);
  return (
    <div class="state-strip">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('overview.statesOverTime', { states: words.join(', ') })}
      >
        {[...sums.keys()].map((state) => (
          <path key={state} class={`span-${state}`} d={outline(drawn, state, from, to)} />
        ))}
      </svg>
      <ul aria-hidden="true">
        {[...sums].map(([state, ms]) => (
          <li key={state}>
            <i
              class={`span-${state}`}
              style={{ height: `${Math.max(2, LOOKS[state].height / 2)}px` }}
            />
            {t(LOOKS[state].word)} {formatDuration(ms)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The boxes of all spans of one state. */
function outline(spans: readonly StateSpan[], state: SpanState, from: number, to: number): string {
  const { height } = LOOKS[state];
  const scale = to > from ? WIDTH / (to - from) : 0;
  let path = '';
  for (const span of spans) {
    if (span.state !== state) continue;
    const x = Math.min((span.from - from) * scale, WIDTH - LEAST);
    const width = scale === 0 ? WIDTH : Math.max(LEAST, (span.to - span.from) * scale);
    path += `M${x.toFixed(1)} ${HEIGHT}v${-height}h${width.toFixed(1)}v${height}z`;
  }
  return path;
}

function sumByState(spans: readonly StateSpan[]): Map<SpanState, number> {
  const sums = new Map<SpanState, number>();
  for (const { state, from, to } of spans) sums.set(state, (sums.get(state) ?? 0) + to - from);
  return sums;
}
