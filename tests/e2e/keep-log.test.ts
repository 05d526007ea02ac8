import { expect, it } from 'vitest';
import { waitForCount } from '../../scripts/start/panel.ts';
import { openSocket, sendTexts } from '../support/page-sockets.ts';
import { exported, visibleRows, waitForRow, waitForText } from '../support/panel-view.ts';
import { servePages } from '../support/serve-page.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

const KEEP = { role: 'checkbox', name: 'Keep log' };

describeInBrowsers('the log', (browser) => {
  it('is emptied by Clear, and goes on with the connections that are open', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await openSocket(page, `${demo.socketUrl}/sink`);
    await sendTexts(page, ['before 1', 'before 2']);
    await waitForCount(panel, 2);
    await panel.click({ role: 'button', name: 'Clear' });
    await waitForCount(panel, 0);
    expect(await visibleRows(panel)).toEqual([]);
    await waitForText(panel, '1 open', '.connections-head');
    await sendTexts(page, ['after']);
    await waitForRow(panel, 'after');
    await waitForCount(panel, 1);
    const [connection] = await exported(panel);
    expect(connection?.messages.map(({ data }) => data)).toEqual(['after']);
    await panel.click({ role: 'button', name: 'Undo clear' });
    await waitForCount(panel, 3);
    const [whole] = await exported(panel);
    expect(whole?.messages.map(({ data }) => data)).toEqual(['before 1', 'before 2', 'after']);
    await panel.click({ role: 'button', name: 'Clear' });
    await waitForCount(panel, 0);
    // Its page takes it along.
    await page.goto(`${demo.url}blank?next`);
    await panel.waitFor(() => document.querySelector('.undo-clear') === null);
  });

  it('begins anew with each page while Keep log is off', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await openSocket(page, `${demo.socketUrl}/sink?old`);
    await sendTexts(page, ['of the old page']);
    await waitForCount(panel, 1);
    await page.goto(`${demo.url}blank?next`);
    await waitForCount(panel, 0);
    await waitForText(panel, 'Waiting for WebSockets');
    await openSocket(page, `${demo.socketUrl}/sink?new`);
    await sendTexts(page, ['of the new page 1', 'of the new page 2']);
    await waitForCount(panel, 2);
    const connections = await exported(panel);
    expect(connections.map(({ url }) => url)).toEqual([`${demo.socketUrl}/sink?new`]);
  });

  it('has what a reloaded page says from its first script on, once', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    const origin = await servePages({ '/': echoing(demo.socketUrl) });
    await page.goto(`${origin}/`);
    await waitForCount(panel, 2);
    for (let reloads = 1; reloads <= 3; reloads += 1) {
      await page.reload();
      await page.waitFor(() => document.title === 'answered');
      await panel.waitFor(() => document.querySelectorAll('.connection').length === 1);
      await waitForCount(panel, 2);
    }
    expect(demo.ledger.messageCount).toBe(8);
    const connections = await exported(panel);
    expect(connections.map(({ messages }) => messages.map(({ data }) => data))).toEqual([
      ['hello', 'hello'],
    ]);
  });

  it('keeps all of it while Keep log is on', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await panel.click(KEEP);
    const origin = await servePages({ '/': echoing(demo.socketUrl) });
    await page.goto(`${origin}/`);
    for (let loads = 1; loads <= 3; loads += 1) {
      await page.waitFor(() => document.title === 'answered');
      await waitForCount(panel, loads * 2);
      await page.reload();
    }
    await page.waitFor(() => document.title === 'answered');
    await waitForCount(panel, 8);
    await waitForText(panel, '1 open · 4', '.connections-head');
    const connections = await exported(panel);
    expect(connections.map(({ messages }) => messages.map(({ data }) => data))).toEqual(
      Array.from({ length: 4 }, () => ['hello', 'hello']),
    );
  });
});

/** A page whose first script sends once and says in its title when it is answered. */
function echoing(socketUrl: string): string {
  return `<!doctype html><script>
    const socket = new WebSocket('${socketUrl}/echo');
    socket.onopen = () => socket.send('hello');
    socket.onmessage = () => { document.title = 'answered'; };
  </script>`;
}
