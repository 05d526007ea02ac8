import type { Connection } from '../../lib/session/types.ts';

const WIDTH = 240;
const HEIGHT = 32;

/** `bufferedAmount` since it last rose from zero; the words beside it say the same. */
export function BufferedPicture({ samples }: { samples: Connection['buffered'] }) {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || samples.length < 3) return null;
  let peak = 1;
  let from = first.time;
  let to = first.time;
  for (const { time, bytes } of samples) {
    peak = Math.max(peak, bytes);
    from = Math.min(from, time);
    to = Math.max(to, time);
  }
  const x = (time: number): string => (((time - from) / (to - from || 1)) * WIDTH).toFixed(1);
  const y = (bytes: number): string => (HEIGHT - (bytes / peak) * HEIGHT).toFixed(1);
  const steps = samples.map(({ time, bytes }) => `H${x(time)}V${y(bytes)}`).join('');
  return (
    <svg
      class="buffered"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={`M0 ${HEIGHT}${steps}H${WIDTH}V${HEIGHT}z`} />
    </svg>
  );
}
