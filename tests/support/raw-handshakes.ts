import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';

/** A host and port at which nobody listens. */
export async function refusingHost(): Promise<string> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return `127.0.0.1:${port}`;
}

/** RFC 6455, section 1.3. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** A server that answers handshakes well or badly, by path, and says what it was asked. */
export interface RawServer {
  /** `127.0.0.1` and the port. */
  host: string;
  /** The request headers of each handshake in order of arrival, names in lower case. */
  requests: { path: string; headers: IncomingMessage['headers'] }[];
  /** Answers those that wait at `/wait`, and from now on at once. */
  release: () => void;
}

/**
 * Serves a page at any path until the test ends. Handshakes get what their path asks for, or a status
 * that their subprotocol ends in.
 */
export async function serveRawHandshakes(page = '<title>page</title>'): Promise<RawServer> {
  const requests: RawServer['requests'] = [];
  const waiting: (() => void)[] = [];
  let released = false;
  const server = createServer((request, response) => {
    if (request.url === '/worker.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' });
      response.end(
        'onmessage = ({ data }) => { self.socket = new WebSocket(data); postMessage(null); };',
      );
      return;
    }
    const csp = request.url === '/csp' ? { 'content-security-policy': "connect-src 'none'" } : {};
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'set-cookie': 'session=very-secret; Path=/',
      ...csp,
    });
    response.end(page);
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    const url = new URL(request.url ?? '/', 'http://raw');
    requests.push({ path: url.pathname + url.search, headers: request.headers });
    // A page that goes away resets its connections.
    socket.on('error', () => {});
    const answer = (): void => {
      answerHandshake(url.pathname, request, socket);
    };
    if (url.pathname === '/wait' && !released) waiting.push(answer);
    else answer();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    release: () => {
      released = true;
      for (const answer of waiting.splice(0)) answer();
    },
  };
}

function answerHandshake(path: string, request: IncomingMessage, socket: Duplex): void {
  const asked = request.headers['sec-websocket-protocol']?.split(', ')[0];
  const status = /^\/(\d{3})$/.exec(path)?.[1] ?? /-(\d{3})$/.exec(asked ?? '')?.[1];
  if (status) {
    const location = status.startsWith('3') ? 'Location: /ok\r\n' : '';
    socket.end(`HTTP/1.1 ${status} Whatever\r\n${location}Content-Length: 2\r\n\r\nno`);
    return;
  }
  const key = path === '/bad-accept' ? 'another' : request.headers['sec-websocket-key'];
  const accept = createHash('sha1').update(`${key}${GUID}`).digest('base64');
  socket.write(
    [
      'HTTP/1.1 101 Switching Protocols',
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Accept: ${accept}`,
      ...(asked ? [`Sec-WebSocket-Protocol: ${asked}`] : []),
      ...(path === '/deflate'
        ? ['Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover']
        : []),
      `Set-Cookie: answer=${encodeURIComponent(request.url ?? '')}`,
      `X-Echo: ${request.url}`,
      '\r\n',
    ].join('\r\n'),
  );
}
