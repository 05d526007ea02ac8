import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { startDemo } from '../../demo/servers.ts';
import type { Demo } from '../../demo/servers.ts';
import { launchBrowser } from '../browsers/launch.ts';
import type { BrowserSession, PanelDriver } from '../browsers/session.ts';
import { extensionDirectory } from '../extension.ts';
import { compareWithLedger } from './compare.ts';
import { parseHar } from './har.ts';
import type { StartOptions } from './options.ts';
import { exportHar, PANEL_TITLE, waitForCount, waitForDemo } from './panel.ts';
import { connectionTable, messageTable } from './tables.ts';

/** Plays the demo in the real panel and compares its export with the servers; true if they agree. */
export async function runHeadless(options: StartOptions): Promise<boolean> {
  await using stack = new AsyncDisposableStack();
  const demo = stack.adopt(await startDemo(), (each) => each.close());
  const session = stack.adopt(
    await launchBrowser(options.browser, {
      extension: extensionDirectory(options.browser),
      // A window of its own gives the picture its whole size.
      dock: 'window',
      size: [1280, 800],
    }),
    (each) => each.close(),
  );
  const panel = await playDemo(session, demo);
  const problems = await settle(panel, demo);
  const connections = parseHar(await exportHar(panel));
  console.log(`\nConnections\n\n${connectionTable(connections)}`);
  console.log(`\nMessages\n\n${messageTable(connections)}`);

  const picture = resolve(options.screenshot);
  await writeFile(picture, await panel.screenshot());
  console.log(`\nPicture of the panel: ${picture}`);

  problems.push(...compareWithLedger(connections, demo.ledger.connections, demo.socketUrl));
  const { messageCount, connections: accepted } = demo.ledger;
  if (problems.length === 0) {
    console.log(
      `The panel has all ${messageCount} messages of ${accepted.length} connections, byte by byte.`,
    );
  } else {
    console.error(`\nThe panel differs from the servers:\n  ${problems.join('\n  ')}`);
  }
  return problems.length === 0;
}

/** The panel is open before the page runs, so that it sees all of it. */
async function playDemo(session: BrowserSession, demo: Demo): Promise<PanelDriver> {
  const page = await session.newPage(`${demo.url}blank`);
  const panel = await session.openPanel(page, PANEL_TITLE);
  await page.goto(`${demo.url}?auto`);
  await waitForDemo(page);
  return panel;
}

async function settle(panel: PanelDriver, { ledger }: Demo): Promise<string[]> {
  try {
    await waitForCount(panel, ledger.messageCount);
    return [];
  } catch (error) {
    // The comparison says more of what is missing.
    return [(error as Error).message];
  }
}
