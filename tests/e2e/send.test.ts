import { expect, it } from 'vitest';
import { waitForCount } from '../../scripts/start/panel.ts';
import { openSocket } from '../support/page-sockets.ts';
import { choose, waitForRow, waitForText, whyDisabled } from '../support/panel-view.ts';
import { waitForServer } from '../support/server-view.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

const DRAFT = { role: 'textbox', name: 'Message to send' };
const SEND = { role: 'button', name: 'Send to server' };

describeInBrowsers('Send to server', (browser) => {
  it('sends exactly what is typed as text, hex and Base64, and marks it', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await openSocket(page, `${demo.socketUrl}/sink`);
    await waitForRow(panel, 'open');
    await panel.fill(DRAFT, 'héllo 😀 <b>');
    await panel.click(SEND);
    expect(await waitForRow(panel, 'injectedhéllo 😀 <b>')).toContain('sent');
    await waitForText(panel, 'Sent 15 B to the server', '#composer-outcome');
    await choose(panel, 'Format', 'Hex');
    await panel.fill(DRAFT, '00 ff,0x80:0A');
    await panel.press('Control+Enter');
    expect(await waitForRow(panel, 'injected00 ff 80 0a')).toContain('binary');
    await choose(panel, 'Format', 'Base64');
    await panel.fill(DRAFT, 'AAH-_w==');
    await panel.click(SEND);
    await waitForRow(panel, 'injected00 01 fe ff');
    await choose(panel, 'Format', 'Text');
    await panel.fill(DRAFT, '');
    await panel.click(SEND);
    await waitForCount(panel, 4);
    await waitForServer(demo, '/sink', ['héllo 😀 <b>', [0, 255, 128, 10], [0, 1, 254, 255], '']);
  });

  it('says what is wrong with hex and Base64, and sends nothing', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await openSocket(page, `${demo.socketUrl}/sink`);
    await waitForRow(panel, 'open');
    await choose(panel, 'Format', 'Hex');
    await panel.fill(DRAFT, '00 f');
    await waitForText(panel, 'Hex wants pairs of digits: position 4', '#composer-outcome');
    expect(await whyDisabled(panel, 'Send to server')).toContain('position 4');
    await panel.press('Control+Enter');
    await panel.fill(DRAFT, '00 zz');
    await waitForText(panel, 'Hex does not know “z”: position 4', '#composer-outcome');
    await panel.press('Control+Enter');
    await choose(panel, 'Format', 'Base64');
    await panel.fill(DRAFT, 'AA=A');
    await waitForText(panel, 'Base64 has data after its padding: position 4', '#composer-outcome');
    await panel.press('Control+Enter');
    // Nothing but this may have gone out.
    await panel.fill(DRAFT, 'AQID');
    await panel.press('Control+Enter');
    await waitForRow(panel, 'injected01 02 03');
    await waitForServer(demo, '/sink', [[1, 2, 3]]);
    await waitForCount(panel, 1);
  });

  it('asks which connection is meant while several are open', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await openSocket(page, `${demo.socketUrl}/sink?1`, 'first');
    await openSocket(page, `${demo.socketUrl}/sink?2`, 'second');
    await waitForText(panel, '2 open', '.connections-head');
    await panel.fill(DRAFT, 'for the second');
    expect(await whyDisabled(panel, 'Send to server')).toContain('select one');
    await panel.click({ role: 'button', name: /\/sink\?2/ });
    await panel.click(SEND);
    await waitForServer(demo, '/sink?2', ['for the second']);
    await waitForServer(demo, '/sink?1', []);
  });
});
