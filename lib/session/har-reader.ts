import type { DocumentInfo } from '../protocol/envelope.ts';
import { Column, EventFlag, EventKind, ROW_WIDTH } from '../protocol/events.ts';
import type { EventBatch, EventPayload, Taken } from '../protocol/events.ts';
import { ReadyState } from '../websocket/ready-state.ts';
import { harMessage, harSocket, harSockets, pagesSince } from './har-entry.ts';
import type { HarMessage, HarSocket } from './har-entry.ts';
import { isInDoubt, unseenByHook } from './har-match.ts';
import type { HookSocket } from './har-match.ts';

/** Sockets of one answer that are looked at; as many as a panel knows connections. */
const MAX_SOCKETS = 50_000;
/** Messages taken in at a time, so that the panel stays quick. */
const SLICE = 512;
/** How long the hook's word for a socket may take to come, milliseconds. */
const GRACE = 2_000;

/** Where the reader puts what it finds: a session. */
export interface HarListener {
  documentStarted(info: DocumentInfo): number;
  documentGone(documentId: string, time: number): void;
  take(documentId: string, batch: EventBatch): Taken | undefined;
  countMalformed(): void;
  /** The sockets that the hook told of. */
  hookSockets(): HookSocket[];
}

/** A socket that only the Network log sees; to the session it is a document of its own. */
interface Tracked {
  readonly documentId: string;
  readonly info: DocumentInfo;
  /** Messages of the entry that were taken. */
  read: number;
  seq: number;
  /** Messages that the session was told of. */
  index: number;
  opened: boolean;
  state: number;
}

/** Events on their way into a batch. */
interface Pending {
  kind: number;
  time: number;
  flags: number;
  index: number;
  size: number;
  payload: EventPayload;
}

/**
 * Turns answers of Chromium's `getHAR()` into events of those sockets that the hook does not see.
 * Each answer has everything since DevTools were opened: of it only what is new is taken.
 */
export class HarReader {
  readonly #listener: HarListener;
  readonly #hookUrls: readonly string[];
  readonly #pause: () => Promise<void>;
  readonly #tracked = new Map<string, Tracked>();
  #documents = 0;
  #pagesSince = Infinity;

  /**
   * @param hookUrls where the hook's scripts are
   * @param pause lets others work between two slices
   */
  constructor(listener: HarListener, hookUrls: readonly string[], pause: () => Promise<void>) {
    this.#listener = listener;
    this.#hookUrls = hookUrls;
    this.#pause = pause;
  }

