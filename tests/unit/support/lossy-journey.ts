import './page-globals.ts';
import { createDelivery } from '../../../lib/hook/delivery.ts';
import { createEventLog, newEntry } from '../../../lib/hook/event-log.ts';
import { EventKind } from '../../../lib/protocol/events.ts';
import type { EventBatch, EventPayload } from '../../../lib/protocol/events.ts';
import { Session } from '../../../lib/session/session.ts';
import { DOCUMENT } from './session-rows.ts';

/** A message that the page sent or received. */
export interface Produced {
  connection: number;
  kind: number;
  payload: EventPayload;
}

const PANEL = 'panel';

/** A hook's log and delivery, a session, and between them a way that breaks and loses. */
export class LossyJourney {
  readonly log = createEventLog();
  readonly session = new Session(() => {});
  /** All messages, by their sequence number. */
  readonly produced = new Map<number, Produced>();
  /** Weight of all events in bytes, and whether the panel was subscribed or suspended throughout. */
  weight = 0;
  alwaysKept = false;
  readonly #delivery = createDelivery(
    this.log,
    (batch) => this.#posted(batch),
    () => false,
    () => false,
  );
  readonly #indexes = new Map<number, number>();
  #way: EventBatch[] = [];
  #last: EventBatch | undefined;
  #broken = true;
  /** Sequence numbers that the panel has acknowledged or still will. */
  readonly #acknowledgements: number[] = [];
  /** From where the panel asked again because something was lost. */
  readonly wanted: number[] = [];

  /** The page sends or receives `count` messages of a weight each. */
  messages(connection: number, kind: number, count: number, weight: number): void {
    for (let i = 0; i < count; i += 1) {
      const index = (this.#indexes.get(connection) ?? 0) + 1;
      this.#indexes.set(connection, index);
      const text = `${connection}:${index} \ud800`;
      const payload = index % 3 ? text : (new TextEncoder().encode(text).buffer as ArrayBuffer);
      const produced = { connection, kind, payload };
      this.produced.set(this.#append(produced, weight, index), produced);
    }
  }

  /** Something happens to a connection that is no message. */
  lifecycle(connection: number, kind: number): void {
    const payloads: Record<number, EventPayload> = {
      [EventKind.Construct]: { url: 'ws://server/', protocols: [], stack: '' },
      [EventKind.Open]: { protocol: '', extensions: '' },
      [EventKind.Close]: { code: 1000, reason: '', wasClean: true },
      [EventKind.BinaryType]: 'arraybuffer',
    };
    this.#append({ connection, kind, payload: payloads[kind] ?? null }, 0, 0);
  }

  /** The hook is told that nobody watches. */
  settle(): void {
    this.log.settle();
  }

  flush(): void {
    this.#delivery.flush();
  }

  /** Up to `count` batches arrive; their acknowledgement is still to be sent. */
  deliver(count: number): void {
    for (let i = 0; i < count && this.#way.length > 0; i += 1) {
      const batch = this.#way.shift() as EventBatch;
      this.#last = batch;
      const taken = this.session.take(DOCUMENT.documentId, batch);
      if (taken?.type === 'has') this.#acknowledgements.push(taken.seq);
      if (taken?.type !== 'wants') continue;
      this.wanted.push(taken.from);
      this.#delivery.subscribe(PANEL, taken.from);
    }
  }

  /** The last batch arrives once more. */
  duplicate(): void {
    if (this.#last) this.session.take(DOCUMENT.documentId, this.#last);
  }

  /** One batch is lost without anybody being told. */
  drop(): void {
    this.#way.splice(0, 1);
  }

  acknowledge(): void {
    const seq = this.#acknowledgements.at(-1);
    if (seq !== undefined && !this.#broken) this.#delivery.acknowledge(PANEL, seq);
  }

  /** An acknowledgement of before comes late, perhaps to another subscription. */
  acknowledgeLate(age: number): void {
    const seq = this.#acknowledgements.at(-1 - age);
    if (seq !== undefined) this.#delivery.acknowledge(PANEL, seq);
  }

  /** The document goes away: what is left goes out at once, and all that still happens. */
  leave(): void {
    this.#delivery.leaving = true;
    this.#delivery.flushAll();
  }

  /** The document is back from the back/forward cache. */
  comeBack(): void {
    this.#delivery.leaving = false;
  }

  /** The way breaks: all that is on it is lost, and all that follows until `return`. */
  break(): void {
    this.#way = [];
    this.#last = undefined;
    this.#broken = true;
  }

  suspend(): void {
    this.break();
    this.#delivery.suspend(PANEL);
  }

  /** The hook is told to wait while its last batches still arrive, as leftovers after `return`. */
  suspendWithLeftovers(): void {
    this.#broken = true;
    this.#delivery.suspend(PANEL);
  }

  unsubscribe(): void {
    this.break();
    this.alwaysKept = false;
    this.#delivery.unsubscribe(PANEL);
  }

  /** The way is there (again), and the panel asks for what it has not got. */
  return(): void {
    if (!this.#broken) return;
    if (this.produced.size === 0 && this.log.last === 0) this.alwaysKept = true;
    this.#broken = false;
    this.#delivery.subscribe(PANEL, this.session.documentStarted(DOCUMENT));
  }

  /** Another panel comes and goes, and never acknowledges. */
  otherPanel(there: boolean): void {
    if (there) this.#delivery.subscribe('other', 1);
    else this.#delivery.unsubscribe('other');
  }

  /** All that is left arrives over a way that holds. */
  drain(): void {
    this.break();
    this.comeBack();
    this.return();
    do {
      this.deliver(Infinity);
      this.acknowledge();
      this.flush();
    } while (this.#way.length > 0);
  }

  #posted(batch: EventBatch): void {
    if (batch.subscriber === PANEL && !this.#broken) this.#way.push(structuredClone(batch));
  }

  #append({ connection, kind, payload }: Produced, weight: number, index: number): number {
    const entry = newEntry(connection, kind, payload, weight);
    entry.index = index;
    entry.state = 1;
    entry.size = typeof payload === 'string' ? payload.length : 0;
    this.weight += entry.weight;
    this.log.append(entry);
    this.#delivery.appended();
    return entry.seq;
  }
}
