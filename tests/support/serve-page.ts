import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A body, with headers of its own where it has some. */
export type ServedPage =
  string | { headers: Readonly<Record<string, string>>; body: string | Uint8Array };

/**
 * Serves HTML by path, and scripts where the path ends in `.js`, on a free loopback port until the test
 * ends; returns the origin.
 */
export async function servePages(
  pages: Readonly<Record<string, ServedPage>>,
  onNotModified?: (path: string) => void,
): Promise<string> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    const page = pages[pathname];
    const etag = typeof page === 'object' ? page.headers.etag : undefined;
    // RFC 9110, section 15.4.5.
    if (etag !== undefined && request.headers['if-none-match'] === etag) {
      response.writeHead(304, { etag }).end();
      onNotModified?.(pathname);
      return;
    }
    const type = pathname.endsWith('.js') ? 'javascript' : 'html';
    response.writeHead(page === undefined ? 404 : 200, {
      'content-type': `text/${type}; charset=utf-8`,
      ...(typeof page === 'object' && page.headers),
    });
    response.end(typeof page === 'object' ? page.body : page);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
