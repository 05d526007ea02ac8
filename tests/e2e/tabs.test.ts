import { expect, it } from 'vitest';
import { openPanel, waitForCount } from '../../scripts/start/panel.ts';
import { openSocket, sendTexts } from '../support/page-sockets.ts';
import { choose, differences, exported, waitForRow, waitForStatus } from '../support/panel-view.ts';
import { waitForServer } from '../support/server-view.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

describeInBrowsers('several panels', (browser) => {
  it('never mix what their tabs do', async () => {
    const { demo, page, panel, session } = await openSockscope(browser);
    const otherPage = await session.newPage(`${demo.url}blank?other`);
    const otherPanel = await openPanel(session, otherPage);
    await openSocket(page, `${demo.socketUrl}/sink?one`);
    await openSocket(otherPage, `${demo.socketUrl}/sink?two`);
    for (let round = 0; round < 20; round += 1) {
      await sendTexts(page, [`one ${round}`]);
      await sendTexts(otherPage, [`two ${round}`, `two ${round} again`]);
    }
    await waitForCount(otherPanel, 40);
    // Nothing is drawn in a tab behind another; a click brings it to the front.
    await choose(panel, 'Direction', 'Received');
    await waitForStatus(panel, '0 of 20 messages');
    await choose(panel, 'Direction', 'Received');
    await waitForStatus(panel, '20 of 20 messages');
    const [one, two] = [await exported(panel), await exported(otherPanel)];
    expect(one.map(({ url }) => url)).toEqual([`${demo.socketUrl}/sink?one`]);
    expect(two.map(({ url }) => url)).toEqual([`${demo.socketUrl}/sink?two`]);
    expect(one[0]!.messages.every(({ data }) => String(data).startsWith('one '))).toBe(true);
    expect(two[0]!.messages.every(({ data }) => String(data).startsWith('two '))).toBe(true);
    // What a panel sends goes to its own tab.
    await otherPanel.fill({ role: 'textbox', name: 'Message to send' }, 'from the second panel');
    await otherPanel.click({ role: 'button', name: 'Send to server' });
    await waitForCount(otherPanel, 41);
    await waitForServer(demo, '/sink?two', [
      ...Array.from({ length: 20 }, (_, round) => [`two ${round}`, `two ${round} again`]).flat(),
      'from the second panel',
    ]);
    await sendTexts(page, ['one at last']);
    await choose(panel, 'Direction', 'Sent');
    await waitForStatus(panel, '21 of 21 messages');
  });

  it('show what happened while none was open', async () => {
    const sockscope = await openSockscope(browser);
    const { demo, page, panel, session } = sockscope;
    await openSocket(page, `${demo.socketUrl}/echo`);
    await sendTexts(page, ['while it was open']);
    await waitForCount(panel, 2);
    await panel.close();
    await sendTexts(page, ['while it was closed']);
    const again = await openPanel(session, page);
    await waitForRow(again, 'while it was open');
    await waitForRow(again, 'while it was closed');
    await sendTexts(page, ['after']);
    await waitForCount(again, 6);
    expect(await differences({ ...sockscope, panel: again })).toEqual([]);
  });
});
