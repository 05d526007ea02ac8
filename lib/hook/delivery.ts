import type { EventBatch } from '../protocol/events.ts';
import { Column, EventFlag, ROW_WIDTH } from '../protocol/events.ts';
import type { EventLog, LogEntry, LogReaderState } from './event-log.ts';
import {
  apply,
  bufferOf,
  createSafeMap,
  newBytes,
  putBytes,
  safeArray,
  timestamp,
} from './primordials.ts';
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

/** A batch on its way; a node of a linked list, oldest first. */
interface Flight {
  readonly end: number;
  readonly weight: number;
  later: Flight | undefined;
}

interface Subscription {
  readonly name: string;
  readonly reader: LogReaderState;
  first: Flight | undefined;
  newest: Flight | undefined;
  batches: number;
  weight: number;
}

/** What serves the log. */
export type Delivery = ReturnType<typeof createDelivery>;

/**
 * Serves the log to its subscribers in batches, at a pace, and within what they acknowledge.
 * @param sampleDraining looks at sockets that are still sending; false when there are none
 * @param isHidden whether timers are throttled, as in a page that nobody sees
 */
export function createDelivery(
  log: EventLog,
  post: (batch: EventBatch) => void,
  sampleDraining: () => boolean,
  isHidden: () => boolean,
) {
  const subscriptions = createSafeMap<string, Subscription>();
  const { port1, port2 } = new MessageChannel();
  let scheduled = false;
  let lastFlush = 0;
  let pendingEvents = 0;
  let timer: AbortSignal | undefined;
  let drainTimer: AbortSignal | undefined;

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    // Timers are throttled in a hidden page, messages are not. A timer made by
    // `AbortSignal.timeout` takes no number from those that `setTimeout` hands to the page.
    if (timestamp() - lastFlush >= PACE || isHidden()) apply(postMessage, port2, [0]);
    else {
      timer = after(PACE);
      listen(timer, 'abort', delivery.flush);
    }
  }

  function drain(): void {
    if (drainTimer || !delivery.watched || !sampleDraining()) return;
    drainTimer = after(DRAIN_PACE);
    listen(drainTimer, 'abort', () => {
      drainTimer = undefined;
      drain();
    });
  }

  function serve(subscription: Subscription): void {
    const { reader } = subscription;
    const first = reader.later as LogEntry;
    const { count, weight, last, packed } = measure(first);
    const numbers = new NativeFloat64Array(count * ROW_WIDTH);
    const payloads = safeArray<EventBatch['payloads'][number]>();
    let entry: LogEntry | undefined = first;
    const bytes = newBytes(packed);
    let longest = 0;
    let at = 0;
    for (let i = 0; i < count && entry; i += 1, entry = entry.later) {
      if (entry.size > longest) longest = entry.size;
      writeRow(numbers, i * ROW_WIDTH, entry);
      payloads[i] = entry.payload;
      if (entry.chunk) {
        putBytes(bytes, at, [entry.chunk.memory, entry.offset, entry.size]);
        at += entry.size;
      }
    }
    const { served } = reader;
    reader.later = entry;
    reader.served = last.seq;
    const flight: Flight = { end: last.seq, weight, later: undefined };
    if (subscription.first && subscription.newest) subscription.newest.later = flight;
    else subscription.first = flight;
    subscription.newest = flight;
    subscription.batches += 1;
    subscription.weight += weight;
    post({
      type: 'batch',
      subscriber: subscription.name,
      after: served,
      longest,
      numbers,
      payloads,
      bytes: bufferOf(bytes),
      released: releasedPairs(last.seq - served > count ? RELEASED_CONNECTIONS : 0),
    });
  }

  function releasedPairs(most: number): Float64Array {
    const { released } = log;
    const pairs = new NativeFloat64Array((released.size < most ? released.size : most) * 2);
    let i = 0;
    if (most > 0)
      released.each((index, connection) => {
        // Beyond its end a typed array ignores what is written.
        pairs[i] = connection;
        pairs[i + 1] = index;
        i += 2;
      });
    return pairs;
  }

  const delivery = {
    /** The document is going away: no later task may come, so that nothing waits for one. */
    leaving: false,

    /** Whether anybody reads. */
    get watched(): boolean {
      return subscriptions.size > 0;
    },

    /** Begins to serve a subscriber from a sequence number, or sets it back to one. */
    subscribe(name: string, from: number): void {
      subscriptions.put(name, {
        name,
        reader: log.read(name, from),
        first: undefined,
        newest: undefined,
        batches: 0,
        weight: 0,
      });
      delivery.flush();
    },

    /** Stops to serve a subscriber for now; the log keeps what it has not acknowledged. */
    suspend(name: string): void {
      subscriptions.drop(name);
    },

    /** Stops to serve a subscriber for good. */
    unsubscribe(name: string): void {
      subscriptions.drop(name);
      log.stopReading(name);
    },

    /** Stops to serve anybody. */
    stop(): void {
      subscriptions.each(({ name }) => delivery.unsubscribe(name));
    },

    /** Notes that a subscriber has all events up to `seq`, which makes room for more. */
    acknowledge(name: string, seq: number): void {
      const subscription = subscriptions.look(name);
      if (!subscription) return;
      let arrived = subscription.first;
      while (arrived && arrived.end <= seq) {
        subscription.batches -= 1;
        subscription.weight -= arrived.weight;
        log.acknowledge(subscription.reader, arrived.end);
        arrived = arrived.later;
      }
      subscription.first = arrived;
      if (subscription.reader.later) delivery.flush();
    },

    /** Says that an event was appended. */
    appended(): void {
      if (!delivery.watched) return;
      pendingEvents += 1;
      if (delivery.leaving) delivery.flushAll();
      else if (pendingEvents >= BATCH_EVENTS) delivery.flush();
      else schedule();
    },

    /** Hands over all that may go now. */
    flush(): void {
      scheduled = false;
      pendingEvents = 0;
      lastFlush = timestamp();
      drain();
      subscriptions.each((subscription) => {
        while (subscription.reader.later && hasCredit(subscription)) serve(subscription);
      });
    },

    /** Hands over all that is left, credit or not. */
    flushAll(): void {
      subscriptions.each((subscription) => {
        while (subscription.reader.later) serve(subscription);
      });
    },
  };
  listen(port1, 'message', delivery.flush);
  port1.start();
  return delivery;
}

