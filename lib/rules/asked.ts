import { labelOf } from '../decoders/registry.ts';
import { EventFlag, EventKind } from '../protocol/events.ts';
import type { ConnectionFacts, FilterSubject } from '../query/filter-subject.ts';
import type { Payload } from '../session/types.ts';
import { utf8Length } from '../session/utf8-length.ts';

const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
/** Of bytes that may be JSON, this much is read, as in the list. */
const JSON_BYTES = 1_000_000;

const UNREAD = new Uint8Array();

const utf8 = new TextDecoder();

/** What a rule is asked about: a message on its way, or a new connection. */
export class Asked {
  readonly kind: typeof EventKind.Send | typeof EventKind.Receive | typeof EventKind.Construct;
  readonly connection: ConnectionFacts;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Milliseconds since the message before of the connection; null of the first. */
  readonly sincePrevious: number | null;
  readonly isHeartbeat: boolean;
  #data: Payload | Blob;
  #text: string | undefined;

  constructor(
    kind: Asked['kind'],
    connection: ConnectionFacts,
    time: number,
    data: Payload | Blob = '',
    sincePrevious: number | null = null,
    isHeartbeat = false,
  ) {
    this.kind = kind;
    this.connection = connection;
    this.time = time;
    this.#data = data;
    this.sincePrevious = sincePrevious;
    this.isHeartbeat = isHeartbeat;
  }

  /** Nothing, of a Blob that was not read. */
  get data(): Payload {
    return this.#data instanceof Blob ? UNREAD : this.#data;
  }

  set data(data: Payload) {
    this.#data = data;
    this.#text = undefined;
  }

  /** Its data is known, not only its size. */
  get isRead(): boolean {
    return !(this.#data instanceof Blob);
  }

  /** Text counts as UTF-8. */
  get byteLength(): number {
    const data = this.#data;
    if (data instanceof Blob) return data.size;
    return typeof data === 'string' ? utf8Length(data) : data.length;
  }

  /** Bytes are read as UTF-8. */
  get text(): string {
    const { data } = this;
    return typeof data === 'string' ? data : (this.#text ??= utf8.decode(data));
  }
}

/** How the filter language asks about them. */
export const askedSubject: FilterSubject<Asked> = {
  kind: (asked) => asked.kind,
  flags: ({ data }) => (typeof data === 'string' ? 0 : EventFlag.Binary),
  failed: () => false,
  released: () => false,
  byteLength: ({ byteLength }) => byteLength,
  time: ({ time }) => time,
  sincePrevious: ({ sincePrevious }) => sincePrevious,
  code: () => null,
  connection: ({ connection }) => connection,
  text(asked) {
    if (asked.kind === EventKind.Construct) return asked.connection.url;
    return asked.isRead ? asked.text : undefined;
  },
  json({ data, isRead }) {
    if (!isRead) return undefined;
    if (typeof data === 'string') return data;
    const isJson = data[0] === OPEN_BRACE || data[0] === OPEN_BRACKET;
    return isJson ? utf8.decode(data.subarray(0, JSON_BYTES)) : null;
  },
  label: ({ data, isRead }) => (isRead ? (labelOf(data) ?? null) : undefined),
  isHeartbeat: ({ isHeartbeat }) => isHeartbeat,
};
