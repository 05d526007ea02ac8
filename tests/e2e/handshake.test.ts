import { expect, it, onTestFinished } from 'vitest';
import { launchBrowser } from '../../scripts/browsers/launch.ts';
import { PATIENCE_MS } from '../../scripts/browsers/poll.ts';
import type { BrowserSession, PageDriver, PanelDriver } from '../../scripts/browsers/session.ts';
import { extensionDirectory } from '../../scripts/extension.ts';
import { parseHar } from '../../scripts/start/har.ts';
import { exportHar, openPanel } from '../../scripts/start/panel.ts';
import { waitForText } from '../support/panel-view.ts';
import { refusingHost, serveRawHandshakes } from '../support/raw-handshakes.ts';
import type { RawServer } from '../support/raw-handshakes.ts';
import { describeInBrowsers } from '../support/sockscope.ts';

const SOCKETS = 50;
/** How many fail; Firefox waits longer after each before it goes on. */
const FAILING = 2;

describeInBrowsers('handshakes', (browser) => {
  it('from before DevTools are shown, with the status or with what it can mean', async () => {
    const { server, page, session } = await openPage();
    await openSockets(page, [
      [`ws://${server.host}/deflate?a=1`, 'chat', 'other'],
      ...['401', '404', '503', '302', 'bad-accept'].map((path) => [`ws://${server.host}/${path}`]),
      [`ws://${await refusingHost()}/refused`],
    ]);
    const panel = await openPanel(session, page);

    const good = await showHandshake(panel, '/deflate', '101 Switching Protocols');
    expect(good).toContain('chatChosen by the server');
    expect(good).toContain('server_no_context_takeover The server compresses each message on its');
    expect(good).toContain(`Originhttp://${server.host}`);
    expect(good).toContain('X-Echo/deflate?a=1');
    // Cookies only when asked for.
    expect(good).toContain('Show cookies and credentials');
    expect(good).not.toContain('very-secret');
    await panel.click({ role: 'button', name: 'Show cookies and credentials' });
    await waitForText(panel, 'session=very-secret', '#details-view');

    await showHandshake(panel, '/401', 'The server wants credentials');
    await waitForText(panel, 'HTTP 401', '[role=listitem]');
    await waitForText(panel, '401 Unauthorized', '[role=grid]');
    // Chromium keeps every other status to itself.
    const told = browser === 'firefox';
    await showHandshake(
      panel,
      '/404',
      told ? '404 Not Found' : 'The browser tells an extension no',
    );
    await showHandshake(panel, '/503', told ? '503 Service Unavail' : 'net::ERR_FAILED');
    await showHandshake(panel, '/302', told ? 'Browsers follow none' : 'net::ERR_FAILED');
    await showHandshake(
      panel,
      '/bad-accept',
      told ? 'The server answered 101, and yet' : 'net::ERR_FAILED',
    );
    await showHandshake(panel, '/refused', told ? 'Nobody listens' : 'net::ERR_FAILED');

    const har = JSON.parse(await exportAll(panel)) as {
      log: { entries: { request: { url: string }; response: { status: number } }[] };
    };
    expect(JSON.stringify(har)).not.toContain('very-secret');
    const statuses = har.log.entries.map(({ request, response }) => [
      new URL(request.url).pathname,
      response.status,
    ]);
    expect(statuses).toContainEqual(['/401', 401]);
    expect(statuses).toContainEqual(['/deflate', 101]);
    if (told) expect(statuses).toContainEqual(['/404', 404]);
  });

  it(`are told apart for ${SOCKETS} sockets to one url in one tick`, async () => {
    const { server, page, session } = await openPage();
    const panel = await openPanel(session, page);
    const protocols = Array.from(
      { length: SOCKETS },
      (_, each) => `p${each}${each % (SOCKETS / FAILING) === 7 ? '-401' : ''}`,
    );
    await openSockets(
      page,
      protocols.map((protocol) => [`ws://${server.host}/same`, protocol]),
    );
    await waitForText(panel, `${SOCKETS - FAILING} open`, '.connections-head');
    const { entries } = (JSON.parse(await exportAll(panel)) as { log: { entries: HarEntry[] } })
      .log;
    expect(entries.map(({ _sockscope }) => _sockscope.protocols[0])).toEqual(protocols);
    for (const { _sockscope, response, request } of entries) {
      expect(_sockscope.handshake).toBe('sure');
      const [asked = ''] = _sockscope.protocols;
      expect(response.status).toBe(asked.endsWith('-401') ? 401 : 101);
      if (response.status === 101)
        expect(valueOf(response.headers, 'sec-websocket-protocol')).toBe(asked);
      if (browser === 'firefox')
        expect(valueOf(request.headers, 'sec-websocket-protocol')).toBe(asked);
    }

    // A worker's at the same time as the page's own, to the same url.
    await page.evaluate(async (url: string) => {
      const worker = new Worker('/worker.js');
      const socket = new WebSocket(url);
      const constructed = new Promise((resolve) => worker.addEventListener('message', resolve));
      worker.postMessage(url, []);
      Object.assign(window, { worker, socket });
      await constructed;
    }, `ws://${server.host}/wait`);
    await expect.poll(() => server.requests.length, { timeout: PATIENCE_MS }).toBe(SOCKETS + 1);
    server.release();
    await page.waitFor(() => (window as unknown as { socket: WebSocket }).socket.readyState === 1);
    await panel.waitFor(() => {
      const list = document.querySelector('[role=list][aria-label=Connections]')!;
      list.scrollTop = list.scrollHeight;
      return list.textContent.includes('/wait');
    });
    // Firefox names no document for the requests of workers, so that they are told apart.
    const told = browser === 'firefox';
    const text = await showHandshake(
      panel,
      '/wait',
      told ? 'The server agreed' : 'One of these 2.',
    );
    expect(text.includes('It cannot be told')).toBe(!told);
  });

  it('go on where they were while the background is stopped, and end with the page', async () => {
    const { server, page, session, other } = await openPage();
    await page.evaluate((host: string) => {
      Object.assign(window, { socket: new WebSocket(`ws://${host}/wait`) });
    }, server.host);
    await expect.poll(() => server.requests.length, { timeout: PATIENCE_MS }).toBe(1);
    await waitForStored(other, (all) => all.length === 1 && all[0]?.sentAt !== null);
    await stopBackground(session, page);
    server.release();
    await page.waitFor(() => (window as unknown as { socket: WebSocket }).socket.readyState === 1);
    const panel = await openPanel(session, page);
    const text = await showHandshake(panel, '/wait', '101 Switching Protocols');
    expect(text).toContain('Request made');
    await panel.close();
    await page.goto(`http://${server.host}/next`);
    await waitForStored(other, (all) => all.length === 0);
  });

  async function openPage(): Promise<{
    server: RawServer;
    session: BrowserSession;
    page: PageDriver;
    /** The panel of another page. */
    other: PanelDriver;
  }> {
    const server = await serveRawHandshakes();
    const session = await launchBrowser(browser, {
      extension: extensionDirectory(browser),
      dock: 'window',
    });
    onTestFinished(() => session.close());
    // It is answered by the background, which in a browser that has just started may not listen yet.
    const other = await openPanel(session, await session.newPage(`http://${server.host}/other`));
    return { server, session, other, page: await session.newPage(`http://${server.host}/page`) };
  }
});