/** A signal that aborts after so long. */
export const after = (milliseconds: number): AbortSignal =>
  apply(abortTimeout, NativeAbortSignal, [milliseconds]) as AbortSignal;

function hasCredit({ batches, weight }: Subscription): boolean {
  return batches === 0 || (batches < BATCHES_IN_FLIGHT && weight < WEIGHT_IN_FLIGHT);
}

/** How many entries from `first` on make one batch, and how many bytes of them are in chunks. */
function measure(first: LogEntry) {
  let last = first;
  let { weight } = first;
  let count = 1;
  let packed = packedSize(first);
  while (last.later && count < BATCH_EVENTS && weight + last.later.weight <= BATCH_WEIGHT) {
    last = last.later;
    weight += last.weight;
    packed += packedSize(last);
    count += 1;
  }
  return { count, weight, last, packed };
}

const packedSize = ({ chunk, size }: LogEntry): number => (chunk ? size : 0);

function writeRow(numbers: Float64Array, at: number, entry: LogEntry): void {
  numbers[at + Column.Seq] = entry.seq;
  numbers[at + Column.Time] = entry.time;
  numbers[at + Column.Connection] = entry.connection;
  numbers[at + Column.Kind] = entry.kind;
  numbers[at + Column.Flags] = entry.chunk ? entry.flags | EventFlag.Packed : entry.flags;
  numbers[at + Column.Index] = entry.index;
  numbers[at + Column.BufferedBefore] = entry.bufferedBefore;
  numbers[at + Column.BufferedAfter] = entry.bufferedAfter;
  numbers[at + Column.State] = entry.state;
  numbers[at + Column.Size] = entry.size;
}
