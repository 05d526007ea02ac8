import { BenchBrowser } from './browser/chromium.ts';
import type { BenchPage, BenchDocument } from './browser/chromium.ts';
import { PANEL_TITLE } from '../scripts/start/panel.ts';
import {
  closeSockets,
  installBareHook,
  openSockets,
  preparePayload,
  receiveAll,
  sendAll,
} from './loads.ts';
import type { PayloadKind } from './loads.ts';
import { clearLog, waitForTotal } from './panel-view.ts';
import type { BenchServer } from './server-process.ts';

/** What goes over the sockets of a page. */
export interface Load {
  direction: 'receive' | 'send';
  kind: PayloadKind;
  /** Bytes of a message. */
  size: number;
  /** Messages, of all sockets together. */
  count: number;
  /** Default 1. */
  sockets?: number;
}

/** What one run of a load cost. */
export interface Cost {
  /** CPU of the page's main thread for one message, µs. */
  page: number;
  /** CPU of all of the browser for one message, µs. */
  browser: number;
  /** Messages a second until the last was there: in the panel, where one counts them. */
  rate: number;
}

/** A browser with one page, in one of the ways that are compared. */
export interface Subject {
  readonly name: string;
  readonly page: BenchPage;
  /** Sockscope's panel, where it is open. */
  readonly panel?: BenchDocument;
  run(load: Load): Promise<Cost>;
  /** Private memory of the panel and the background, bytes. */
  panelMemory(): Promise<number>;
  close(): Promise<void>;
}

/** How a {@link Subject} is set up. */
export interface SubjectOptions {
  name: string;
  /** Directory of an unpacked extension. */
  extension?: string;
  /** Have the page hook its own sockets, as little as can be. */
  bareHook?: boolean;
  /** What DevTools show; they stay closed by default. */
  devTools?: 'Sockscope' | 'any panel' | 'network' | 'console';
}

/** Starts a browser on the server's page. */
export async function openSubject(
  server: BenchServer,
  { name, extension, bareHook, devTools }: SubjectOptions,
): Promise<Subject> {
  const browser = await BenchBrowser.launch(extension);
  try {
    const page = await browser.newPage(server.url);
    if (bareHook) await page.evaluate(installBareHook);
    const ours = devTools === 'Sockscope';
    const opened =
      devTools && (await browser.openDevTools(page, ours ? { panel: PANEL_TITLE } : devTools));
    const panel = ours ? opened?.panel : undefined;
    const meter = { browser, page, panel, server };
    return {
      name,
      page,
      ...(panel ? { panel } : {}),
      run: (load) => run(meter, load),
      async panelMemory() {
        if (!panel) throw new Error('No panel is open');
        return browser.extensionMemory(panel);
      },
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

interface Meter {
  browser: BenchBrowser;
  page: BenchPage;
  panel: BenchDocument | undefined;
  server: BenchServer;
}

async function run({ browser, page, panel, server }: Meter, load: Load): Promise<Cost> {
  const { direction, kind, size, count, sockets = 1 } = load;
  const each = Math.floor(count / sockets);
  const total = each * sockets;
  const mode = direction === 'receive' ? 'flood' : 'sink';
  await panel?.evaluate(clearLog);
  const url = server.socketUrl({ mode, count: each, size, kind });
  await page.evaluate(openSockets, url, sockets, kind);
  await page.evaluate(preparePayload, size, kind);
  await page.heap();
  const [pageBefore, browserBefore] = [await page.cpu(), await browser.cpu()];
  const start = Date.now();
  let elapsed = await (direction === 'receive'
    ? page.evaluate(receiveAll, total)
    : page.evaluate(sendAll, total));
  if (panel) {
    // Beside the load itself: what the page asks or is answered with, once a socket.
    const { line, at } = await panel.evaluate(waitForTotal, total + sockets);
    if (!line.includes('nothing left out')) throw new Error(`The panel has not all: ${line}`);
    elapsed = at - start;
  }
  const cost = {
    page: ((await page.cpu()) - pageBefore) / total,
    browser: ((await browser.cpu()) - browserBefore) / total,
    rate: (total / elapsed) * 1000,
  };
  await page.evaluate(closeSockets);
  return cost;
}
