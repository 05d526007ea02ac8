import { ALL, type JsonStep, readJsonPath } from '../query/json-path.ts';
import { scalarAt, skipValue, someMember } from '../reading/json-scan.ts';
import { visibleLine } from '../session/visible-text.ts';
import type { LogReader, Payload } from '../session/types.ts';

/** What a column of the user's shows of a message. */
export type PathValue =
  | { state: 'value'; text: string }
  /** There is none: no JSON, or nothing at the path. */
  | { state: 'none' }
  /** Too long to be read for a list; it can be read in full. */
  | { state: 'long' };

/** Longer messages are not read for a list: some hundred in view would take longer than a frame. UTF-16 units. */
const READ_LIMIT = 20_000;
/** More than fits into the widest column. */
const TEXT_LIMIT = 300;
/** Rows whose values are kept: some screens. */
const KEPT_ROWS = 2000;

const NONE: PathValue = { state: 'none' };
const LONG: PathValue = { state: 'long' };

/** The values at some JSON paths, read only for the rows that are asked for and kept for a while. */
export class PathValues {
  readonly #log: LogReader;
  readonly #paths: readonly string[];
  readonly #steps: readonly (readonly JsonStep[] | null)[];
  readonly #kept = new Map<number, readonly PathValue[]>();

  constructor(log: LogReader, paths: readonly string[]) {
    this.#log = log;
    this.#paths = paths;
    this.#steps = paths.map(pathSteps);
  }

  /** The value of a row at one of the paths. */
  at(row: number, path: string): PathValue {
    return this.#of(row)[this.#paths.indexOf(path)] ?? NONE;
  }

  #of(row: number): readonly PathValue[] {
    const kept = this.#kept.get(row);
    if (kept) return kept;
    const payload = this.#log.payload(row);
    if (payload.state !== 'ready') return this.#paths.map(() => NONE);
    const values = this.#read(payload.data);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= KEPT_ROWS && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(row, values);
    return values;
  }

  #read(data: Payload): readonly PathValue[] {
    const first = typeof data === 'string' ? /^\s{0,1000}([[{])/.exec(data) : null;
    if (typeof data !== 'string' || !first) return this.#paths.map(() => NONE);
    if (data.length > READ_LIMIT) return this.#paths.map(() => LONG);
    return this.#steps.map((steps) => (steps ? valueAt(data, steps) : NONE));
  }
}

/** The steps of a column's path; null where it is none, or leads to many values. */
export function pathSteps(path: string): readonly JsonStep[] | null {
  const { steps, end, error } = readJsonPath(path, 0);
  return path.startsWith('$') && error === null && end === path.length && !steps.includes(ALL)
    ? steps
    : null;
}

/** What stands at a path, as it is written: numbers keep their digits. */
function valueAt(text: string, steps: readonly JsonStep[]): PathValue {
  let at = 0;
  for (const step of steps) {
    let found = -1;
    // Of members with one name the last counts.
    someMember(text, at, (key, valueAt) => {
      if (key === step) found = valueAt;
      return false;
    });
    if (found < 0) return NONE;
    at = found;
  }
  const value = scalarAt(text, at);
  if (typeof value === 'string') return { state: 'value', text: visibleLine(value, TEXT_LIMIT) };
  const source = text.slice(at, skipValue(text, at, text.length));
  if (value === undefined && !/^\s*[[{]/.test(source)) return NONE;
  return { state: 'value', text: visibleLine(withoutSpace(source), TEXT_LIMIT) };
}

/** JSON without the white space around its values, of which no more is written than is shown. */
function withoutSpace(source: string): string {
  const cut = source.length > TEXT_LIMIT * 4 ? `${source.slice(0, TEXT_LIMIT * 4)}…` : source;
  const pieces = cut.match(/"(?:[^"\\]|\\.)*"?|[^"\s]+/g);
  return pieces?.join('') ?? '';
}
