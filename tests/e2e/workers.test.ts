import { describe, expect, it } from 'vitest';
import { waitForCount } from '../../scripts/start/panel.ts';
import { openSocket, sendTexts } from '../support/page-sockets.ts';
import {
  differences,
  openTab,
  waitForRow,
  waitForText,
  whyDisabled,
  whyNotInMenu,
} from '../support/panel-view.ts';
import { servePages } from '../support/serve-page.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';
import { workerPages } from '../support/worker-pages.ts';

describeInBrowsers('workers', (browser) => {
  it('are shown with what their sockets said, and sockets of the page beside them once', async () => {
    const sockscope = await openSockscope(browser);
    const { demo, page, panel } = sockscope;
    const origin = await servePages(workerPages(demo.socketUrl));
    await page.goto(`${origin}/workers`);
    await openSocket(page, `${demo.socketUrl}/echo?classic`);
    await sendTexts(page, ['said in the page']);
    // Three messages each way in four workers, and one in the page.
    await waitForCount(panel, 4 * 6 + 2);
    expect(await differences(sockscope)).toEqual([]);
    const list = await waitForText(panel, 'worker /nested.js', '.connections');
    expect(list).toContain('worker /module.js');
  });
});

describe('workers in chromium', () => {
  it('are read-only, and say so', async () => {
    const { demo, page, panel } = await openSockscope('chromium');
    const origin = await servePages({
      ...workerPages(demo.socketUrl),
      '/service': `<!doctype html><script>navigator.serviceWorker.register('/service.js')</script>`,
    });
    await page.goto(`${origin}/service`);
    await panel.click({ role: 'row', name: /sent.*said in service/ });
    expect(await whyDisabled(panel, 'Send to server')).toContain('read-only');
    expect(await whyDisabled(panel, 'Deliver to page')).toContain('read-only');
    expect(await whyNotInMenu(panel, 'Close connection')).toContain('read-only');
    expect(await whyDisabled(panel, 'Replay')).toContain('read-only');
    const facts = await openTab(panel, 'Connection', 'Network log');
    expect(facts).toContain(`dedicated or service · opened by ${origin}/service.js`);
  });

  it('show the end of a socket', async () => {
    const { demo, page, panel } = await openSockscope('chromium');
    const origin = await servePages(workerPages(demo.socketUrl));
    await page.goto(`${origin}/workers`);
    await waitForRow(panel, 'said in nested');
    await page.evaluate(() => (window as unknown as { classic: Worker }).classic.terminate());
    await waitForText(panel, 'closed', '.connections');
  });
});
