import { setTimeout as delay } from 'node:timers/promises';
import { once } from 'node:events';
import type { WebSocket } from 'ws';
import { runTicker } from './ticker.ts';

type Endpoint = (socket: WebSocket, query: URLSearchParams) => void | Promise<void>;

/** Bytes that may wait in the server before the flood pauses. */
const FLOOD_BUFFER = 1 << 20;

/** What the sockets of a path do once they are open. */
export const ENDPOINTS: Record<string, Endpoint> = {
  /** Sends back what it gets, text as text and binary as binary. */
  '/echo': (socket) => {
    socket.on('message', (data, binary) => socket.send(data, { binary }));
  },
  '/flood': flood,
  '/sink': () => {},
  /** Closes at once with `code` and `reason`. */
  '/close': (socket, query) => {
    socket.close(number(query, 'code', 1000), query.get('reason') ?? '');
  },
  /** Destroys the connection without a close frame, at once or `after` so many messages. */
  '/drop': async (socket, query) => {
    for (let left = number(query, 'after', 0); left > 0; left -= 1) await once(socket, 'message');
    socket.terminate();
  },
  /** The server takes the last protocol that the page asks for. */
  '/subprotocol': (socket) => socket.send(socket.protocol),
  '/slow': (socket) => socket.send('open at last'),
  '/ticker': (socket, query) => runTicker(socket, query),
};

/** Milliseconds before the handshake of this request is answered. */
function acceptDelay({ pathname, searchParams }: URL): number {
  return pathname === '/slow' ? number(searchParams, 'ms', 1000) : 0;
}

/** Waits until the handshake is due. */
export async function waitToAccept(url: URL): Promise<void> {
  const ms = acceptDelay(url);
  if (ms > 0) await delay(ms);
}

/** HTTP status to refuse this handshake with, or undefined to accept it. */
export function refusal({ pathname, searchParams }: URL): number | undefined {
  if (pathname === '/refuse') return number(searchParams, 'status', 503);
  return pathname in ENDPOINTS ? undefined : 404;
}

/** Sends `count` messages of `size` bytes, as fast as they flow; each begins with its index. */
async function flood(socket: WebSocket, query: URLSearchParams): Promise<void> {
  const count = number(query, 'count', 1000);
  const size = number(query, 'size', 100);
  const message = query.get('kind') === 'binary' ? floodBinary : floodText;
  for (let index = 0; index < count && socket.readyState === socket.OPEN; index += 1) {
    if (socket.bufferedAmount < FLOOD_BUFFER) socket.send(message(index, size));
    // A closed socket calls back with an error: the loop ends by its state then.
    else await new Promise<void>((done) => socket.send(message(index, size), () => done()));
  }
}

/** `42:xxx…`, `size` bytes long if the index leaves room. */
function floodText(index: number, size: number): string {
  return `${index}:`.padEnd(size, 'x');
}

/** The index as 32 bits, big-endian, then bytes that count on from it. */
function floodBinary(index: number, size: number): Buffer {
  const bytes = Buffer.alloc(Math.max(size, 4));
  for (let at = 4; at < bytes.length; at += 1) bytes[at] = (index + at) & 0xff;
  bytes.writeUInt32BE(index);
  return bytes;
}

function number(query: URLSearchParams, name: string, fallback: number): number {
  const value = Number(query.get(name) ?? fallback);
  return Number.isFinite(value) ? value : fallback;
}