  /**
   * Takes an answer in. Resolves with whether there was anything new in it.
   * @param now the present, milliseconds since the epoch
   */
  async read(har: unknown, now: number): Promise<boolean> {
    this.#pagesSince = pagesSince(har);
    const sockets = harSockets(har, MAX_SOCKETS);
    const unseen = unseenByHook(sockets, this.#listener.hookSockets(), this.#hookUrls);
    const present = new Set(unseen.map(({ id }) => id));
    for (const [id, { documentId }] of this.#tracked) {
      if (present.has(id)) continue;
      // The user or a navigation emptied the Network log: nothing more will be heard of it.
      this.#tracked.delete(id);
      this.#listener.documentGone(documentId, now);
    }
    let news = false;
    for (const socket of unseen) {
      if (isInDoubt(socket) && now - socket.startedAt < GRACE) continue;
      if (await this.#readSocket(socket)) news = true;
    }
    return news;
  }

  /** Takes in the entry of a socket that was closed just now. */
  async finished(entry: unknown): Promise<void> {
    const socket = harSocket(entry, this.#pagesSince);
    if (
      !socket ||
      unseenByHook([socket], this.#listener.hookSockets(), this.#hookUrls).length === 0
    )
      return;
    await this.#readSocket(socket);
    const tracked = this.#tracked.get(socket.id);
    if (!tracked || tracked.state === ReadyState.Closed) return;
    tracked.state = ReadyState.Closed;
    const time = endOf(entry, socket);
    this.#give(tracked, [event(EventKind.State, time, null)]);
  }

  async #readSocket(socket: HarSocket): Promise<boolean> {
    let tracked = this.#tracked.get(socket.id);
    const isNew = tracked === undefined;
    if (!tracked) this.#tracked.set(socket.id, (tracked = this.#track(socket)));
    if (
      !isNew &&
      tracked.read >= socket.messages.length &&
      (tracked.opened || socket.status !== 101)
    )
      return false;
    this.#begin(tracked, socket);
    while (tracked.read < socket.messages.length) {
      const end = Math.min(tracked.read + SLICE, socket.messages.length);
      this.#takeMessages(tracked, socket.messages.slice(tracked.read, end));
      tracked.read = end;
      if (end < socket.messages.length) await this.#pause();
    }
    return true;
  }

  #track(socket: HarSocket): Tracked {
    this.#documents += 1;
    const documentId = `network-log:${this.#documents}`;
    const script = socket.scripts.findLast((url) => url !== '') ?? '';
    return {
      documentId,
      info: {
        documentId,
        // No frame, and so not of one that a navigation replaces.
        frameId: -1,
        url: script,
        timeOrigin: socket.startedAt,
        source: 'network-log',
        ...(!socket.inDocument && { worker: { scope: 'unknown', url: script, name: '' } }),
      },
      read: 0,
      seq: 0,
      index: 0,
      opened: false,
      state: ReadyState.Connecting,
    };
  }

  /** Introduces it to a session that does not (or no longer) know it. */
  #begin(tracked: Tracked, socket: HarSocket): void {
    const events: Pending[] = [];
    if (this.#listener.documentStarted(tracked.info) !== tracked.seq + 1 || tracked.seq === 0) {
      tracked.seq = 0;
      tracked.index = 0;
      tracked.opened = false;
      const { url, protocols } = socket;
      events.push(event(EventKind.Construct, socket.startedAt, { url, protocols, stack: '' }));
    }
    if (!tracked.opened && socket.status === 101) {
      tracked.opened = true;
      const { protocol, extensions } = socket;
      // The answer is noted a moment after the page has it, and may have spoken already.
      const first = harMessage(socket.messages[0])?.time ?? Infinity;
      const time = Math.min(socket.startedAt + socket.wait, first);
      const open = event(EventKind.Open, time, { protocol, extensions });
      if (events.length > 0) this.#give(tracked, events.splice(0));
      if (tracked.state === ReadyState.Connecting) tracked.state = ReadyState.Open;
      events.push(open);
    }
    if (events.length > 0) this.#give(tracked, events);
  }

  #takeMessages(tracked: Tracked, messages: readonly unknown[]): void {
    const events: Pending[] = [];
    for (const each of messages) {
      const message = harMessage(each);
      if (message) events.push(this.#eventOf(tracked, message));
      else this.#listener.countMalformed();
    }
    if (events.length > 0) this.#give(tracked, events);
  }

  #eventOf(tracked: Tracked, { type, time, data }: HarMessage): Pending {
    if (type === 'error') {
      tracked.state = ReadyState.Closed;
      return event(EventKind.Error, time, data);
    }
    const pending = event(type === 'send' ? EventKind.Send : EventKind.Receive, time, data);
    pending.index = tracked.index += 1;
    if (typeof data === 'string') pending.size = data.length;
    else {
      pending.flags = EventFlag.Binary;
      pending.size = data?.byteLength ?? 0;
      // The log has no bytes of a Blob that was sent.
      const isUnknown = data === null || (type === 'send' && data.byteLength === 0);
      if (isUnknown) {
        pending.flags |= EventFlag.Unread;
        pending.payload = null;
      }
    }
    return pending;
  }

  #give(tracked: Tracked, events: readonly Pending[]): void {
    const numbers = new Float64Array(events.length * ROW_WIDTH);
    const after = tracked.seq;
    events.forEach(({ kind, time, flags, index, size }, i) => {
      const at = i * ROW_WIDTH;
      numbers[at + Column.Seq] = tracked.seq += 1;
      numbers[at + Column.Time] = time;
      numbers[at + Column.Connection] = 1;
      numbers[at + Column.Kind] = kind;
      numbers[at + Column.Flags] = flags;
      numbers[at + Column.Index] = index;
      numbers[at + Column.State] = tracked.state;
      numbers[at + Column.Size] = size;
    });
    this.#listener.take(tracked.documentId, {
      type: 'batch',
      subscriber: '',
      after,
      longest: 0,
      numbers,
      payloads: events.map(({ payload }) => payload),
      bytes: new ArrayBuffer(0),
      released: new Float64Array(0),
    });
  }
}

function event(kind: number, time: number, payload: EventPayload): Pending {
  return { kind, time, flags: 0, index: 0, size: 0, payload };
}

/** When the socket of an entry ended, milliseconds since the epoch. */
function endOf(entry: unknown, { startedAt }: HarSocket): number {
  const { time } = entry as { time?: unknown };
  return startedAt + (typeof time === 'number' && time >= 0 && time < 1e12 ? time : 0);
}
