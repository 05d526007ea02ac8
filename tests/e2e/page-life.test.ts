import { expect, it } from 'vitest';
import { waitForCount } from '../../scripts/start/panel.ts';
import { openSocket, sendTexts } from '../support/page-sockets.ts';
import { exported, statusText, waitForRow, waitForText } from '../support/panel-view.ts';
import { servePages } from '../support/serve-page.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

describeInBrowsers('the life of a page', (browser) => {
  it('goes on after the way back, with its own connections', async () => {
    const { demo, page, panel, session } = await openSockscope(browser, { keepPages: true });
    // The demo’s pages forbid to be kept.
    const origin = await servePages({
      '/first': '<!doctype html><title>First</title>',
      '/second': '<!doctype html><title>Second</title>',
    });
    await page.goto(`${origin}/first`);
    await openSocket(page, `${demo.socketUrl}/sink?first`);
    await sendTexts(page, ['said on the first page']);
    await page.evaluate(async () => {
      const { socket } = window as unknown as { socket: WebSocket };
      Object.assign(window, { isKept: true });
      const closed = new Promise((done) => socket.addEventListener('close', done));
      socket.close();
      await closed;
    });
    await waitForCount(panel, 1);
    await page.goto(`${origin}/second`);
    await openSocket(page, `${demo.socketUrl}/sink?second`);
    await sendTexts(page, ['said on the second page']);
    await waitForRow(panel, 'said on the second page');
    await waitForText(panel, '1 open', '.connections-head');
    await page.evaluate(async () => {
      const { socket } = window as unknown as { socket: WebSocket };
      const closed = new Promise((done) => socket.addEventListener('close', done));
      socket.close();
      await closed;
    });
    await page.back();
    // The very page, not a new one of the same address: else this shows nothing.
    await page.waitFor(() => (window as unknown as { isKept?: true }).isKept);
    await openSocket(page, `${demo.socketUrl}/sink?again`);
    await sendTexts(page, ['said after the way back']);
    await waitForRow(panel, 'said after the way back');
    await panel.waitFor(() => !document.body.textContent.includes('sink?second'));
    await waitForText(panel, '1 open', '.connections-head');
    const urls = (await exported(panel)).map(({ url }) => new URL(url).search);
    expect(urls).toEqual(['?first', '?again']);
    expect(await statusText(panel)).toContain('nothing left out');

    if (browser === 'firefox') return;
    // The tab moves on, into a window of its own.
    await session.moveToNewWindow(page);
    await waitForRow(panel, 'said after the way back');
    await sendTexts(page, ['said in the new window']);
    await waitForRow(panel, 'said in the new window');
    await waitForText(panel, '1 open', '.connections-head');
  });
});
