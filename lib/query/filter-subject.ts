import type { RowKind } from '../session/types.ts';

/** What a filter asks of a connection. */
export interface ConnectionFacts {
  readonly key: number;
  readonly url: string;
  readonly frameId: number;
  readonly frameUrl: string;
}

/**
 * What a filter is asked about: rows of a log, or messages on their way. An answer that is
 * undefined is still to come, as the text of a Blob that is being read; null is none.
 */
export interface FilterSubject<Item> {
  kind(item: Item): RowKind;
  /** Bits of `EventFlag`. */
  flags(item: Item): number;
  /** Whether something went wrong here. */
  failed(item: Item): boolean;
  /** The payload is no longer there. */
  released(item: Item): boolean;
  /** Bytes. */
  byteLength(item: Item): number;
  /** Milliseconds since the epoch. */
  time(item: Item): number;
  /** Milliseconds since the row before of the same connection. */
  sincePrevious(item: Item): number | null | undefined;
  /** The code of a close. */
  code(item: Item): number | null;
  connection(item: Item): ConnectionFacts | undefined;
  /** All of its text, bytes read as UTF-8. */
  text(item: Item): string | undefined;
  /** The text of what may be JSON. */
  json(item: Item): string | null | undefined;
  /** The message's own label. */
  label(item: Item): string | null | undefined;
  isHeartbeat(item: Item): boolean | undefined;
}
