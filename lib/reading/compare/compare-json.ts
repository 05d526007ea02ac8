import { childrenOf, type JsonDocument } from '../json-document.ts';
import type { Work } from '../slices.ts';
import { runsOf } from './runs.ts';

/** A value that is in one document only, or is another in the other; -1 where it is not. */
interface JsonChange {
  before: number;
  after: number;
}

/** What differs between two documents, in the order of the later one; `more` where it is cut off. */
export interface JsonChanges {
  changes: JsonChange[];
  more: boolean;
}

/** More changes are not listed. */
const MOST_CHANGES = 10_000;
/** Characters compared as text before a look into values, in all: beyond that only values are. */
const MOST_COMPARED = 200_000_000;
/** Values looked at between two yields. */
const STRIDE = 256;

/**
 * Compares two documents by structure: members by name whatever their order, items by alignment. No
 * library: those that there are recurse, work on numbers that were rounded, and align without bound.
 */
export function* compareJson(before: JsonDocument, after: JsonDocument): Work<JsonChanges> {
  const comparison = new Comparison(before, after);
  const pending: JsonChange[] = [{ before: 0, after: 0 }];
  let looked = 0;
  for (let pair = pending.pop(); pair; pair = pending.pop()) {
    if (comparison.changes.length === MOST_CHANGES)
      return { changes: comparison.changes, more: true };
    const inside = comparison.look(pair);
    for (let index = inside.length - 1; index >= 0; index -= 1)
      pending.push(inside[index] as JsonChange);
    looked += 1;
    if (looked % STRIDE === 0) yield Math.max(0, pair.after) / after.length;
  }
  return { changes: comparison.changes, more: false };
}

class Comparison {
  readonly changes: JsonChange[] = [];
  readonly #before: JsonDocument;
  readonly #after: JsonDocument;
  #compared = 0;

  constructor(before: JsonDocument, after: JsonDocument) {
    this.#before = before;
    this.#after = after;
  }

  /** Notes a change, or returns the pairs within two containers that have to be looked at. */
  look(pair: JsonChange): JsonChange[] {
    const { before, after } = pair;
    if (before < 0 || after < 0) this.changes.push(pair);
    else if (!this.#isSameText(before, after)) {
      const type = this.#before.type(before);
      if (type !== this.#after.type(after)) this.changes.push(pair);
      else if (type === 'object') return this.#members(before, after);
      else if (type === 'array') return this.#items(before, after);
      else if (type !== 'string' || this.#before.string(before) !== this.#after.string(after))
        this.changes.push(pair);
    }
    return [];
  }

  #isSameText(before: number, after: number): boolean {
    const length = this.#before.end(before) - this.#before.start(before);
    if (length !== this.#after.end(after) - this.#after.start(after)) return false;
    // Of values in values in values the text would be compared again and again.
    const isContainer = this.#before.count(before) > 0;
    if (isContainer) this.#compared += length;
    if (this.#compared > MOST_COMPARED && isContainer) return false;
    return this.#before.source(before) === this.#after.source(after);
  }

  #members(before: number, after: number): JsonChange[] {
    const old = new Map<string, number[]>();
    for (const child of childrenOf(this.#before, before)) {
      const name = this.#before.name(child) as string;
      const doubles = old.get(name);
      if (doubles) doubles.push(child);
      else old.set(name, [child]);
    }
    // The first is taken first, from the end: taken from the front, all the others would move.
    for (const doubles of old.values()) doubles.reverse();
    const pairs: JsonChange[] = [];
    for (const child of childrenOf(this.#after, after)) {
      const doubles = old.get(this.#after.name(child) as string);
      pairs.push({ before: doubles?.pop() ?? -1, after: child });
    }
    for (const doubles of old.values())
      for (const child of doubles.toReversed()) pairs.push({ before: child, after: -1 });
    return pairs;
  }

  #items(before: number, after: number): JsonChange[] {
    const old = [...childrenOf(this.#before, before)];
    const now = [...childrenOf(this.#after, after)];
    this.#compared += this.#before.end(before) - this.#before.start(before);
    const runs =
      this.#compared > MOST_COMPARED
        ? [
            {
              same: false,
              beforeStart: 0,
              beforeEnd: old.length,
              afterStart: 0,
              afterEnd: now.length,
            },
          ]
        : runsOf(
            old.map((child) => this.#before.source(child)),
            now.map((child) => this.#after.source(child)),
          );
    const pairs: JsonChange[] = [];
    for (const { same, beforeStart, beforeEnd, afterStart, afterEnd } of runs) {
      if (same) continue;
      const most = Math.max(beforeEnd - beforeStart, afterEnd - afterStart);
      // What stands in place of each other is compared further.
      for (let index = 0; index < most; index += 1)
        pairs.push({
          before: beforeStart + index < beforeEnd ? (old[beforeStart + index] as number) : -1,
          after: afterStart + index < afterEnd ? (now[afterStart + index] as number) : -1,
        });
    }
    return pairs;
  }
}
