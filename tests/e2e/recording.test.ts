import { expect, it } from 'vitest';
import { waitForCount } from '../../scripts/start/panel.ts';
import { openSocket, sendTexts } from '../support/page-sockets.ts';
import { exported, waitForRow, waitForStatus, waitForText } from '../support/panel-view.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

const RECORD = { role: 'button', name: 'Record' };

describeInBrowsers('recording', (browser) => {
  it('counts what comes while it is paused, and says so where it is missing', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await openSocket(page, `${demo.socketUrl}/sink`);
    await sendTexts(page, ['before']);
    await waitForCount(panel, 1);
    await panel.click(RECORD);
    await sendTexts(page, ['missed 1', 'missed 2', 'missed 3']);
    await waitForText(panel, '3 missed', '.toolbar');
    await panel.click(RECORD);
    expect(await waitForRow(panel, '3 messages left out here')).toContain('recording was paused');
    await sendTexts(page, ['after']);
    await waitForStatus(panel, '2 of 2 messages');
    await waitForStatus(panel, '3 messages left out');
    const [connection] = await exported(panel);
    expect(connection?.messages.map(({ data }) => data)).toEqual(['before', 'after']);
    expect(demo.ledger.messageCount).toBe(5);
  });

  it('leaves no gap where nothing was missed', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await openSocket(page, `${demo.socketUrl}/sink`);
    await sendTexts(page, ['before']);
    await waitForCount(panel, 1);
    await panel.click(RECORD);
    await waitForText(panel, 'paused', '.toolbar');
    await panel.click(RECORD);
    await sendTexts(page, ['after']);
    await waitForRow(panel, 'after');
    await waitForStatus(panel, 'nothing left out');
    const rows = await panel.evaluate(() => document.body.textContent.includes('left out here'));
    expect(rows).toBe(false);
  });
});
