import { expect, it } from 'vitest';
import { waitForCount } from '../../scripts/start/panel.ts';
import { visibleRows, waitForStatus, waitForText } from '../support/panel-view.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

const SOCKETS = 1000;
/** Fewer than either browser lets a page have open at once: 255 in Chromium, 200 in Firefox. */
const OPEN = 190;

describeInBrowsers('a page with many sockets', (browser) => {
  it(`is shown with all ${SOCKETS}, and the panel still answers`, async () => {
    const { demo, page, panel } = await openSockscope(browser, { dock: 'window' });
    await page.evaluate(
      (count: number, url: string) => {
        const sockets = Array.from({ length: count }, (_, each) => new WebSocket(`${url}?${each}`));
        Object.assign(window, { sockets });
      },
      SOCKETS,
      `${demo.socketUrl}/echo`,
    );
    await page.waitFor((enough: number) => {
      const { sockets } = window as unknown as { sockets: WebSocket[] };
      return sockets.filter(({ readyState }) => readyState === 1).length >= enough;
    }, OPEN);
    await waitForText(panel, '/echo?0', '[role=listitem][aria-setsize="1000"]');
    await page.evaluate((count: number) => {
      const { sockets } = window as unknown as { sockets: WebSocket[] };
      const open = sockets.filter(({ readyState }) => readyState === 1).slice(0, count);
      for (const [index, socket] of open.entries()) socket.send(`from socket ${index}.`);
    }, OPEN);
    await waitForCount(panel, OPEN * 2);
    expect(demo.ledger.messageCount).toBe(OPEN * 2);

    await panel.fill({ role: 'combobox', name: 'Filter messages' }, '/socket 18\\d\\.$/');
    await waitForStatus(panel, '20 of 380 messages');
    const found = (await visibleRows(panel)).map((row) => /from socket \d+\./.exec(row)?.[0]);
    expect(new Set(found)).toEqual(
      new Set(Array.from({ length: 10 }, (_, index) => `from socket 18${index}.`)),
    );

    await panel.evaluate(() => {
      const list = document.querySelector('[role=list][aria-label=Connections]')!;
      list.scrollTop = list.scrollHeight;
    });
    await waitForText(panel, '/echo?999', '[role=listitem][aria-setsize="1000"]');
    await page.evaluate(() => {
      for (const each of (window as unknown as { sockets: WebSocket[] }).sockets) each.close();
    });
    await waitForText(panel, '0 open', '.connections-head');
  });
});
