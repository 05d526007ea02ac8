import { EventFlag } from '../protocol/events.ts';
import { detailPreview, payloadPreview } from './preview.ts';
import { readBlob } from './read-blob.ts';
import { RowStore } from './row-store.ts';
import type { RowValues } from './row-store.ts';
import type { LogReader, Payload, PayloadState, RowKind } from './types.ts';
import { utf8Length } from './utf8-length.ts';

/** Blobs read at the same time: enough to keep up, few enough to stay out of the way. */
const READS_AT_A_TIME = 16;

interface WaitingBlob {
  row: number;
  blob: Blob;
  flags: number;
}

/** All rows of the panel, with their payloads. */
export class MessageLog implements LogReader {
  readonly store = new RowStore();
  readonly #changed: () => void;
  #reading = 0;
  #arrivals = 0;
  #toRead: WaitingBlob[] = [];
  #nextToRead = 0;

  /** @param changed called when the payload of an old row has arrived */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Adds a row and returns its number; a Blob is read later, in its own time. */
  append(values: RowValues): number {
    const row = this.store.append(values);
    if (values.payload instanceof Blob) {
      this.#toRead.push({ row, blob: values.payload, flags: values.flags });
      this.#readNext();
    }
    return row;
  }

  /** Takes all rows out; until they are discarded they can be restored. */
  setAside(): void {
    this.#toRead = [];
    this.#nextToRead = 0;
    this.store.setAside();
  }

  /** Puts the rows that were set aside back, and goes on with reading what had not been read. */
  restore(): void {
    for (const { row, blob } of this.store.restore())
      this.#toRead.push({ row, blob, flags: this.store.flags(row) });
    this.#readNext();
  }

  range = (): { first: number; end: number } => this.store;
  kind = (row: number): RowKind => this.store.kind(row) as RowKind;
  time = (row: number): number => this.store.time(row);
  connection = (row: number): number => this.store.connection(row);
  index = (row: number): number => this.store.index(row);
  seq = (row: number): number => this.store.seq(row);
  flags = (row: number): number => this.store.flags(row);
  byteLength = (row: number): number => this.store.byteLength(row);
  bufferedBefore = (row: number): number => this.store.bufferedBefore(row);
  bufferedAfter = (row: number): number => this.store.bufferedAfter(row);
  detail = (row: number): unknown => this.store.detail(row);
  arrivals = (): number => this.#arrivals;

  payload(row: number): PayloadState {
    const slot = this.store.payload(row);
    if (typeof slot === 'string' || slot instanceof Uint8Array)
      return { state: 'ready', data: slot };
    if (slot instanceof Blob) return { state: 'loading' };
    return slot ? { state: 'gone', why: slot.gone } : { state: 'none' };
  }

  preview(row: number, limit: number): string {
    const payload = this.payload(row);
    switch (payload.state) {
      case 'ready':
        return payloadPreview(payload.data, limit);
      // The interface has words for these.
      case 'loading':
      case 'gone':
        return '';
      case 'none':
        return detailPreview(this.store.kind(row), this.detail(row), limit);
    }
  }

  #readNext(): void {
    while (this.#reading < READS_AT_A_TIME && this.#nextToRead < this.#toRead.length) {
      const { row, blob, flags } = this.#toRead[this.#nextToRead] as WaitingBlob;
      this.#nextToRead += 1;
      this.#reading += 1;
      void readBlob(blob, flags).then(
        (data) => this.#arrived(row, data),
        () => this.#failed(row),
      );
    }
    if (this.#nextToRead === this.#toRead.length) {
      this.#toRead = [];
      this.#nextToRead = 0;
    }
  }

  #arrived(row: number, data: Payload): void {
    const isLongUtf16 = (this.store.flags(row) & EventFlag.Utf16Blob) !== 0;
    const byteLength =
      isLongUtf16 && typeof data === 'string' ? utf8Length(data) : this.store.byteLength(row);
    this.store.setPayload(row, data, byteLength);
    this.#done();
  }

  #failed(row: number): void {
    this.store.setPayload(row, { gone: 'blob' }, this.store.byteLength(row));
    this.#done();
  }

  #done(): void {
    this.#reading -= 1;
    this.#arrivals += 1;
    this.#changed();
    this.#readNext();
  }
}
