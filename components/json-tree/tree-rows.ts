import type { JsonDocument } from '../../lib/reading/json-document.ts';

/**
 * The lines of a tree: of each value that is in an open container one, and one for the bracket that
 * closes an open container. A typed array, so that a container of millions may be open.
 */
export class TreeRows {
  readonly #document: JsonDocument;
  readonly #open: Uint8Array;
  /** A value's number times two; one more for its closing bracket. */
  #rows: Int32Array = new Int32Array(0);

  constructor(document: JsonDocument) {
    this.#document = document;
    this.#open = new Uint8Array(document.length);
    this.#rows = this.#linesOf(0);
  }

  get length(): number {
    return this.#rows.length;
  }

  /** The value of a line. */
  value(row: number): number {
    return (this.#rows[row] as number) >> 1;
  }

  /** Whether a line is but the closing bracket of its value. */
  isClosing(row: number): boolean {
    return ((this.#rows[row] as number) & 1) === 1;
  }

  isOpen(value: number): boolean {
    return this.#open[value] === 1;
  }

  /** The line of a value, or -1 where it is in a closed container. */
  rowOf(value: number): number {
    return this.#rows.indexOf(value << 1);
  }

  /** Opens or closes the value of a line, be it its first or its last. */
  toggle(line: number): void {
    const value = this.value(line);
    const row = this.isClosing(line) ? this.rowOf(value) : line;
    if (!this.#document.isFilled(value)) return;
    const before = this.#open[value] ? this.#rows.indexOf((value << 1) | 1, row) + 1 : row + 1;
    this.#open[value] = this.#open[value] ? 0 : 1;
    const lines = this.#linesOf(value);
    const rows = new Int32Array(this.#rows.length - (before - row) + lines.length);
    rows.set(this.#rows.subarray(0, row));
    rows.set(lines, row);
    rows.set(this.#rows.subarray(before), row + lines.length);
    this.#rows = rows;
  }

  /** Opens all that a value is in, and returns its line. */
  reveal(value: number): number {
    let changed = false;
    const document = this.#document;
    for (let at = document.parent(value); at >= 0; at = document.parent(at)) {
      if (this.#open[at]) continue;
      this.#open[at] = 1;
      changed = true;
    }
    if (changed) this.#rows = this.#linesOf(0);
    return this.rowOf(value);
  }

  /** Opens or closes a value and all within it. */
  setAll(value: number, open: boolean): void {
    const end = this.#document.after(value);
    for (let at = value; at < end; at += 1)
      this.#open[at] = open && this.#document.isFilled(at) ? 1 : 0;
    this.#rows = this.#linesOf(0);
  }

  /** Opens values from the outermost, level by level, as long as about `budget` lines are not exceeded. */
  openFirst(levels: number, budget: number): void {
    const document = this.#document;
    let level = [0];
    let lines = 1;
    for (let depth = 0; depth < levels && level.length > 0; depth += 1) {
      const next: number[] = [];
      for (const value of level) {
        const count = document.count(value);
        if (count === 0 || (lines + count > budget && value !== 0)) continue;
        lines += count + 1;
        this.#open[value] = 1;
        // The children of a container beyond the budget are not opened in any case.
        if (lines > budget) continue;
        for (let at = value + 1; at < document.after(value); at = document.after(at)) next.push(at);
      }
      level = next;
    }
    this.#rows = this.#linesOf(0);
  }

  #linesOf(root: number): Int32Array {
    const document = this.#document;
    const end = document.after(root);
    let lines = new Int32Array(64);
    let length = 0;
    const push = (line: number) => {
      if (length === lines.length) {
        const larger = new Int32Array(length * 2);
        larger.set(lines);
        lines = larger;
      }
      lines[length] = line;
      length += 1;
    };
    let value = root;
    while (value < end) {
      push(value << 1);
      if (this.#open[value] && document.isFilled(value)) {
        value += 1;
        continue;
      }
      const next = document.after(value);
      for (let at = value; at !== root;) {
        at = document.parent(at);
        if (document.after(at) !== next) break;
        push((at << 1) | 1);
      }
      value = next;
    }
    return lines.slice(0, length);
  }
}
