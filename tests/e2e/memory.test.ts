import { expect, it } from 'vitest';
import type { PanelDriver } from '../../scripts/browsers/session.ts';
import { openPanel, waitForCount } from '../../scripts/start/panel.ts';
import { openSocket } from '../support/page-sockets.ts';
import { selectRow, statusText, waitForRow, waitForText } from '../support/panel-view.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

/** The smallest choice. */
const BOUND = 64_000_000;
const SIZE = 1_000_000;
const COUNT = 80;

describeInBrowsers('the memory of the log', (browser) => {
  it('is bounded as chosen: the oldest data goes first, and its rows and sizes stay', async () => {
    const { demo, page, panel, session } = await openSockscope(browser, { dock: 'window' });
    await chooseBound(panel, BOUND);
    await openSocket(page, `${demo.socketUrl}/sink`);
    await page.evaluate(
      (count: number, size: number) => {
        const { socket } = window as unknown as { socket: WebSocket };
        for (let i = 0; i < count; i += 1) socket.send(`number ${i}.`.padEnd(size, 'x'));
      },
      COUNT,
      SIZE,
    );
    await waitForCount(panel, COUNT);
    await waitForRow(panel, `number ${COUNT - 1}.`);
    await panel.waitFor((bound: number) => {
      const shown = document.querySelector('.memory-weight')?.textContent ?? '';
      const megabytes = Number(/^Log (\d+) MB of/.exec(shown)?.[1]);
      if (!(megabytes > 50 && megabytes * 1e6 <= bound)) throw new Error(shown);
      return true;
    }, BOUND);
    expect(await statusText(panel)).toContain('nothing left out');
    await selectRow(panel, `number ${COUNT - 1}.`);
    await panel.press('Home');
    const row = await waitForRow(panel, 'Let go, as the log had reached its bound of memory');
    // After those of the constructor and of open.
    await panel.click('[data-row="2"]');
    expect(row).toContain('1.0 MB');
    await waitForText(panel, 'only the size was kept', '#details-view');
    await panel.close();
    expect(await bound(await openPanel(session, page))).toBe(BOUND);
  });
});

/** As a user would; there is no pressing the options of a native list from outside. */
function chooseBound(panel: PanelDriver, bytes: number): Promise<void> {
  return panel.evaluate((value: number) => {
    const select = document.querySelector<HTMLSelectElement>('[aria-label="Memory of the log"]')!;
    select.value = `${value}`;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }, bytes);
}

function bound(panel: PanelDriver): Promise<number> {
  return panel.evaluate(() =>
    Number(document.querySelector<HTMLSelectElement>('[aria-label="Memory of the log"]')!.value),
  );
}
