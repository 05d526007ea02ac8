import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { PageReport, ServerView } from './neutral-case.ts';
import { pageHtml } from './page.ts';

/**
 * The loopback server of the neutral suite. WebSocket routes:
 * - `/echo`: answers every message with itself; texts that start with `!` are commands (`runCommand`)
 * - `/burst?n=`: sends n texts at once, then closes when `close` is given
 * - `/close?code=&reason=`: closes as soon as it is open
 * - `/drop`: ends TCP without a close frame soon after it is open
 * - `/slow?key=`: answers the handshake after `GET /release?key=`
 * - `/refuse?status=`: answers the handshake with that HTTP status
 * Every route knows `key=` (see `ServerView`) and `pick=`, the subprotocol to choose.
 */
export interface NeutralServer {
  readonly origin: string;
  readonly port: number;
  readonly failingPort: number;
  /** The results of the page that was opened with that token. */
  result(token: string, timeoutMs: number): Promise<PageReport>;
  close(): Promise<void>;
}

/** How long a socket of `/drop` stays open, milliseconds. */
const DROP_MS = 50;

export async function startServer(bundle: string): Promise<NeutralServer> {
  const views = createMailbox<ServerView>();
  const releases = createMailbox<true>();
  const results = createMailbox<PageReport>();
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: pickProtocol,
    perMessageDeflate: false,
  });
  const connections = new Set<Duplex>();

  const upgrade = async (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://server');
    if (pathname === '/refuse')
      return void stream.end(`HTTP/1.1 ${searchParams.get('status') ?? 403} Refused\r\n\r\n`);
    if (pathname === '/hangup') return void stream.destroy();
    if (pathname === '/slow') await releases.take(searchParams.get('key') ?? '');
    if (stream.destroyed) return;
    sockets.handleUpgrade(request, stream, head, (socket) => {
      serve(socket, stream, pathname, searchParams);
      const key = searchParams.get('key');
      if (key) watch(socket, request).then((view) => views.put(key, view));
    });
  };

  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://server');
    const key = searchParams.get('key') ?? '';
    if (request.headers.origin) response.setHeader('access-control-allow-origin', '*');
    response.setHeader('cache-control', 'no-store');
    if (pathname === '/bundle.js') return send(response, 'text/javascript', bundle);
    if (pathname === '/page') return send(response, 'text/html', pageHtml(main.port, failing.port));
    if (pathname === '/frame')
      return send(response, 'text/html', '<!doctype html><title>frame</title>');
    if (pathname === '/seen')
      return send(response, 'application/json', JSON.stringify(await views.take(key)));
    if (pathname === '/release') {
      releases.put(key, true);
      return send(response, 'text/plain', 'released');
    }
    if (pathname === '/result') {
      results.put(searchParams.get('token') ?? '', JSON.parse(await readBody(request)));
      return send(response, 'text/plain', 'thanks');
    }
    response.writeHead(404).end();
  };

  const listen = async () => {
    const server = createServer((request, response) => void respond(request, response));
    server.on('upgrade', (request, stream, head) => void upgrade(request, stream, head));
    server.on('connection', (stream: Socket) => {
      connections.add(stream);
      stream.on('close', () => connections.delete(stream));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { server, port: (server.address() as AddressInfo).port };
  };
  const main = await listen();
  const failing = await listen();

  return {
    origin: `http://127.0.0.1:${main.port}`,
    port: main.port,
    failingPort: failing.port,
    result: (token, timeoutMs) => results.take(token, timeoutMs),
    async close() {
      for (const stream of connections) stream.destroy();
      await Promise.all(
        [main, failing].map(({ server }) => new Promise((resolve) => server.close(resolve))),
      );
    },
  };
}

function pickProtocol(offered: Set<string>, request: IncomingMessage): string | false {
  const pick = new URL(request.url ?? '/', 'http://server').searchParams.get('pick');
  return pick !== null && offered.has(pick) ? pick : false;
}

function serve(
  socket: WebSocket,
  stream: Duplex,
  pathname: string,
  parameters: URLSearchParams,
): void {
  socket.on('error', () => socket.terminate());
  // Later, as Firefox may take a handshake that ends at once for one that failed.
  if (pathname === '/drop') return void setTimeout(() => stream.destroy(), DROP_MS);
  if (pathname === '/close')
    return socket.close(numberOf(parameters.get('code')), parameters.get('reason') ?? undefined);
  if (pathname === '/burst') {
    stream.cork();
    for (let index = 0; index < Number(parameters.get('n')); index++) socket.send(`burst ${index}`);
    if (parameters.has('close')) socket.close(1000, 'burst done');
    stream.uncork();
  }
  socket.on('message', (data, isBinary) => {
    const text = isBinary ? '' : String(data);
    if (text.startsWith('!')) runCommand(socket, stream, JSON.parse(text.slice(1)) as Command);
    else socket.send(data, { binary: isBinary });
  });
}

/** What a page may ask of its socket's other end. */
type Command =
  | { readonly do: 'close'; readonly code?: number; readonly reason?: string }
  | { readonly do: 'drop' }
  | { readonly do: 'text'; readonly items: readonly string[] }
  | { readonly do: 'binary'; readonly bytes: readonly number[] };

function runCommand(socket: WebSocket, stream: Duplex, command: Command): void {
  if (command.do === 'close') socket.close(command.code, command.reason);
  else if (command.do === 'drop') stream.destroy();
  else if (command.do === 'binary') socket.send(Buffer.from(command.bytes));
  else {
    stream.cork();
    for (const item of command.items) socket.send(item);
    stream.uncork();
  }
}

function watch(socket: WebSocket, request: IncomingMessage): Promise<ServerView> {
  const messages: string[] = [];
  socket.on('message', (data: RawData, isBinary) => {
    messages.push(isBinary ? `hex ${(data as Buffer).toString('hex')}` : `text ${String(data)}`);
  });
  const protocols = request.headers['sec-websocket-protocol'] ?? '';
  return new Promise((resolve) => {
    socket.on('close', (code, reason) =>
      resolve({ protocols, messages, close: { code, reason: String(reason) } }),
    );
  });
}

interface Mailbox<T> {
  put(key: string, value: T): void;
  /** Waits for the value of that key; rejects after `timeoutMs` when given. */
  take(key: string, timeoutMs?: number): Promise<T>;
}

function createMailbox<T>(): Mailbox<T> {
  const boxes = new Map<string, PromiseWithResolvers<T>>();
  const box = (key: string) => {
    const found = boxes.get(key) ?? Promise.withResolvers<T>();
    boxes.set(key, found);
    return found;
  };
  return {
    put: (key, value) => box(key).resolve(value),
    take(key, timeoutMs) {
      const { promise } = box(key);
      if (timeoutMs === undefined) return promise;
      let timer: NodeJS.Timeout;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(
          () => reject(new Error(`nothing came for ${key} in ${timeoutMs} ms`)),
          timeoutMs,
        );
      });
      return Promise.race([promise, late]).finally(() => clearTimeout(timer));
    },
  };
}

function numberOf(text: string | null): number | undefined {
  return text === null ? undefined : Number(text);
}

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
