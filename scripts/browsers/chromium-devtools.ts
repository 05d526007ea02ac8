import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import type { Browser, BrowserContext, CDPSession, Frame, Page } from 'playwright';
import { frameDriver } from './chromium-document.ts';
import { poll } from './poll.ts';
import type { PanelDriver } from './session.ts';

interface DevToolsRequest {
  /** Browser-level session of the first connection. */
  cdp: CDPSession;
  profile: string;
  extensionId: string;
  /** Path of the page that registers the panels, as in the manifest. */
  devtoolsPage: string;
  /** The tab to inspect. */
  targetId: string;
  /** The panel to select. */
  title: string;
}

/** CDP target id of a Playwright page. */
export async function targetIdOf(context: BrowserContext, page: Page): Promise<string> {
  const session = await context.newCDPSession(page);
  try {
    return (await session.send('Target.getTargetInfo')).targetInfo.targetId;
  } finally {
    await session.detach();
  }
}

/**
 * Opens DevTools for a tab and drives one extension panel in it.
 *
 * Clients that are connected already are not told of the DevTools window; one that connects
 * afterwards finds it as an ordinary page with the panel as an ordinary frame.
 */
export async function openDevTools(request: DevToolsRequest): Promise<PanelDriver> {
  const { cdp, profile } = request;
  const { targetId } = await cdp.send('Target.openDevTools', { targetId: request.targetId });
  await poll('the DevTools window', async () => {
    const { targetInfos } = await cdp.send('Target.getTargets', { filter: [{}] });
    // It starts as "other", which Playwright ignores, until it is attached to its window.
    return targetInfos.find((info) => info.targetId === targetId)?.type === 'page';
  });
  const client = await connect(profile);
  const close = async (): Promise<void> => {
    await cdp.send('Target.closeTarget', { targetId }).catch(() => {});
    await client.close();
  };
  // Docked DevTools are only drawn with their tab.
  const activate = async (): Promise<void> => {
    await cdp.send('Target.activateTarget', { targetId: request.targetId });
  };
  try {
    const devtools = await findPage(client, targetId);
    await selectPanel(devtools, request);
    const panel = (): Frame => findPanel(devtools, request);
    await poll('the panel’s document', () => panel().evaluate('document.readyState !== "loading"'));
    return {
      ...frameDriver({ frame: panel, page: devtools, activate }),
      async screenshot() {
        await activate();
        const element = await panel().frameElement();
        return devtools.screenshot({ clip: (await element.boundingBox())! });
      },
      async windowScreenshot() {
        await activate();
        return devtools.screenshot();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function connect(profile: string): Promise<Browser> {
  const file = await readFile(join(profile, 'DevToolsActivePort'), 'utf8');
  const port = file.split('\n')[0];
  return chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
}

async function findPage(client: Browser, targetId: string): Promise<Page> {
  return poll('the DevTools page', async () => {
    for (const context of client.contexts()) {
      for (const page of context.pages()) {
        if (!page.url().startsWith('devtools://')) continue;
        if ((await targetIdOf(context, page)) === targetId) return page;
      }
    }
    return undefined;
  });
}

/** Selects through the front end itself, as the tab may hide behind "»". */
async function selectPanel(devtools: Page, { extensionId, title }: DevToolsRequest): Promise<void> {
  const view = JSON.stringify(`chrome-extension://${extensionId}${title}`);
  await poll(`the panel ${title}`, () =>
    devtools.evaluate(`(async () => {
      const { ViewManager } = await import('devtools://devtools/bundled/ui/legacy/legacy.js');
      const views = ViewManager.ViewManager.instance();
      // The extension's devtools page registers its panels when it has loaded.
      if (!views.hasView(${view})) return false;
      await views.showView(${view});
      return true;
    })()`),
  );
}

function findPanel(devtools: Page, { extensionId, devtoolsPage }: DevToolsRequest): Frame {
  // The extension's devtools page and its panel are both child frames of the front end.
  const base = `chrome-extension://${extensionId}/`;
  const panel = devtools
    .mainFrame()
    .childFrames()
    .find((frame) => frame.url().startsWith(base) && !frame.url().startsWith(base + devtoolsPage));
  if (!panel) throw new Error('The panel is not there yet');
  return panel;
}
