import { expect, it } from 'vitest';
import { waitForCount } from '../../scripts/start/panel.ts';
import { openSocket } from '../support/page-sockets.ts';
import {
  selectRow,
  waitForRow,
  waitForText,
  whyDisabled,
  whyNotInMenu,
} from '../support/panel-view.ts';
import { waitForServer } from '../support/server-view.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

const PATH = '/flood?count=1&size=6';

const readGot = (): unknown[] => (window as unknown as { got: unknown[] }).got;

describeInBrowsers('Replay', (browser) => {
  it('sends a sent message to the server again, and delivers a received one again', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await openSocket(page, `${demo.socketUrl}${PATH}`);
    await waitForRow(panel, '0:xxxx');
    await page.evaluate(() => {
      const { socket } = window as unknown as { socket: WebSocket };
      const got: unknown[] = [];
      Object.assign(window, { got });
      socket.addEventListener('message', ({ data }) => got.push(data));
      socket.send('said by the page');
      socket.send(new Uint8Array([0, 255, 7]));
    });
    await waitForCount(panel, 3);
    expect(await whyDisabled(panel, 'Replay')).toBe('Select a message first');
    await replay('0:xxxx');
    await page.waitFor(() => (window as unknown as { got: unknown[] }).got.length > 0);
    expect(await page.evaluate(readGot)).toEqual(['0:xxxx']);
    await replay('said by the page');
    await replay('00 ff 07');
    // The server got nothing of what the page did.
    const once = ['said by the page', [0, 255, 7]];
    await waitForServer(demo, PATH, [...once, ...once]);
    expect(await page.evaluate(readGot)).toEqual(['0:xxxx']);
    await waitForCount(panel, 6);

    async function replay(text: string): Promise<void> {
      await selectRow(panel, text);
      await panel.click({ role: 'button', name: 'Replay' });
      await waitForRow(panel, `injected${text}`);
      await waitForText(panel, 'Replayed the message', '#composer-outcome');
    }
  });

  it('offers a message of a closed connection no more', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await openSocket(page, `${demo.socketUrl}/sink`);
    await page.evaluate(() => {
      const { socket } = window as unknown as { socket: WebSocket };
      socket.send('said before');
    });
    await selectRow(panel, 'said before');
    expect(await whyDisabled(panel, 'Replay')).toBeUndefined();
    await page.evaluate(() => (window as unknown as { socket: WebSocket }).socket.close());
    await waitForRow(panel, '1005');
    expect(await whyDisabled(panel, 'Replay')).toBe('The connection is closed');
    expect(await whyDisabled(panel, 'Send to server')).toBe('The connection is closed');
    expect(await whyDisabled(panel, 'Deliver to page')).toBe('The connection is closed');
    expect(await whyNotInMenu(panel, 'Close connection')).toBe('The connection is closed');
  });
});
