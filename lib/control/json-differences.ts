import { compareJson } from '../reading/compare/compare-json.ts';
import type { JsonDocument } from '../reading/json-document.ts';
import { shortPath } from '../reading/json-path.ts';
import { readJson } from '../reading/read-json.ts';
import { finish } from '../reading/slices.ts';

/** One place at which two texts of JSON differ; null where one has nothing there. */
interface Difference {
  path: string;
  /** As it is written, its beginning; of what has values in it how many. */
  before: string | null;
  now: string | null;
  /** Ids and times differ by nature. */
  natural: boolean;
}

/** The places at which two texts differ; `more` where there are further ones. */
export interface Differences {
  places: readonly Difference[];
  more: boolean;
}

/** Differences that are told: nobody reads more. */
const MAX_DIFFERENCES = 100;
/** Of a value and of a path this much is told, UTF-16 units. */
const LENGTH = 500;

/** Where two texts of JSON differ, in order; null where one is no object and no array. */
export function jsonDifferences(before: string, now: string): Differences | null {
  const first = documentOf(before);
  const second = documentOf(now);
  if (!first || !second) return null;
  const { changes, more } = finish(compareJson(first, second));
  const places = changes.slice(0, MAX_DIFFERENCES).map((change): Difference => {
    const [document, value] =
      change.after < 0 ? ([first, change.before] as const) : ([second, change.after] as const);
    return {
      path: shortPath(document, value).slice(0, LENGTH),
      before: change.before < 0 ? null : written(first, change.before),
      now: change.after < 0 ? null : written(second, change.after),
      natural:
        change.before >= 0 &&
        change.after >= 0 &&
        isNatural(
          document.name(value),
          scalarOf(first, change.before),
          scalarOf(second, change.after),
        ),
    };
  });
  return { places, more: more || changes.length > MAX_DIFFERENCES };
}

function documentOf(text: string): JsonDocument | null {
  const result = finish(readJson(text));
  return result.ok && /^[[{]/.test(result.document.source(0, 1)) ? result.document : null;
}

function written(document: JsonDocument, value: number): string {
  const count = document.count(value);
  const type = document.type(value);
  if (type === 'object') return `{… ${count}}`;
  return type === 'array' ? `[… ${count}]` : document.source(value, LENGTH);
}

/** A string or number that may be an id or a time: none of them is long. */
function scalarOf(document: JsonDocument, value: number): string | number | null {
  const type = document.type(value);
  if (type === 'number') return Number(document.source(value));
  return type === 'string' ? document.string(value, LENGTH) : null;
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const LONG_HEX = /^[\da-f]{16,128}$/i;
const NAMES = new Set(
  'id ts t at time timestamp date now nonce token seq sequence sid session cursor etag'.split(' '),
);

/** Whether both are an id or a time: such values are others each time. */
function isNatural(
  name: string | number | null,
  before: string | number | null,
  now: string | number | null,
): boolean {
  if (before === null || typeof before !== typeof now) return false;
  if (typeof name === 'string')
    if (NAMES.has(name.toLowerCase()) || /(?:I[dD]|_id|At|_at|Time|_time|_ts)$/.test(name))
      return true;
  if (typeof before === 'number') return isTime(before) && isTime(now as number);
  return [UUID, ISO_TIME, LONG_HEX].some((form) => form.test(before) && form.test(now as string));
}

/** Seconds or milliseconds since the epoch, from 2001 to 2096. */
function isTime(value: number): boolean {
  return (value > 1e9 && value < 4e9) || (value > 1e12 && value < 4e12);
}
