/** One place at which two values differ; undefined where one has nothing there. */
export interface Difference {
  path: string;
  before: unknown;
  now: unknown;
  /** Ids and times differ by nature. */
  natural: boolean;
}

/** Differences that are told: nobody reads more. */
const MAX_DIFFERENCES = 100;
/** Values that are compared before one gives up. */
const MAX_VALUES = 200_000;

interface Pair {
  path: string;
  name: string;
  before: unknown;
  now: unknown;
}

/** Where two values of JSON differ, in order. Without recursion: the page chooses the depth. */
export function jsonDifferences(before: unknown, now: unknown): Difference[] {
  const differences: Difference[] = [];
  const left: Pair[] = [{ path: '$', name: '', before, now }];
  let compared = 0;
  while (left.length > 0 && differences.length < MAX_DIFFERENCES && compared < MAX_VALUES) {
    const pair = left.pop()!;
    compared += 1;
    const children = childrenOf(pair);
    if (children) for (const child of children.toReversed()) left.push(child);
    else if (!Object.is(pair.before, pair.now))
      differences.push({
        path: pair.path,
        before: pair.before,
        now: pair.now,
        natural: isNatural(pair),
      });
  }
  if (left.length > 0)
    differences.push({ path: 'further on', before: undefined, now: undefined, natural: false });
  return differences;
}

/** The pairs below a pair; null where it is to be compared as a whole. */
function childrenOf({ path, name, before, now }: Pair): Pair[] | null {
  if (Array.isArray(before) && Array.isArray(now)) {
    const children: Pair[] = [];
    const length = Math.min(Math.max(before.length, now.length), MAX_VALUES);
    for (let index = 0; index < length; index += 1)
      children.push({ path: `${path}[${index}]`, name, before: before[index], now: now[index] });
    return children;
  }
  if (!isObject(before) || !isObject(now)) return null;
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].map((key) => ({
    path: path.length > 500 ? path : `${path}${stepOf(key)}`,
    name: key,
    before: Object.hasOwn(before, key) ? before[key] : undefined,
    now: Object.hasOwn(now, key) ? now[key] : undefined,
  }));
}

function stepOf(key: string): string {
  const short = key.slice(0, 100);
  return /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(short) ? `.${short}` : `[${JSON.stringify(short)}]`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const LONG_HEX = /^[\da-f]{16,128}$/i;
const NAMES = new Set(
  'id ts t at time timestamp date now nonce token seq sequence sid session cursor etag'.split(' '),
);

/** Whether both are an id or a time: such values are others each time. */
function isNatural({ name, before, now }: Pair): boolean {
  if (typeof before !== typeof now) return false;
  if (typeof before !== 'string' && typeof before !== 'number') return false;
  if (NAMES.has(name.toLowerCase()) || /(?:I[dD]|_id|At|_at|Time|_time|_ts)$/.test(name))
    return true;
  if (typeof before === 'number') return isTime(before) && isTime(now as number);
  return [UUID, ISO_TIME, LONG_HEX].some((form) => form.test(before) && form.test(now as string));
}

/** Seconds or milliseconds since the epoch, from 2001 to 2096. */
function isTime(value: number): boolean {
  return (value > 1e9 && value < 4e9) || (value > 1e12 && value < 4e12);
}
