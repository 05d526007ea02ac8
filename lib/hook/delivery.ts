import type { EventBatch } from '../protocol/events.ts';
import { Column, ROW_WIDTH } from '../protocol/events.ts';
import type { EventLog, LogEntry, LogReaderState } from './event-log.ts';
import { apply, reader, safeArray, SafeMap, timestamp } from './primordials.ts';
import { listen } from './native-socket.ts';

/** Events in one batch at most: beyond this a larger batch saves nothing. */
const BATCH_EVENTS = 512;
/** Payload weight that ends a batch: beyond this a larger batch saves nothing. */
const BATCH_WEIGHT = 512 * 1024;
/** Batches on their way to one subscriber at most. */
const BATCHES_IN_FLIGHT = 32;
/** Payload weight on its way to one subscriber at most; one batch may always be. */
const WEIGHT_IN_FLIGHT = 8 * 1024 * 1024;
/** Shortest time between two batches of a busy page, milliseconds: half a frame. */
const PACE = 8;
/** How often the `bufferedAmount` of a socket that is still sending is looked at, milliseconds. */
const DRAIN_PACE = 50;
/** Connections in one list of released messages at most, as {@link isEventBatch} bounds it. */
const RELEASED_CONNECTIONS = 65_536;

const NativeFloat64Array = Float64Array;
const abortTimeout = AbortSignal.timeout;
const NativeAbortSignal = AbortSignal;
const { postMessage } = MessagePort.prototype;
const isHidden = reader<boolean>(Document.prototype, 'hidden');
const page = document;

/** A batch on its way; a node of a linked list, oldest first. */
interface Flight {
  readonly end: number;
  readonly weight: number;
  next: Flight | undefined;
}

interface Subscription {
  readonly name: string;
  readonly reader: LogReaderState;
  first: Flight | undefined;
  newest: Flight | undefined;
  batches: number;
  weight: number;
}

/** Serves the log to its subscribers in batches, at a pace, and within what they acknowledge. */
export class Delivery {
  readonly #log: EventLog;
  readonly #post: (batch: EventBatch) => void;
  readonly #subscriptions = new SafeMap<string, Subscription>();
  readonly #channel = new MessageChannel();
  readonly #ticker = this.#channel.port2;
  /** Looks at sockets that are still sending; false when there are none. */
  readonly #sampleDraining: () => boolean;
  /** The document is going away: no later task may come, so that nothing waits for one. */
  leaving = false;
  #scheduled = false;
  #lastFlush = 0;
  #pendingEvents = 0;
  #timer: AbortSignal | undefined;
  #drainTimer: AbortSignal | undefined;