interface HarEntry {
  request: { headers: { name: string; value: string }[] };
  response: { status: number; headers: { name: string; value: string }[] };
  _sockscope: { handshake: string; protocols: string[] };
}

interface Extension {
  storage: { session: { get(keys: null): Promise<Record<string, { sentAt: number | null }>> } };
}

/** Waits until what is kept of handshakes, of all tabs, is as wanted. */
async function waitForStored(
  panel: PanelDriver,
  isWanted: (all: { sentAt: number | null }[]) => boolean,
): Promise<void> {
  await expect
    .poll(
      async () =>
        isWanted(
          await panel.evaluate(async () => {
            const { browser, chrome } = globalThis as { browser?: Extension; chrome?: Extension };
            const { storage } = (browser ?? chrome) as Extension;
            return Object.values(await storage.session.get(null)).filter(
              (each) => 'sentAt' in each,
            );
          }),
        ),
      { timeout: PATIENCE_MS },
    )
    .toBe(true);
}

/** The value of a header. */
function valueOf(headers: HarEntry['request']['headers'], name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name)?.value;
}

/** Opens sockets, each with its url and subprotocols; returns once each is open or closed. */
function openSockets(page: PageDriver, sockets: string[][]): Promise<void> {
  return page.evaluate(async (all: string[][]) => {
    const opened = all.map(([url = '', ...protocols]) => new WebSocket(url, protocols));
    Object.assign(window, { opened });
    await Promise.all(
      opened.map(
        (socket) =>
          new Promise((settled) => {
            socket.addEventListener('open', settled);
            socket.addEventListener('close', settled);
          }),
      ),
    );
  }, sockets);
}

async function stopBackground(session: BrowserSession, page: PageDriver): Promise<void> {
  // None runs where the last stop has not been noticed yet: then it is to be noticed first.
  while (!(await session.stopBackground())) await page.evaluate(() => document.title);
}

/** Selects a connection, and returns its handshake once it says `text`. */
async function showHandshake(panel: PanelDriver, name: string, text: string): Promise<string> {
  // Not that of a worker, nor one that is only looked at.
  await panel.click({ role: 'button', name: new RegExp(`^${name}(?!.*(worker|read))`, 's') });
  await panel.click({ role: 'tab', name: 'Handshake' });
  return waitForText(panel, text, '#details-view');
}

/** Exports the rows of all connections. */
async function exportAll(panel: PanelDriver): Promise<string> {
  await panel.click({ role: 'button', name: 'All' });
  const har = await exportHar(panel);
  expect(parseHar(har).length).toBeGreaterThan(0);
  return har;
}
