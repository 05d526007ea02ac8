import { once } from 'node:events';
import { startDemo } from '../../demo/servers.ts';
import { launchBrowser } from '../browsers/launch.ts';
import { extensionDirectory } from '../extension.ts';
import type { StartOptions } from './options.ts';
import { openPanel } from './panel.ts';

/** Shows a page with the panel open until the browser is closed or this is interrupted. */
export async function runInteractive({ browser, url }: StartOptions): Promise<void> {
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await using stack = new AsyncDisposableStack();
  const demo = stack.adopt(await startDemo(), (each) => each.close());
  const session = stack.adopt(
    await launchBrowser(browser, {
      extension: extensionDirectory(browser),
      headless: false,
      size: [1400, 1000],
    }),
    (each) => each.close(),
  );
  const ended = Promise.race([session.closed, interrupted]);
  const opened = (async () => {
    const page = await session.newPage(url ?? demo.url);
    await openPanel(session, page);
    console.log(`Inspecting ${url ?? demo.url}\nClose the browser or press Ctrl-C to end.`);
  })();
  // Whoever closes the browser while it starts breaks what is under way: that is no failure.
  await Promise.race([ended, opened]);
  await ended;
  await opened.catch(() => {});
}
