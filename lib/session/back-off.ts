/** How the delays between attempts go; times in milliseconds. */
export type BackOff =
  /** Again at once. */
  | { kind: 'immediate' }
  | { kind: 'constant'; delay: number; jitter: boolean }
  /** Each longer by `step`. */
  | { kind: 'linear'; first: number; step: number; cap: number | null }
  /** Each longer by `factor`. */
  | { kind: 'exponential'; first: number; factor: number; cap: number | null; jitter: boolean };

/** Fewer say nothing. */
const LEAST_DELAYS = 3;
/** With chance in them it takes more to see a rule. */
const LEAST_JITTERED = 6;
/** Nobody tells shorter delays from none. */
const AT_ONCE = 50;
/** Timers are late by some milliseconds, and by some hundredths of what was asked for. */
const LATE = 30;
const LATE_SHARE = 0.08;
/** Least growth from one delay to the next that is one. */
const LEAST_FACTOR = 1.2;
/** How well delays with chance in them must lie on an exponential: correlation of their logarithms. */
const LEAST_CORRELATION = 0.9;
/** How far apart delays about a constant may be, and how much they may grow from first to last. */
const MOST_SPREAD = 3;
const MOST_DRIFT = 1.5;

/** The rule that a run of delays follows, or null where they do not support one. */
export function recogniseBackOff(delays: readonly number[]): BackOff | null {
  if (delays.length < LEAST_DELAYS) return null;
  if (!delays.every((delay) => Number.isFinite(delay) && delay >= 0)) return null;
  if (delays.every((delay) => delay <= AT_ONCE)) return { kind: 'immediate' };
  const middle = median(delays);
  if (delays.every((delay) => isNear(delay, middle)))
    return { kind: 'constant', delay: middle, jitter: false };
  return growing(delays) ?? jittered(delays);
}

/** Linear or exponential, and from some delay on, it may be, at a cap. */
function growing(delays: readonly number[]): BackOff | null {
  const last = delays.at(-1) as number;
  let capped = 0;
  while (capped < delays.length && isNear(delays.at(-1 - capped) as number, last)) capped += 1;
  const atCap = capped >= 2;
  const rising = atCap ? delays.slice(0, -capped) : delays;
  if (rising.length < LEAST_DELAYS) return null;
  const cap = atCap ? median(delays.slice(-capped)) : null;
  const [first = 0] = rising;
  const pairs = rising.slice(1).map((delay, i) => ({ before: rising[i] as number, delay }));
  if (pairs.some(({ before, delay }) => delay <= before)) return null;
  if (cap !== null && cap < (rising.at(-1) as number)) return null;

  const step = median(pairs.map(({ before, delay }) => delay - before));
  const isLinear = pairs.every(({ before, delay }) => isNear(delay, before + step));
  const factor = median(pairs.map(({ before, delay }) => delay / Math.max(1, before)));
  const isExponential = pairs.every(({ before, delay }) => isNear(delay, before * factor));
  // Where growth is slow, both may fit: the nearer one is meant.
  const linearError = sum(pairs, ({ before, delay }) => Math.abs(delay - before - step));
  const exponentialError = sum(pairs, ({ before, delay }) => Math.abs(delay - before * factor));
  if (isLinear && step > tolerance(first) && (!isExponential || linearError <= exponentialError))
    return { kind: 'linear', first, step, cap };
  if (isExponential && factor >= LEAST_FACTOR)
    return { kind: 'exponential', first, factor, cap, jitter: false };
  return null;
}

/** A rule with chance in it. */
function jittered(delays: readonly number[]): BackOff | null {
  if (delays.length < LEAST_JITTERED || delays.some((delay) => delay <= 0)) return null;
  const { slope, correlation } = fit(delays.map((delay) => Math.log(delay)));
  const factor = Math.exp(slope);
  const middle = median(delays);
  if (factor >= LEAST_FACTOR && correlation >= LEAST_CORRELATION)
    return {
      kind: 'exponential',
      first: delays[0] as number,
      factor,
      cap: null,
      jitter: true,
    };
  const isLevel = Math.abs(slope) * (delays.length - 1) <= Math.log(MOST_DRIFT);
  if (isLevel && Math.max(...delays) <= MOST_SPREAD * Math.min(...delays))
    return { kind: 'constant', delay: middle, jitter: true };
  return null;
}

/** The straight line through values at 0, 1, 2… by least squares. */
function fit(values: readonly number[]): { slope: number; correlation: number } {
  const n = values.length;
  const meanX = (n - 1) / 2;
  const meanY = sum(values, (value) => value) / n;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (const [x, y] of values.entries()) {
    xy += (x - meanX) * (y - meanY);
    xx += (x - meanX) ** 2;
    yy += (y - meanY) ** 2;
  }
  return { slope: xy / xx, correlation: yy === 0 ? 0 : xy / Math.sqrt(xx * yy) };
}

function tolerance(delay: number): number {
  return Math.max(LATE, delay * LATE_SHARE);
}

function isNear(delay: number, expected: number): boolean {
  return Math.abs(delay - expected) <= tolerance(expected);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] as number)) / 2;
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}
