import type { RowList } from '../session/types.ts';

const CHUNK = 16_384;

/** A growing, ascending list of row numbers, in chunks: no row is copied when it grows. */
export class RowNumbers {
  readonly #chunks: Uint32Array[] = [];
  #length = 0;

  push(row: number): void {
    const at = this.#length % CHUNK;
    if (at === 0) this.#chunks.push(new Uint32Array(CHUNK));
    (this.#chunks[this.#chunks.length - 1] as Uint32Array)[at] = row;
    this.#length += 1;
  }

  /** The list as it is now; it shares its numbers with this one, which only ever adds. */
  snapshot(): RowList {
    const length = this.#length;
    const chunks = this.#chunks;
    const at = (index: number): number =>
      (chunks[Math.floor(index / CHUNK)] as Uint32Array)[index % CHUNK] as number;
    return {
      length,
      at,
      indexOf(row) {
        let low = 0;
        let high = length - 1;
        while (low <= high) {
          const middle = (low + high) >> 1;
          const found = at(middle);
          if (found === row) return middle;
          if (found < row) low = middle + 1;
          else high = middle - 1;
        }
        return -1;
      },
    };
  }
}
