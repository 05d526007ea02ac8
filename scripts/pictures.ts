import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { startDemo } from '../demo/servers.ts';
import { launchBrowser } from './browsers/launch.ts';
import { poll } from './browsers/poll.ts';
import type { BrowserName, BrowserOptions, PageDriver, PanelDriver } from './browsers/session.ts';
import { buildExtension, extensionDirectory } from './extension.ts';
import { shrinkPng } from './pictures/shrink-png.ts';
import { openPanel } from './start/panel.ts';

const FOLDER = fileURLToPath(new URL('../docs/', import.meta.url));

/** The panel by itself in Chromium; in Firefox the whole window, with the page it looks at. */
const VIEWS: Record<BrowserName, BrowserOptions> = {
  chromium: { dock: 'window', size: [1280, 700] },
  firefox: {
    dock: 'bottom',
    size: [1280, 860],
    prefs: {
      'devtools.toolbox.footer.height': 560,
      // Others leave an empty track beside the page.
      'ui.useOverlayScrollbars': 1,
    },
  },
};

/** Comes when the demo has been busy for a while. */
const BUSY = '"seq":8,"symbol"';
const ORDER =
  '{"order":1729,"items":[{"sku":"A-4","count":2},{"sku":"C-1","count":1}],"gift":false}';
const DRAFT = '{"order":1730,"items":[],"gift":true}';

const COMPOSER = '.composer [aria-label="Message to send"]';
const ECHO_BOX = 'input[aria-label="Message to echo"]';

/** Takes one picture of the panel on the demo page, as a user would have it. */
async function takePicture(browser: BrowserName, theme: 'light' | 'dark'): Promise<Buffer> {
  await using stack = new AsyncDisposableStack();
  const demo = stack.adopt(await startDemo(), (each) => each.close());
  const session = stack.adopt(
    await launchBrowser(browser, {
      ...VIEWS[browser],
      extension: extensionDirectory(browser),
      theme,
    }),
    (each) => each.close(),
  );
  const page = await session.newPage(`${demo.url}blank`);
  const panel = await openPanel(session, page);
  await page.goto(demo.url);
  await widenMessages(panel);
  await panel.fill(COMPOSER, DRAFT);
  await waitForRow(panel, BUSY);
  await echo(page, ORDER);
  await selectReceived(panel, '"order":1729');
  // Awaited here, as the browser ends with this block.
  const picture = await (browser === 'firefox' ? panel.windowScreenshot() : panel.screenshot());
  return shrinkPng(picture);
}

/** Takes from the panes beside the messages, so that the list tells each row's connection. */
async function widenMessages(panel: PanelDriver): Promise<void> {
  await pressOn(panel, 'Width of the details', 'ArrowRight', 5);
  await pressOn(panel, 'Width of the connections', 'ArrowLeft', 3);
}

async function pressOn(
  panel: PanelDriver,
  splitter: string,
  key: string,
  times: number,
): Promise<void> {
  const selector = `[role=separator][aria-label="${splitter}"]`;
  await panel.waitFor((wanted: string) => {
    const bar = document.querySelector<HTMLElement>(wanted);
    bar?.focus();
    return bar !== null;
  }, selector);
  for (let left = times; left > 0; left -= 1) await panel.press(key);
}

/** Sends by the form of the demo page; the server answers with the same. */
async function echo(page: PageDriver, text: string): Promise<void> {
  await page.fill(ECHO_BOX, text);
  await page.click({ role: 'button', name: 'Send' });
}

/** Waits until a row of the list contains each of these texts. */
async function waitForRow(panel: PanelDriver, ...texts: string[]): Promise<void> {
  await panel.waitFor(
    (wanted: string[]) =>
      [...document.querySelectorAll('[role=row]')].some(({ textContent }) =>
        wanted.every((text) => textContent.includes(text)),
      ),
    texts,
  );
}

/** Selects the received message with this text; settles when its JSON is drawn and all is at rest. */
async function selectReceived(panel: PanelDriver, text: string): Promise<void> {
  await waitForRow(panel, 'received', text);
  await poll('the message to be selected', async () => {
    // The list moves on with each message, so that a click may meet another row.
    await panel.click({ role: 'row', name: new RegExp(`received.*${text}`) });
    return panel.evaluate((wanted: string) => {
      const row = document.querySelector('[role=row][aria-selected=true]');
      return row?.textContent.includes(wanted) && row.textContent.includes('received');
    }, text);
  });
  await panel.waitFor(
    () =>
      document.querySelector('[role=tree] [role=treeitem]') !== null &&
      document.getAnimations().length === 0,
  );
}

await mkdir(FOLDER, { recursive: true });
for (const browser of ['chromium', 'firefox'] as const) {
  await buildExtension(browser);
  for (const theme of ['light', 'dark'] as const) {
    const file = `${browser}-${theme}.png`;
    const picture = await takePicture(browser, theme);
    await writeFile(FOLDER + file, picture);
    console.log(`docs/${file}: ${Math.ceil(picture.length / 1000)} kB`);
  }
}
