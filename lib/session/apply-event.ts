import { Column, EventFlag, EventKind } from '../protocol/events.ts';
import type {
  CloseDetail,
  ConstructDetail,
  ConstructFailedDetail,
  EventPayload,
  OpenDetail,
} from '../protocol/events.ts';
import { ReadyState } from '../websocket/ready-state.ts';
import type { Connection } from './types.ts';

/** Changes of `bufferedAmount` that are kept of one rise and fall. */
const BUFFERED_SAMPLES = 256;

/** What of a `send()` never went out. */
const NOT_SENT = EventFlag.Discarded | EventFlag.Blocked;

/** Brings a connection up to date with one event, the row of `n` at `at`. */
export function applyEvent(
  connection: Connection,
  n: Float64Array,
  at: number,
  payload: EventPayload,
  byteLength: number,
): void {
  const time = n[at + Column.Time] as number;
  // The last words of a document may come after the news of its end.
  if (!connection.tornDown) connection.state = n[at + Column.State] as ReadyState;
  if (connection.state === ReadyState.Closing) connection.closingAt ??= time;
  noteBuffered(connection, time, n[at + Column.BufferedAfter] as number);
  switch (n[at + Column.Kind]) {
    case EventKind.Construct:
      constructed(connection, payload as ConstructDetail, time);
      connection.own = isInjected(n, at);
      break;
    case EventKind.ConstructFailed: {
      const detail = payload as ConstructFailedDetail;
      constructed(connection, detail, time);
      connection.constructError = { name: detail.errorName, message: detail.errorMessage };
      connection.closedAt = time;
      break;
    }
    case EventKind.Open: {
      const { protocol, extensions } = payload as OpenDetail;
      connection.protocol = protocol;
      connection.extensions = extensions;
      connection.openedAt = time;
      break;
    }
    case EventKind.Send:
      if ((n[at + Column.Flags] as number) & NOT_SENT) break;
      connection.sent.messages += 1;
      connection.sent.bytes += byteLength;
      break;
    case EventKind.Receive:
      connection.received.messages += 1;
      connection.received.bytes += byteLength;
      connection.lastReceivedAt = time;
      break;
    case EventKind.Close:
      connection.close = payload as CloseDetail;
      connection.closedAt = time;
      connection.simulatedEnd = isInjected(n, at);
      break;
    case EventKind.Error:
      connection.errored = true;
      break;
    case EventKind.BinaryType:
      connection.binaryType = payload as string;
      break;
  }
  // A `close` event, which says it better, may come later, or not at all.
  if (connection.state === ReadyState.Closed) connection.closedAt ??= time;
}

const isInjected = (n: Float64Array, at: number): boolean =>
  ((n[at + Column.Flags] as number) & EventFlag.Injected) !== 0;

function constructed(connection: Connection, detail: ConstructDetail, time: number): void {
  connection.api = detail.api ?? 'WebSocket';
  connection.url = detail.url;
  connection.protocols = detail.protocols;
  // V8 puts the name of the error that it made for the stack above it.
  connection.stack = detail.stack.replace(/^Error\n/, '');
  connection.constructedAt = time;
}

function noteBuffered(connection: Connection, time: number, bytes: number): void {
  if (bytes === connection.bufferedAmount) return;
  if (connection.bufferedAmount === 0) connection.buffered = [];
  // The first is when it began; of the others the latest tell most.
  if (connection.buffered.length === BUFFERED_SAMPLES) connection.buffered.splice(1, 1);
  connection.buffered.push({ time, bytes });
  connection.bufferedAmount = bytes;
}
