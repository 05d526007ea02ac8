import { expect, it } from 'vitest';
import { waitForCount } from '../../scripts/start/panel.ts';
import { openSocket, sendTexts } from '../support/page-sockets.ts';
import { exported, waitForRow, waitForText } from '../support/panel-view.ts';
import { servePages } from '../support/serve-page.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

describeInBrowsers('a frame that is taken out', (browser) => {
  it('has ended, its socket that was open with it', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await page.evaluate(async (url: string) => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      frame.src = '/blank?frame';
      await new Promise((loaded) => frame.addEventListener('load', loaded));
      const { WebSocket } = frame.contentWindow as Window & typeof globalThis;
      const socket = new WebSocket(url);
      await new Promise((opened) => socket.addEventListener('open', opened));
      socket.send('said in the frame');
    }, `${demo.socketUrl}/sink`);
    await waitForRow(panel, 'said in the frame');
    await waitForText(panel, '1 open', '.connections-head');
    await page.evaluate(() => document.querySelector('iframe')!.remove());
    await waitForRow(panel, 'page left');
    await waitForText(panel, '0 open · 1', '.connections-head');
    await waitForText(panel, 'ended with its page', '.connection');
    await waitForRow(panel, 'said in the frame');
  });

  it('stays in the log of its page, however late the panel hears of that page', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    const origin = await servePages({
      '/': '<!doctype html><iframe src="/frame"></iframe>',
      '/frame': `<!doctype html><script>
        const socket = new WebSocket('${demo.socketUrl}/sink?frame');
        socket.onopen = () => socket.send('said in the frame');
      </script>`,
    });
    await openSocket(page, `${demo.socketUrl}/sink?old`);
    await sendTexts(page, ['said by the page before']);
    await waitForCount(panel, 1);
    await page.goto(`${origin}/`);
    await waitForRow(panel, 'said in the frame');
    await page.evaluate(() => document.querySelector('iframe')!.remove());
    await waitForRow(panel, 'page left');
    // Once this is gone, the panel has taken note of the new page.
    await panel.waitFor(() => !document.body.textContent.includes('/sink?old'));
    await waitForCount(panel, 1);
    const connections = await exported(panel);
    expect(connections.map(({ url }) => new URL(url).search)).toEqual(['?frame']);
  });
});
