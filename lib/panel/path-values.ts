import { ALL, type JsonStep, readJsonPath } from '../query/json-path.ts';
import { clip, visibleLine } from '../session/visible-text.ts';
import type { LogReader, Payload } from '../session/types.ts';

/** What a column of the user's shows of a message. */
export type PathValue =
  | { state: 'value'; text: string }
  /** There is none: no JSON, or nothing at the path. */
  | { state: 'none' }
  /** Too long to be read for a list; it can be read in full. */
  | { state: 'long' };

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Longer messages are not parsed for a list: some hundred in view would take longer than a frame. UTF-16 units. */
const PARSE_LIMIT = 20_000;
/** More than fits into the widest column. */
const TEXT_LIMIT = 300;
/** Containers within containers that are written out. */
const BRIEF_DEPTH = 8;
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
    if (data.length > PARSE_LIMIT) return this.#paths.map(() => LONG);
    let value: Json;
    try {
      value = JSON.parse(data) as Json;
    } catch {
      return this.#paths.map(() => NONE);
    }
    return this.#steps.map((steps) => (steps ? valueAt(value, steps) : NONE));
  }
}

/** The steps of a column's path; null where it is none, or leads to many values. */
export function pathSteps(path: string): readonly JsonStep[] | null {
  const { steps, end, error } = readJsonPath(path, 0);
  return path.startsWith('$') && error === null && end === path.length && !steps.includes(ALL)
    ? steps
    : null;
}

function valueAt(root: Json, steps: readonly JsonStep[]): PathValue {
  let value: Json = root;
  for (const step of steps) {
    if (step === ALL || typeof value !== 'object' || value === null) return NONE;
    if (!Object.hasOwn(value, step)) return NONE;
    if (Array.isArray(value) !== (typeof step === 'number')) return NONE;
    value = (value as Record<string | number, Json>)[step]!;
  }
  return { state: 'value', text: textOf(value) };
}

function textOf(value: Json): string {
  if (typeof value === 'string') return visibleLine(value, TEXT_LIMIT);
  if (typeof value === 'number') {
    const exact = !Number.isInteger(value) || Number.isSafeInteger(value);
    return exact ? String(value) : `≈ ${value}`;
  }
  return visibleLine(brief(value, 0), TEXT_LIMIT);
}

/** A container as JSON, of which no more is written than is shown: a page may nest it as deep as it likes. */
function brief(value: Json, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(clip(value, TEXT_LIMIT));
  if (typeof value !== 'object' || value === null) return String(value);
  const isArray = Array.isArray(value);
  let text = isArray ? '[' : '{';
  for (const key of Object.keys(value)) {
    if (text.length > TEXT_LIMIT || depth >= BRIEF_DEPTH) return `${text}…`;
    if (text.length > 1) text += ',';
    if (!isArray) text += `${JSON.stringify(clip(key, TEXT_LIMIT))}:`;
    text += brief((value as Record<string, Json>)[key]!, depth + 1);
  }
  return text + (isArray ? ']' : '}');
}
