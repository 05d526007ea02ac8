import { HISTORY_BOUNDS } from '../../lib/protocol/history.ts';
import { expect, it, onTestFinished } from 'vitest';
import { startDemo } from '../../demo/servers.ts';
import { launchBrowser } from '../../scripts/browsers/launch.ts';
import { extensionDirectory } from '../../scripts/extension.ts';
import { openPanel, waitForCount } from '../../scripts/start/panel.ts';
import { differences, exported, statusText, waitForRow } from '../support/panel-view.ts';
import { describeInBrowsers } from '../support/sockscope.ts';

describeInBrowsers('DevTools opened late', (browser) => {
  it('shows what happened before, and how much of it was let go', async () => {
    const demo = await startDemo();
    onTestFinished(() => demo.close());
    const session = await launchBrowser(browser, { extension: extensionDirectory(browser) });
    onTestFinished(() => session.close());
    const page = await session.newPage(`${demo.url}blank`);
    const count = HISTORY_BOUNDS.usual.events + 2345;
    await page.evaluate(
      async (socketUrl: string, messages: number) => {
        const quiet = new WebSocket(`${socketUrl}/echo?quiet`);
        await new Promise((opened) => quiet.addEventListener('open', opened));
        quiet.send('said early');
        await new Promise((answered) => quiet.addEventListener('message', answered));
        const flood = new WebSocket(`${socketUrl}/flood?count=${messages}&size=30`);
        let left = messages;
        await new Promise<void>((done) => {
          flood.addEventListener('message', () => {
            left -= 1;
            if (left === 0) done();
          });
        });
        quiet.send('said late');
        await new Promise((answered) => quiet.addEventListener('message', answered));
      },
      demo.socketUrl,
      count,
    );
    const panel = await openPanel(session, page);
    // The history holds so many events; the connections' own stay beside it.
    await waitForCount(panel, HISTORY_BOUNDS.usual.events);
    const missing = demo.ledger.messageCount - HISTORY_BOUNDS.usual.events;
    expect(missing).toBe(2345 + 4);
    await panel.click({ role: 'grid', name: 'Messages' });
    await panel.press('Home');
    const gap = await waitForRow(panel, 'left out here');
    expect(gap).toContain(missing.toLocaleString('en-US'));
    await waitForRow(panel, 'new');
    expect(await statusText(panel)).toContain(missing.toLocaleString('en-US'));
    const [quiet, flood] = await exported(panel);
    expect(quiet?.messages.map(({ data }) => data)).toEqual(['said late', 'said late']);
    expect(flood?.messages.at(-1)?.data).toContain(String(count - 1));
  });

  it('shows all of a short past', async () => {
    const demo = await startDemo();
    onTestFinished(() => demo.close());
    const session = await launchBrowser(browser, { extension: extensionDirectory(browser) });
    onTestFinished(() => session.close());
    const page = await session.newPage(`${demo.url}?auto`);
    await page.waitFor(() => document.title.endsWith('done'));
    const panel = await openPanel(session, page);
    await waitForCount(panel, demo.ledger.messageCount);
    expect(await differences({ demo, session, page, panel })).toEqual([]);
  });
});
