import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { startDemo } from '../demo/servers.ts';
import { launchBrowser } from './browsers/launch.ts';
import type { BrowserName, BrowserOptions, PanelDriver } from './browsers/session.ts';
import { buildExtension, extensionDirectory } from './extension.ts';
import { PANEL_TITLE } from './start/panel.ts';

const FOLDER = fileURLToPath(new URL('../docs/', import.meta.url));

/** The panel by itself in Chromium; in Firefox the whole window, with the page it looks at. */
const VIEWS: Record<BrowserName, BrowserOptions> = {
  chromium: { dock: 'window', size: [1280, 700] },
  firefox: {
    dock: 'bottom',
    size: [1280, 860],
    prefs: { 'devtools.toolbox.footer.height': 500 },
  },
};

/** A row that comes once the demo has been busy for a while, and whose data is nested JSON. */
const CHOSEN = '"countdown":2';
const DRAFT = '{"type":"ping"}';

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
  const panel = await session.openPanel(page, PANEL_TITLE);
  await page.goto(demo.url);
  await panel.fill({ role: 'textbox', name: 'Message to send' }, DRAFT);
  await selectRow(panel, CHOSEN);
  // Awaited here, as the browser ends with this block.
  return await (browser === 'firefox' ? panel.windowScreenshot() : panel.screenshot());
}

/** Waits for the row with this text, selects it, and waits until its JSON is shown. */
async function selectRow(panel: PanelDriver, text: string): Promise<void> {
  await panel.waitFor(
    (wanted: string) =>
      [...document.querySelectorAll('[role=row]')].some((row) => row.textContent.includes(wanted)),
    text,
  );
  await panel.click({ role: 'row', name: new RegExp(text) });
  await panel.waitFor(
    () =>
      document.querySelector('[role=row][aria-selected=true]') &&
      document.querySelector('[role=tree] [role=treeitem]') !== null,
  );
}

await mkdir(FOLDER, { recursive: true });
for (const browser of ['chromium', 'firefox'] as const) {
  await buildExtension(browser);
  for (const theme of ['light', 'dark'] as const) {
    const file = `${FOLDER}${browser}-${theme}.png`;
    const picture = await takePicture(browser, theme);
    await writeFile(file, picture);
    console.log(`${file} (${Math.ceil(picture.length / 1000)} kB)`);
  }
}