  constructor(log: EventLog, post: (batch: EventBatch) => void, sampleDraining: () => boolean) {
    this.#log = log;
    this.#post = post;
    this.#sampleDraining = sampleDraining;
    listen(this.#channel.port1, 'message', () => this.flush());
    this.#channel.port1.start();
  }

  /** Whether anybody reads. */
  get watched(): boolean {
    return this.#subscriptions.size > 0;
  }

  /** Begins to serve a subscriber from a sequence number, or sets it back to one. */
  subscribe(name: string, from: number): void {
    const reader = this.#log.read(name, from);
    this.#subscriptions.set(name, {
      name,
      reader,
      first: undefined,
      newest: undefined,
      batches: 0,
      weight: 0,
    });
    this.flush();
  }

  /** Stops to serve a subscriber for now; the log keeps what it has not acknowledged. */
  suspend(name: string): void {
    this.#subscriptions.delete(name);
  }

  /** Stops to serve a subscriber for good. */
  unsubscribe(name: string): void {
    this.#subscriptions.delete(name);
    this.#log.stopReading(name);
  }

  /** Stops to serve anybody. */
  stop(): void {
    this.#subscriptions.forEach(({ name }) => this.unsubscribe(name));
  }

  /** Notes that a subscriber has all events up to `seq`, which makes room for more. */
  acknowledge(name: string, seq: number): void {
    const subscription = this.#subscriptions.get(name);
    if (!subscription) return;
    let arrived = subscription.first;
    while (arrived && arrived.end <= seq) {
      subscription.batches -= 1;
      subscription.weight -= arrived.weight;
      this.#log.acknowledge(subscription.reader, arrived.end);
      arrived = arrived.next;
    }
    subscription.first = arrived;
    if (subscription.reader.next) this.flush();
  }

  /** Says that an event was appended. */
  appended(): void {
    if (!this.watched) return;
    this.#pendingEvents += 1;
    if (this.leaving) this.flushAll();
    else if (this.#pendingEvents >= BATCH_EVENTS) this.flush();
    else this.#schedule();
  }

  /** Hands over all that may go now. */
  flush(): void {
    this.#scheduled = false;
    this.#pendingEvents = 0;
    this.#lastFlush = timestamp();
    this.#drain();
    this.#subscriptions.forEach((subscription) => {
      while (subscription.reader.next && hasCredit(subscription)) this.#serve(subscription);
    });
  }

  /** Hands over all that is left, credit or not. */
  flushAll(): void {
    this.#subscriptions.forEach((subscription) => {
      while (subscription.reader.next) this.#serve(subscription);
    });
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const sinceFlush = timestamp() - this.#lastFlush;
    // Timers are throttled in a hidden page, messages are not. A timer made by
    // `AbortSignal.timeout` takes no number from those that `setTimeout` hands to the page.
    if (sinceFlush >= PACE || isHidden(page)) apply(postMessage, this.#ticker, [0]);
    else {
      this.#timer = apply(abortTimeout, NativeAbortSignal, [PACE]) as AbortSignal;
      listen(this.#timer, 'abort', () => this.flush());
    }
  }

  #drain(): void {
    if (this.#drainTimer || !this.watched || !this.#sampleDraining()) return;
    this.#drainTimer = apply(abortTimeout, NativeAbortSignal, [DRAIN_PACE]) as AbortSignal;
    listen(this.#drainTimer, 'abort', () => {
      this.#drainTimer = undefined;
      this.#drain();
    });
  }

  #serve(subscription: Subscription): void {
    const { reader } = subscription;
    const first = reader.next as LogEntry;
    const { count, weight, last } = measure(first);
    const numbers = new NativeFloat64Array(count * ROW_WIDTH);
    const payloads = safeArray<EventBatch['payloads'][number]>();
    let entry: LogEntry | undefined = first;
    let longest = 0;
    for (let i = 0; i < count && entry; i += 1, entry = entry.next) {
      if (entry.size > longest) longest = entry.size;
      writeRow(numbers, i * ROW_WIDTH, entry);
      payloads[i] = entry.payload;
    }
    const holes = last.seq - reader.served > count;
    const after = reader.served;
    reader.next = entry;
    reader.served = last.seq;
    const flight: Flight = { end: last.seq, weight, next: undefined };
    if (subscription.first && subscription.newest) subscription.newest.next = flight;
    else subscription.first = flight;
    subscription.newest = flight;
    subscription.batches += 1;
    subscription.weight += weight;
    this.#post({
      type: 'batch',
      subscriber: subscription.name,
      after,
      longest,
      numbers,
      payloads,
      released: holes ? this.#released() : new NativeFloat64Array(0),
    });
  }

  #released(): Float64Array {
    const { released } = this.#log;
    const { size } = released;
    const count = size < RELEASED_CONNECTIONS ? size : RELEASED_CONNECTIONS;
    const pairs = new NativeFloat64Array(count * 2);
    let i = 0;
    released.forEach((index, connection) => {
      // Beyond its end a typed array ignores what is written.
      pairs[i] = connection;
      pairs[i + 1] = index;
      i += 2;
    });
    return pairs;
  }
}

function hasCredit({ batches, weight }: Subscription): boolean {
  return batches === 0 || (batches < BATCHES_IN_FLIGHT && weight < WEIGHT_IN_FLIGHT);
}

/** How many entries from `first` on make one batch. */
function measure(first: LogEntry): { count: number; weight: number; last: LogEntry } {
  let last = first;
  let { weight } = first;
  let count = 1;
  while (last.next && count < BATCH_EVENTS && weight + last.next.weight <= BATCH_WEIGHT) {
    last = last.next;
    weight += last.weight;
    count += 1;
  }
  return { count, weight, last };
}

function writeRow(numbers: Float64Array, at: number, entry: LogEntry): void {
  numbers[at + Column.Seq] = entry.seq;
  numbers[at + Column.Time] = entry.time;
  numbers[at + Column.Connection] = entry.connection;
  numbers[at + Column.Kind] = entry.kind;
  numbers[at + Column.Flags] = entry.flags;
  numbers[at + Column.Index] = entry.index;
  numbers[at + Column.BufferedBefore] = entry.bufferedBefore;
  numbers[at + Column.BufferedAfter] = entry.bufferedAfter;
  numbers[at + Column.State] = entry.state;
  numbers[at + Column.Size] = entry.size;
}
