import { expect, it } from 'vitest';
import type { PanelDriver } from '../../scripts/browsers/session.ts';
import { openSocket, sendTexts } from '../support/page-sockets.ts';
import { selectRow, waitForRow } from '../support/panel-view.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

describeInBrowsers('the keyboard', (browser) => {
  it('moves through the rows, to the details and to the filter', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await openSocket(page, `${demo.socketUrl}/sink`);
    const texts = Array.from({ length: 100 }, (_, index) => `message ${index}.`);
    await sendTexts(page, texts);
    await selectRow(panel, 'message 98.');
    await panel.press('ArrowDown');
    await waitForSelected(panel, 'message 99.');
    await panel.press('ArrowDown');
    await waitForSelected(panel, 'message 99.');
    await panel.press('PageUp');
    await panel.press('ArrowUp');
    await panel.press('Home');
    await waitForSelected(panel, demo.socketUrl);
    await panel.press('ArrowDown');
    await panel.press('ArrowDown');
    await waitForSelected(panel, 'message 0.');
    await panel.press('End');
    await waitForSelected(panel, 'message 99.');

    await panel.press('Enter');
    await panel.waitFor(() => document.activeElement?.id === 'details-view');
    expect(await panel.evaluate(() => document.activeElement?.textContent)).toContain(
      'message 99.',
    );
    await panel.press('/');
    await panel.waitFor(
      () => document.activeElement?.getAttribute('aria-label') === 'Filter messages',
    );
    for (const key of '55.') await panel.press(key);
    await waitForRow(panel, 'message 55.');
    await panel.waitFor(() => document.querySelectorAll('.message-row').length === 1);
    await panel.press('Escape');
    await panel.waitFor(() => document.querySelectorAll('.message-row').length > 1);
  });
});

/** Waits until the one selected row, which the grid names as its active one, contains `text`. */
async function waitForSelected(panel: PanelDriver, text: string): Promise<void> {
  await panel.waitFor((wanted: string) => {
    const grid = document.querySelector('[role=grid][aria-label=Messages]')!;
    const selected = [...grid.querySelectorAll('[role=row][aria-selected=true]')];
    const active = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
    const state = JSON.stringify([active?.textContent, selected.map((each) => each.textContent)]);
    if (selected.length !== 1 || active !== selected[0] || !active.textContent.includes(wanted))
      throw new Error(`not ${wanted} but ${state}`);
    return true;
  }, text);
}
