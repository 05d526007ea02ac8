import { describe, onTestFinished } from 'vitest';
import { startDemo } from '../../demo/servers.ts';
import type { Demo } from '../../demo/servers.ts';
import { launchBrowser } from '../../scripts/browsers/launch.ts';
import type {
  BrowserName,
  BrowserOptions,
  BrowserSession,
  PageDriver,
  PanelDriver,
} from '../../scripts/browsers/session.ts';
import { extensionDirectory } from '../../scripts/extension.ts';
import { openPanel } from '../../scripts/start/panel.ts';

/** A page of the demo servers with the real panel open on it. */
export interface Sockscope {
  demo: Demo;
  session: BrowserSession;
  page: PageDriver;
  panel: PanelDriver;
}

/** Defines the same tests for each browser. */
export function describeInBrowsers(name: string, define: (browser: BrowserName) => void): void {
  describe.each<BrowserName>(['chromium', 'firefox'])(`${name} in %s`, define);
}

/**
 * Starts demo servers and a browser with the extension, opens the panel on a blank page of the
 * demo's origin and then loads `path`. All of it ends with the test.
 */
export async function openSockscope(
  browser: BrowserName,
  { path = '', ...options }: BrowserOptions & { path?: string } = {},
): Promise<Sockscope> {
  const demo = await startDemo();
  onTestFinished(() => demo.close());
  const session = await launchBrowser(browser, {
    extension: extensionDirectory(browser),
    ...options,
  });
  onTestFinished(() => session.close());
  const page = await session.newPage(`${demo.url}blank`);
  const panel = await openPanel(session, page);
  if (path) await page.goto(new URL(path, demo.url).href);
  return { demo, session, page, panel };
}
