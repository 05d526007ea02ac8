import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Serves HTML, and scripts at paths that end in `.js`, on a free loopback port until the test ends; returns the origin. */
export async function servePages(pages: Record<string, string>): Promise<string> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    const body = pages[pathname];
    const type = pathname.endsWith('.js') ? 'javascript' : 'html';
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': `text/${type}; charset=utf-8`,
    });
    response.end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
