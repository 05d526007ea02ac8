import './page-globals.ts';
import { Delivery } from '../../../lib/hook/delivery.ts';
import { EventLog, newEntry } from '../../../lib/hook/event-log.ts';
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
  readonly log = new EventLog();
  readonly session = new Session(() => {});
  /** All messages, by their sequence number. */
  readonly produced = new Map<number, Produced>();
  /** Weight of all events in bytes, and whether the panel was always subscribed or suspended. */
  weight = 0;
  alwaysKept = false;
  readonly #delivery = new Delivery(
    this.log,
    (batch) => this.#posted(batch),
    () => false,
  );
  readonly #indexes = new Map<number, number>();
  #way: EventBatch[] = [];
  #last: EventBatch | undefined;
  #broken = true;
  #acknowledged = 0;

  /** The page sends or receives `count` messages of a weight each. */
  messages(connection: number, kind: number, count: number, weight: number): void {
    for (let i = 0; i < count; i += 1) {
      const index = (this.#indexes.get(connection) ?? 0) + 1;
      this.#indexes.set(connection, index);
      const text = `${connection}:${index} \ud800`;
      const payload = index % 3 ? text : (new TextEncoder().encode(text).buffer as ArrayBuffer);
      const seq = this.#append(connection, kind, payload, weight, index);
      this.produced.set(seq, { connection, kind, payload });
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
    this.#append(connection, kind, payloads[kind] ?? null, 0, 0);
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
      const from = this.session.take(DOCUMENT.documentId, batch);
      if (from > 0) this.#subscribe(from);
      else this.#acknowledged = batch.batch;
    }
  }

  /** The last batch arrives once more. */
  duplicate(): void {
    if (this.#last) this.session.take(DOCUMENT.documentId, this.#last);
  }

  /** One batch is lost without anybody being told. */
  drop(): void {
    if (this.#way.length > 1) this.alwaysKept = false;
    if (this.#way.length > 1) this.#way.splice(0, 1);
  }

  acknowledge(): void {
    if (this.#acknowledged > 0 && !this.#broken)
      this.#delivery.acknowledge(PANEL, this.#acknowledged);
    this.#acknowledged = 0;
  }

  /** The way breaks: all that is on it is lost, and all that follows until `return`. */
  break(): void {
    this.#way = [];
    this.#last = undefined;
    this.#broken = true;
    this.#acknowledged = 0;
  }

  suspend(): void {
    this.break();
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
    this.#subscribe(this.session.documentStarted(DOCUMENT));
  }

  /** Another panel comes and goes, and never acknowledges. */
  otherPanel(there: boolean): void {
    if (there) this.#delivery.subscribe('other', 1);
    else this.#delivery.unsubscribe('other');
  }

  /** All that is left arrives over a way that holds. */
  drain(): void {
    this.break();
    this.return();
    do {
      this.deliver(Infinity);
      this.acknowledge();
      this.flush();
    } while (this.#way.length > 0);
  }

  #subscribe(from: number): void {
    this.#acknowledged = 0;
    this.#delivery.subscribe(PANEL, from);
  }

  #posted(batch: EventBatch): void {
    if (batch.subscriber === PANEL && !this.#broken) this.#way.push(structuredClone(batch));
  }

  #append(
    connection: number,
    kind: number,
    payload: EventPayload,
    weight: number,
    index: number,
  ): number {
    const entry = newEntry(connection, kind, payload, weight);
    entry.index = index;
    entry.state = 1;
    entry.size = typeof payload === 'string' ? payload.length : 0;
    this.weight += entry.weight;
    this.log.append(entry);
    return entry.seq;
  }
}
