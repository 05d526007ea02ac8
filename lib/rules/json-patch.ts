import { skipSpace } from '../reading/json-scan.ts';
import { applyEdits, entriesAt, insertionInto, removalsOf, valueEnd } from './json-places.ts';

/** Operations of one patch at most. */
const MAX_OPERATIONS = 200;

/*
 * RFC 6902, on the text. The libraries for it work on values, which would write each number of
 * more than 15 digits anew, and wrongly.
 */

/** One operation of RFC 6902; values are JSON text. */
export type PatchOperation =
  | { op: 'add' | 'replace' | 'test'; path: readonly string[]; value: string }
  | { op: 'remove'; path: readonly string[] }
  | { op: 'move' | 'copy'; path: readonly string[]; from: readonly string[] };

/** Reads a patch; null where it is none. */
export function readPatch(source: string): PatchOperation[] | null {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return null;
  }
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_OPERATIONS) return null;
  const texts = entriesAt(source, skipSpace(source, 0)) ?? [];
  const operations = value.map((each: unknown, index): PatchOperation | null => {
    if (typeof each !== 'object' || each === null) return null;
    const { op, path, from } = each as Record<string, unknown>;
    const to = readPointer(path);
    if (!to) return null;
    if (op === 'remove') return { op, path: to };
    if (op === 'move' || op === 'copy') {
      const origin = readPointer(from);
      return origin && { op, path: to, from: origin };
    }
    if (op !== 'add' && op !== 'replace' && op !== 'test') return null;
    const member = entriesAt(source, texts[index]?.value ?? 0)?.findLast(
      ({ key }) => key === 'value',
    );
    return member ? { op, path: to, value: source.slice(member.value, member.end) } : null;
  });
  return operations.every((each) => each !== null) ? operations : null;
}

/** Applies all of a patch, or, where one operation does not fit, nothing: null. */
export function applyPatch(text: string, operations: readonly PatchOperation[]): string | null {
  let result: string | null = text;
  for (const operation of operations) {
    result = applyOne(result, operation);
    if (result === null) return null;
  }
  return result;
}

function applyOne(text: string, operation: PatchOperation): string | null {
  switch (operation.op) {
    case 'add':
      return add(text, operation.path, operation.value);
    case 'remove':
      return remove(text, operation.path);
    case 'replace': {
      const at = find(text, operation.path);
      return at === null
        ? null
        : text.slice(0, at) + operation.value + text.slice(valueEnd(text, at));
    }
    case 'copy': {
      const value = read(text, operation.from);
      return value === null ? null : add(text, operation.path, value);
    }
    case 'move': {
      const { from, path } = operation;
      const value = read(text, from);
      // A value cannot be moved into itself.
      const isInside = path.length > from.length && from.every((step, i) => step === path[i]);
      if (value === null || isInside) return null;
      if (from.length === path.length && from.every((step, i) => step === path[i])) return text;
      const without = remove(text, from);
      return without === null ? null : add(without, path, value);
    }
    case 'test': {
      const value = read(text, operation.path);
      return value !== null && isSameJson(value, operation.value) ? text : null;
    }
  }
}

function add(text: string, path: readonly string[], value: string): string | null {
  const last = path.at(-1);
  const parent = find(text, path.slice(0, -1));
  if (last === undefined) return value;
  if (parent === null) return null;
  const entries = entriesAt(text, parent);
  if (!entries) return null;
  if (text[parent] === '{') {
    const found = entries.findLast(({ key }) => key === last);
    if (found) return applyEdits(text, [{ start: found.value, end: found.end, with: value }]);
    const entry = `${JSON.stringify(last)}:${value}`;
    return applyEdits(text, [insertionInto(text, parent, entries, entries.length, entry)]);
  }
  const position = last === '-' ? entries.length : positionOf(last);
  if (position === null || position > entries.length) return null;
  return applyEdits(text, [insertionInto(text, parent, entries, position, value)]);
}

function remove(text: string, path: readonly string[]): string | null {
  const last = path.at(-1);
  const parent = find(text, path.slice(0, -1));
  if (last === undefined || parent === null) return null;
  const key = text[parent] === '[' ? positionOf(last) : last;
  const edits = removalsOf(entriesAt(text, parent) ?? [], (entry) => entry.key === key);
  return edits.length > 0 ? applyEdits(text, edits) : null;
}

function read(text: string, path: readonly string[]): string | null {
  const at = find(text, path);
  return at === null ? null : text.slice(at, valueEnd(text, at));
}

function find(text: string, path: readonly string[]): number | null {
  let at = skipSpace(text, 0);
  for (const step of path) {
    const key = text[at] === '[' ? positionOf(step) : step;
    const found = entriesAt(text, at)?.findLast((entry) => entry.key === key);
    if (!found) return null;
    at = found.value;
  }
  return at;
}

/** RFC 6901: no leading zeros. */
function positionOf(step: string): number | null {
  return /^(?:0|[1-9]\d{0,8})$/.test(step) ? Number(step) : null;
}

function readPointer(value: unknown): string[] | null {
  if (typeof value !== 'string' || (value !== '' && !value.startsWith('/'))) return null;
  if (/~(?![01])/.test(value)) return null;
  return value
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Whether two values are equal as RFC 6902 has it: members in any order, numbers by their value. */
function isSameJson(one: string, other: string): boolean {
  const pairs: [unknown, unknown][] = [[JSON.parse(one), JSON.parse(other)]];
  for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
    const [left, right] = pair;
    if (typeof left !== 'object' || left === null || typeof right !== 'object' || right === null) {
      if (left !== right) return false;
      continue;
    }
    if (Array.isArray(left) !== Array.isArray(right)) return false;
    const keys = Object.keys(left);
    if (keys.length !== Object.keys(right).length) return false;
    for (const key of keys) {
      if (!Object.hasOwn(right, key)) return false;
      pairs.push([(left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]]);
    }
  }
  return true;
}
