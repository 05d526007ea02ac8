import type { Payload } from '../session/types.ts';

/** What one protocol over WebSockets is known by: one file each, listed in `registry.ts`. */
export interface Decoder {
  /** The protocol's own name, for people. */
  readonly name: string;
  /**
   * The message's own label, as its `type` or `event`; undefined where the message is none of this
   * protocol or has none. Called for each row of a search: it must cost microseconds, whatever the
   * page put into the message.
   */
  label(payload: Payload): string | undefined;
}
