import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { execute, subscribe, validate } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { ENDPOINTS, refusal, waitToAccept } from './endpoints.ts';
import { schema } from './graphql.ts';
import { Ledger, recordingServer } from './ledger.ts';
import { createPages } from './pages.ts';
import { startSocketIo } from './socket-io.ts';

const HOST = '127.0.0.1';

/** Running demo servers. */
export interface Demo {
  /** Of the demo page, `http://127.0.0.1:…/`. */
  readonly url: string;
  /** Without a slash at the end: `ws://127.0.0.1:…`. */
  readonly socketUrl: string;
  /** Where nothing listens. */
  readonly closedUrl: string;
  readonly ledger: Ledger;
  close(): Promise<void>;
}

/** Starts pages and sockets on one free loopback port. */
export async function startDemo(): Promise<Demo> {
  const ledger = new Ledger();
  const closedUrl = `ws://${HOST}:${await findClosedPort()}/closed`;
  const http = createServer(await createPages({ closedUrl }));
  const io = startSocketIo(http, recordingServer(ledger));
  const WebSocketServer = recordingServer(ledger);
  const plain = new WebSocketServer({ noServer: true, handleProtocols: chooseProtocol });
  const graphql = new WebSocketServer({ noServer: true });
  // A bundler or test runner may load graphql twice; a schema only works with its own functions.
  const graphqlServer = useServer({ schema, execute, subscribe, validate }, graphql);
  // A page that goes away mid-frame is nothing to fail for.
  plain.on('connection', (socket) => socket.on('error', () => {}));

  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://demo');
    if (url.pathname === '/socket.io/') return;
    socket.on('error', () => {});
    if (url.pathname === '/graphql') {
      graphql.handleUpgrade(request, socket, head, (client) =>
        graphql.emit('connection', client, request),
      );
      return;
    }
    const status = refusal(url);
    if (status !== undefined) return refuse(socket, status);
    await waitToAccept(url);
    if (socket.destroyed) return;
    plain.handleUpgrade(request, socket, head, (client) => {
      plain.emit('connection', client, request);
      void ENDPOINTS[url.pathname]!(client, url.searchParams);
    });
  };
  http.on('upgrade', (request, socket, head) => void upgrade(request, socket, head));

  const port = await listen(http);
  return {
    url: `http://${HOST}:${port}/`,
    socketUrl: `ws://${HOST}:${port}`,
    closedUrl,
    ledger,
    async close() {
      for (const client of [...plain.clients, ...graphql.clients]) client.terminate();
      await graphqlServer.dispose();
      // Closes the HTTP server with it.
      await io.close();
      http.closeAllConnections();
    },
  };
}

function chooseProtocol(protocols: Set<string>, request: IncomingMessage): string | false {
  const asked = [...protocols];
  const last = request.url?.startsWith('/subprotocol');
  return (last ? asked.at(-1) : asked[0]) ?? false;
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(0, HOST, done);
  });
  return (server.address() as AddressInfo).port;
}

/** A port that was free a moment ago, and that nobody will take by chance soon. */
async function findClosedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((done) => server.close(done));
  return port;
}
