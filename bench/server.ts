import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { frameOf } from './frames.ts';

// A process of its own: what the bench does must not slow what the page is sent.

/** Distinct messages that a flood repeats. */
const PATTERN_MESSAGES = 512;
const PATTERN_BYTES = 1 << 20;
const TICK_MS = 4;

interface Load {
  count: number;
  size: number;
  binary: boolean;
  /** Messages a second. */
  rate: number;
}

const http = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end('<!doctype html><meta charset="utf-8"><title>Bench</title>');
});
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });

http.on('upgrade', (request, stream, head) => {
  sockets.handleUpgrade(request, stream, head, (socket) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'ws://localhost');
    const load = {
      count: Number(searchParams.get('count')),
      size: Number(searchParams.get('size')),
      binary: searchParams.get('kind') === 'binary',
      rate: Number(searchParams.get('rate')),
    };
    if (pathname === '/flood') socket.once('message', () => void flood(stream, load));
    if (pathname === '/pace') socket.once('message', () => pace(socket, load));
    if (pathname === '/sink') sink(socket, load);
  });
});

http.listen(0, '127.0.0.1', () => process.send?.((http.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());

/** Sends frames made beforehand, as fast as the other side takes them. */
async function flood(stream: Duplex, { count, size, binary }: Load): Promise<void> {
  const length = Math.max(1, Math.min(count, PATTERN_MESSAGES, Math.floor(PATTERN_BYTES / size)));
  const frames = Array.from({ length }, (_, at) => frameOf(content(at, size), binary));
  const pattern = Buffer.concat(frames);
  for (let left = count; left > 0; left -= length) {
    const chunk = left >= length ? pattern : Buffer.concat(frames.slice(0, left));
    if (!stream.write(chunk)) await new Promise((drained) => stream.once('drain', drained));
    if (stream.destroyed) return;
  }
}

/** Sends at a rate; each message starts with its number. */
function pace(socket: WebSocket, { count, size, rate }: Load): void {
  const start = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.min(count, Math.floor(((performance.now() - start) * rate) / 1000));
    for (; sent < due; sent += 1) socket.send(content(sent, size));
    if (sent === count) clearInterval(timer);
  }, TICK_MS);
  socket.once('close', () => clearInterval(timer));
}

/** Answers once, when all that was announced has come. */
function sink(socket: WebSocket, { count }: Load): void {
  let received = 0;
  socket.on('message', () => {
    received += 1;
    if (received === count) socket.send('all');
  });
}

/** JSON as real services send it, of exactly `size` bytes. */
function content(at: number, size: number): string {
  const start = `{"type":"update","id":${at},"payload":"`;
  return start + 'x'.repeat(Math.max(0, size - start.length - 2)) + '"}';
}
