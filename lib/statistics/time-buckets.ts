import { wider } from './bar-widths.ts';

/** Buckets at most; a picture has no more bars, and a step to wider ones is soon done. */
export const MAX_BUCKETS = 2048;

/**
 * Sums over time in a fixed number of buckets, whatever the number of rows and however far apart their
 * times: where they do not fit, buckets become wider and are merged. Times are in milliseconds since the
 * epoch. What was added can be taken out again.
 */
export class TimeBuckets {
  readonly #series: number;
  #width: number;
  /** Bucket `i` holds the times from `i` widths after the epoch; it is at `i` modulo their number. */
  #values: Float64Array;
  #rows = new Uint32Array(MAX_BUCKETS);
  #first = 0;
  #last = -1;

  /** @param series how many sums a bucket has; @param width of a bucket at first, milliseconds */
  constructor(series: number, width = 1) {
    this.#series = series;
    this.#width = width;
    this.#values = new Float64Array(MAX_BUCKETS * series);
  }

  /** Of a bucket, milliseconds. */
  get width(): number {
    return this.#width;
  }

  /** Number of the first bucket with rows, and of the last; the last is before the first where none has. */
  get first(): number {
    return this.#first;
  }
  get last(): number {
    return this.#last;
  }

  /** Number of the bucket that a time is in; of whole milliseconds, so that no rounding tells them apart. */
  bucketAt(time: number): number {
    return Math.floor(Math.floor(time) / this.#width);
  }

  /** Makes room for a row at a time and returns its place for {@link add}. */
  enter(time: number): number {
    let bucket = this.bucketAt(time);
    while (this.#isTooFar(bucket)) {
      this.#widen();
      bucket = this.bucketAt(time);
    }
    if (this.#last < this.#first) this.#first = this.#last = bucket;
    else if (bucket < this.#first) this.#first = bucket;
    else if (bucket > this.#last) this.#last = bucket;
    const place = placeOf(bucket);
    this.#rows[place] = (this.#rows[place] as number) + 1;
    return place;
  }

  /** Takes a row out again that was entered with this time; returns its place. */
  leave(time: number): number {
    const place = placeOf(this.bucketAt(time));
    this.#rows[place] = (this.#rows[place] as number) - 1;
    return place;
  }

  /** After rows have left: the range ends where rows do. */
  shrink(): void {
    while (this.#first <= this.#last && this.#rows[placeOf(this.#first)] === 0) this.#first += 1;
    while (this.#first <= this.#last && this.#rows[placeOf(this.#last)] === 0) this.#last -= 1;
  }

  /** Adds to a sum at a place. */
  add(place: number, series: number, amount: number): void {
    const at = place * this.#series + series;
    this.#values[at] = (this.#values[at] as number) + amount;
  }

  /** A sum of a bucket; 0 outside of the range. */
  value(bucket: number, series: number): number {
    if (bucket < this.#first || bucket > this.#last) return 0;
    return this.#values[placeOf(bucket) * this.#series + series] as number;
  }

  #isTooFar(bucket: number): boolean {
    if (this.#last < this.#first) return false;
    return Math.max(this.#last, bucket) - Math.min(this.#first, bucket) >= MAX_BUCKETS;
  }

  #widen(): void {
    const width = wider(this.#width);
    const factor = width / this.#width;
    const values = new Float64Array(this.#values.length);
    const rows = new Uint32Array(MAX_BUCKETS);
    for (let bucket = this.#first; bucket <= this.#last; bucket += 1) {
      const from = placeOf(bucket);
      const to = placeOf(Math.floor(bucket / factor));
      rows[to] = (rows[to] as number) + (this.#rows[from] as number);
      for (let series = 0; series < this.#series; series += 1) {
        const at = to * this.#series + series;
        values[at] =
          (values[at] as number) + (this.#values[from * this.#series + series] as number);
      }
    }
    this.#width = width;
    this.#values = values;
    this.#rows = rows;
    this.#first = Math.floor(this.#first / factor);
    this.#last = Math.floor(this.#last / factor);
  }
}

function placeOf(bucket: number): number {
  const rest = bucket % MAX_BUCKETS;
  return rest < 0 ? rest + MAX_BUCKETS : rest;
}
