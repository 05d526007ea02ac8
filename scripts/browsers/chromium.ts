import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright';
import type { BrowserContext, CDPSession, Page } from 'playwright';
import { requireBrowser } from '../setup/browsers.mjs';
import { openDevTools, targetIdOf } from './chromium-devtools.ts';
import { frameDriver } from './chromium-document.ts';
import { poll } from './poll.ts';
import { callSource } from './script-source.ts';
import type { BrowserOptions, BrowserSession, PageDriver, PanelDriver } from './session.ts';

const ARGS = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium through Playwright; DevTools are reached through its debugging port. */
export async function launchChromium(options: BrowserOptions): Promise<BrowserSession> {
  const executablePath = await requireBrowser('chromium');
  const profile = await mkdtemp(join(tmpdir(), 'sockscope-chromium-'));
  let context: BrowserContext;
  try {
    await writePreferences(profile, options);
    context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless: options.headless ?? true,
      // Playwright would emulate a light page and a fixed viewport.
      viewport: null,
      colorScheme: null,
      // Neither root nor the usual CI runner may make the namespaces that the sandbox is made of.
      chromiumSandbox: process.getuid?.() !== 0 && !process.env.CI,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      // Playwright would keep none.
      ...(options.keepPages && { ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
      args: [...ARGS, ...extensionArgs(options), ...appearanceArgs(options)],
    });
  } catch (error) {
    await removeProfile(profile);
    throw error;
  }
  const closed = new Promise<void>((done) => context.once('close', () => done())).then(() =>
    removeProfile(profile),
  );
  const cdp = await context.browser()!.newBrowserCDPSession();
  const extensionId = options.extension ? await findExtensionId(context) : undefined;
  const pages = new WeakMap<PageDriver, Page>();
  let firstPage = context.pages()[0];

  return {
    name: 'chromium',
    closed,
    async newPage(url) {
      const page = firstPage ?? (await context.newPage());
      firstPage = undefined;
      const driver = pageDriver(page);
      pages.set(driver, page);
      await driver.goto(url);
      return driver;
    },
    async openPanel(driver, title): Promise<PanelDriver> {
      const page = pages.get(driver);
      if (!page || !extensionId) throw new Error('This browser has no such page or no extension');
      const targetId = await targetIdOf(context, page);
      const devtoolsPage = await findDevtoolsPage(options.extension!);
      return openDevTools({ cdp, profile, extensionId, devtoolsPage, targetId, title });
    },
    async moveToNewWindow(driver) {
      const page = pages.get(driver);
      if (!page || !extensionId) throw new Error('This browser has no such page or no extension');
      await inExtension(context, extensionId, moveTab, page.url());
    },
    stopBackground: () => stopServiceWorker(cdp, extensionId),
    async close() {
      await context.close();
      await closed;
      // The event comes before the last process has gone, which may write once more.
      await removeProfile(profile);
    },
  };
}

function pageDriver(page: Page): PageDriver {
  return {
    ...frameDriver({ frame: () => page.mainFrame(), page }),
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    // Playwright waits for a load, which a page from the cache has not.
    back: () => goBack(page),
    close: () => page.close(),
    screenshot: () => page.screenshot(),
  };
}

async function goBack(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { currentIndex, entries } = await session.send('Page.getNavigationHistory');
  const entry = entries[currentIndex - 1];
  if (!entry) throw new Error('There is no page before');
  await session.send('Page.navigateToHistoryEntry', { entryId: entry.id });
  await session.detach();
  await poll('the page before', () => page.url() === entry.url);
}

/** Runs `fn` in a page of the extension, which is closed again. */
async function inExtension<A extends unknown[]>(
  context: BrowserContext,
  extensionId: string,
  fn: (...args: A) => Promise<void>,
  ...args: A
): Promise<void> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/devtools.html`);
  await page.evaluate(callSource(fn, args));
  await page.close();
}

async function moveTab(url: string): Promise<void> {
  const { tabs, windows } = (globalThis as { chrome?: ExtensionApi }).chrome!;
  const [tab] = await tabs.query({ url });
  await windows.create({ tabId: tab!.id });
}

/** What is used of Chromium's extension API. */
interface ExtensionApi {
  tabs: { query(filter: { url: string }): Promise<{ id: number }[]> };
  windows: { create(data: { tabId: number }): Promise<unknown> };
}

/** DevTools settings live in the profile, as JSON strings inside JSON. */
async function writePreferences(profile: string, { theme, dock }: BrowserOptions): Promise<void> {
  const dockState = dock && JSON.stringify(dock === 'window' ? 'undocked' : dock);
  const uiTheme = theme && JSON.stringify(theme === 'dark' ? 'dark' : 'default');
  await mkdir(join(profile, 'Default'));
  await writeFile(
    join(profile, 'Default/Preferences'),
    JSON.stringify({
      // Without developer mode an unpacked extension stays disabled after runtime.reload().
      extensions: { ui: { developer_mode: true } },
      devtools: {
        // Unsynced settings are in camelCase, synced ones in kebab-case; the theme moved once.
        preferences: { currentDockState: dockState, 'ui-theme': uiTheme },
        synced_preferences_sync_disabled: { 'ui-theme': uiTheme },
      },
    }),
  );
}

function extensionArgs({ extension }: BrowserOptions): string[] {
  // Playwright talks over a pipe; the port is for the second connection that sees DevTools.
  const port = '--remote-debugging-port=0';
  if (!extension) return [port];
  const path = resolve(extension);
  return [port, `--disable-extensions-except=${path}`, `--load-extension=${path}`];
}

function appearanceArgs({ size = [1280, 900], theme, args = [] }: BrowserOptions): string[] {
  const dark = theme === 'dark' ? ['--force-dark-mode'] : [];
  return [`--window-size=${size.join(',')}`, ...dark, ...args];
}

async function findExtensionId(context: BrowserContext): Promise<string> {
  const worker = await poll('the extension’s service worker', () => context.serviceWorkers()[0]);
  // new URL().origin is "null" for chrome-extension: URLs.
  return worker.url().split('/')[2]!;
}

async function findDevtoolsPage(extension: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(extension, 'manifest.json'), 'utf8')) as {
    devtools_page: string;
  };
  return manifest.devtools_page.replace(/^\//, '');
}

async function stopServiceWorker(cdp: CDPSession, extensionId?: string): Promise<boolean> {
  const { targetInfos } = await cdp.send('Target.getTargets', { filter: [{}] });
  const worker = targetInfos.find(
    ({ type, url }) =>
      type === 'service_worker' && url.startsWith(`chrome-extension://${extensionId}/`),
  );
  if (!worker) return false;
  return (await cdp.send('Target.closeTarget', { targetId: worker.targetId })).success;
}

async function removeProfile(profile: string): Promise<void> {
  await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
