import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { startDemo } from '../../demo/servers.ts';
import type { Demo } from '../../demo/servers.ts';
import { launchBrowser } from '../browsers/launch.ts';
import type { BrowserSession, PanelDriver } from '../browsers/session.ts';
import { extensionDirectory } from '../extension.ts';
import { exportInAgreement } from './agreement.ts';
import type { StartOptions } from './options.ts';
import { openPanel, waitForDemo } from './panel.ts';
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
  const { connections, differences } = await exportInAgreement(panel, demo);
  console.log(`\nConnections\n\n${connectionTable(connections)}`);
  console.log(`\nMessages\n\n${messageTable(connections)}`);

  const picture = resolve(options.screenshot);
  await writeFile(picture, await panel.screenshot());
  console.log(`\nPicture of the panel: ${picture}`);

  const { messageCount, connections: accepted } = demo.ledger;
  if (differences.length === 0) {
    console.log(
      `The panel has all ${messageCount} messages of ${accepted.length} connections, byte by byte.`,
    );
  } else {
    console.error(`\nThe panel differs from the servers:\n  ${differences.join('\n  ')}`);
  }
  return differences.length === 0;
}

/** The panel is open before the page runs, so that it sees all of it. */
async function playDemo(session: BrowserSession, demo: Demo): Promise<PanelDriver> {
  const page = await session.newPage(`${demo.url}blank`);
  const panel = await openPanel(session, page);
  await page.goto(`${demo.url}?auto`);
  await waitForDemo(page);
  return panel;
}
