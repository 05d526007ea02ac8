import { expect, it } from 'vitest';
import { PATIENCE_MS } from '../../scripts/browsers/poll.ts';
import {
  chooseInMenu,
  waitForRow,
  waitForText,
  whyDisabled,
  whyNotInMenu,
} from '../support/panel-view.ts';
import { servePages } from '../support/serve-page.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

const CLOSE = { role: 'button', name: 'Close with this code' };

describeInBrowsers('Close connection', (browser) => {
  it('closes the socket of a frame with code and reason, and no other', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    const socket = (name: string): string =>
      `<script>const socket = new WebSocket('${demo.socketUrl}/sink?${name}');</script>`;
    const origin = await servePages({
      '/': `<!doctype html>${socket('top')}<iframe src="/frame"></iframe>`,
      '/frame': `<!doctype html>${socket('frame')}<script>
        socket.onclose = ({ code, reason, wasClean }) => { top.ended = { code, reason, wasClean }; };
      </script>`,
    });
    await page.goto(`${origin}/`);
    await waitForText(panel, '2 open', '.connections-head');
    expect(await whyNotInMenu(panel, 'Close connection')).toContain('select one');
    await panel.click({ role: 'button', name: /\/sink\?frame/ });
    await chooseInMenu(panel, 'Close connection');
    await panel.fill({ role: 'textbox', name: 'Code' }, '1001');
    await waitForText(panel, 'A page may close with 1000 or with 3000 to 4999', '#form-hint');
    expect(await whyDisabled(panel, 'Close with this code')).toBeDefined();
    await panel.fill({ role: 'textbox', name: 'Code' }, '4321');
    await panel.fill({ role: 'textbox', name: 'Reason' }, 'ça suffit');
    await panel.click(CLOSE);
    const close = { code: 4321, reason: 'ça suffit' };
    await expect
      .poll(() => demo.ledger.connections.find(({ path }) => path === '/sink?frame')?.close, {
        timeout: PATIENCE_MS,
      })
      .toEqual(close);
    expect(await page.waitFor(() => (window as { ended?: object }).ended)).toEqual({
      ...close,
      wasClean: true,
    });
    expect(await waitForRow(panel, '4321 Application')).toContain('ça suffit');
    expect(await waitForRow(panel, 'close(4321, “ça suffit”)')).toContain('injected');
    expect(await whyDisabled(panel, 'Send to server')).toBe('The connection is closed');
    await waitForText(panel, '1 open', '.connections-head');
    const open = demo.ledger.connections.filter((each) => each.close === undefined);
    expect(open.map(({ path }) => path)).toEqual(['/sink?top']);
  });

  it('closes without a code where none is given', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await page.evaluate(
      (url: string) => void Object.assign(window, { socket: new WebSocket(url) }),
      `${demo.socketUrl}/sink`,
    );
    await waitForText(panel, '1 open', '.connections-head');
    await chooseInMenu(panel, 'Close connection');
    await panel.fill({ role: 'textbox', name: 'Code' }, '');
    await waitForText(panel, 'No code', '#form-hint');
    await panel.click(CLOSE);
    await waitForRow(panel, '1005 No Status Received');
    expect(demo.ledger.connections.map(({ close }) => close)).toEqual([{ code: 1005, reason: '' }]);
  });
});
