import { expect, it } from 'vitest';
import type { PanelDriver } from '../../scripts/browsers/session.ts';
import { openPanel } from '../../scripts/start/panel.ts';
import { openSocket, sendTexts } from '../support/page-sockets.ts';
import { selectRow, waitForRow, waitForText } from '../support/panel-view.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

describeInBrowsers('what a person got used to', (browser) => {
  it('is there in the next panel: rows, columns, a column of a JSON path', async () => {
    const { demo, page, panel, session } = await openSockscope(browser, { dock: 'window' });
    await openSocket(page, `${demo.socketUrl}/sink`);
    await sendTexts(page, ['{"user":{"id":"ada-7"}}']);
    await waitForRow(panel, 'ada-7');
    expect(await heads(panel)).toContain('Size');

    await panel.click({ role: 'button', name: 'Settings' });
    await panel.fill('#column-path', '$.user.id');
    await panel.press('Enter');
    await panel.click({ role: 'checkbox', name: 'Size' });
    await panel.press('Escape');
    await panel.waitFor(() => document.querySelector('dialog[open]') === null);
    await waitForCells(panel, 'ada-7 | {"user":{"id":"ada-7"}}');
    expect(await heads(panel)).not.toContain('Size');

    await panel.close();
    const next = await openPanel(session, page);
    await waitForCells(next, 'ada-7 | {"user":{"id":"ada-7"}}');
    expect(await heads(next)).not.toContain('Size');
  });

  it('is at hand by keyboard: the menu of a row, and the list of keys', async () => {
    const { demo, page, panel } = await openSockscope(browser, { dock: 'window' });
    await openSocket(page, `${demo.socketUrl}/sink`);
    await sendTexts(page, ['{"type":"tick"}', '{"type":"tock"}']);
    await selectRow(panel, 'tick');
    await panel.press('Shift+F10');
    await waitForText(panel, 'Copy as JSON Lines', '[role=menu]');
    await panel.press('Escape');
    await panel.waitFor(() => document.querySelector('[role=menu]') === null);

    await panel.press('Shift+F10');
    await panel.click({ role: 'menuitem', name: 'Show only “tick”' });
    await panel.waitFor(() => document.querySelectorAll('.message-row').length === 1);
    await waitForRow(panel, 'tick');

    await selectRow(panel, 'tick');
    await panel.press('?');
    await waitForText(panel, 'Menu of what is selected', 'dialog[open]');
  });
});

/** The names of the columns, in order. */
function heads(panel: PanelDriver): Promise<(string | null)[]> {
  return panel.evaluate(() =>
    [...document.querySelectorAll('[role=columnheader]')].map((head) =>
      head.getAttribute('aria-label'),
    ),
  );
}

/** Waits until a row has these cells side by side. */
async function waitForCells(panel: PanelDriver, cells: string): Promise<void> {
  await panel.waitFor((wanted: string) => {
    const rows = [...document.querySelectorAll('.message-row')].map((row) =>
      [...row.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent).join(' | '),
    );
    if (!rows.some((row) => row.includes(wanted))) throw new Error(JSON.stringify(rows));
    return true;
  }, cells);
}
