import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { RawData, WebSocket } from 'ws';

/** One message as a server sent or got it. */
export interface LedgerMessage {
  direction: 'fromPage' | 'toPage';
  binary: boolean;
  /** Text as a string, binary as a buffer. */
  data: Buffer | string;
}

/** One accepted connection. */
export interface LedgerConnection {
  /** Path and query. */
  path: string;
  /** The negotiated subprotocol, or ''. */
  protocol: string;
  messages: LedgerMessage[];
  /** As the server saw it; absent while open. */
  close?: { code: number; reason: string };
}

/** What really went over the demo's sockets: the truth that the panel is compared with. */
export class Ledger {
  /** In the order they were accepted. */
  readonly connections: LedgerConnection[] = [];

  /** Messages of all connections, both ways. */
  get messageCount(): number {
    return this.connections.reduce((sum, { messages }) => sum + messages.length, 0);
  }

  /** Keeps account of an accepted socket from its first message on. */
  record(socket: WebSocket, path: string): void {
    const connection: LedgerConnection = { path, protocol: socket.protocol, messages: [] };
    this.connections.push(connection);
    socket.on('message', (data, binary) =>
      connection.messages.push(entry('fromPage', data, binary)),
    );
    socket.on('close', (code, reason) => {
      connection.close = { code, reason: reason.toString() };
    });
    const send = socket.send;
    // Handing every argument on keeps both of send's signatures.
    socket.send = function (this: WebSocket, ...args: unknown[]) {
      const [data, options] = args as [RawData | string, { binary?: boolean } | undefined];
      const binary = options?.binary ?? typeof data !== 'string';
      // ws drops what is sent too late.
      if (socket.readyState === socket.OPEN) {
        connection.messages.push(entry('toPage', data, binary));
      }
      return Reflect.apply(send, this, args);
    } as WebSocket['send'];
  }
}

/** A `WebSocketServer` class whose connections are all in `ledger`; Socket.IO takes one, too. */
export function recordingServer(ledger: Ledger): typeof WebSocketServer {
  return class RecordingServer extends WebSocketServer {
    override handleUpgrade(
      request: IncomingMessage,
      socket: Duplex,
      head: Buffer,
      accept: (client: WebSocket, request: IncomingMessage) => void,
    ): void {
      super.handleUpgrade(request, socket, head, (client, accepted) => {
        ledger.record(client as WebSocket, request.url ?? '');
        accept(client as WebSocket, accepted);
      });
    }
  } as typeof WebSocketServer;
}

function entry(
  direction: LedgerMessage['direction'],
  data: RawData | string,
  binary: boolean,
): LedgerMessage {
  const buffer = typeof data === 'string' ? Buffer.from(data) : toBuffer(data);
  return { direction, binary, data: binary ? buffer : buffer.toString() };
}

/** A copy, as the sender may use its memory again. */
function toBuffer(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  if (data instanceof ArrayBuffer) return Buffer.from(new Uint8Array(data));
  return Buffer.from(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}
