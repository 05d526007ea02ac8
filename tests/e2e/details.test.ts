import { expect, it } from 'vitest';
import { openSocket } from '../support/page-sockets.ts';
import { openTab, selectRow, waitForRow, waitForText } from '../support/panel-view.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

const JSON_TEXT = '{"user": {"name": "Ada", "tags": ["a", "b"]}, "big": 12345678901234567890}';

describeInBrowsers('the details', (browser) => {
  it('show a message as JSON tree, text and hex', async () => {
    const { demo, page, panel } = await openSockscope(browser, { dock: 'window' });
    await openSocket(page, `${demo.socketUrl}/sink`);
    await page.evaluate((json: string) => {
      const { socket } = window as unknown as { socket: WebSocket };
      socket.send(json);
      socket.send(new Uint8Array([0x53, 0x6f, 0x63, 0x6b, 0x00, 0xff]));
    }, JSON_TEXT);
    await selectRow(panel, '"Ada"');
    await waitForText(panel, 'name: "Ada"', '[role=tree][aria-label=JSON] [role=treeitem]');
    await waitForText(panel, '≈ rounded', '[role=treeitem]');
    await openTab(panel, 'Text', JSON_TEXT);
    await openTab(panel, 'Hex', '7b 22 75 73  65 72 22 3a');
    await panel.click({ role: 'tab', name: 'Message' });
    await selectRow(panel, '53 6f 63 6b 00 ff');
    await waitForText(panel, '53 6f 63 6b  00 ff', '[aria-label="Hex dump"]');
    await waitForText(panel, 'Sock..', '.hex-ascii');
    await openTab(panel, 'Text', 'Bytes read as UTF-8');
  });

  it('fold and unfold the tree with the keyboard, and say the path', async () => {
    const { demo, page, panel } = await openSockscope(browser, { dock: 'window' });
    await openSocket(page, `${demo.socketUrl}/sink`);
    await page.evaluate((json: string) => {
      (window as unknown as { socket: WebSocket }).socket.send(json);
    }, JSON_TEXT);
    await selectRow(panel, '"Ada"');
    await panel.click('[role=treeitem]:nth-child(2)');
    await waitForText(panel, '$.user', '.json-path');
    await panel.press('ArrowLeft');
    await waitForText(panel, 'user: {…} 2 keys', '[role=treeitem]');
    await panel.press('ArrowRight');
    await panel.press('ArrowRight');
    await panel.press('ArrowDown');
    await panel.press('ArrowRight');
    await waitForText(panel, '$.user.tags[0]', '.json-path');
  });

  it('explain how the connection ended', async () => {
    const { demo, page, panel } = await openSockscope(browser, { dock: 'window' });
    await page.evaluate(
      (url: string) => void Object.assign(window, { dropped: new WebSocket(url, 'chat') }),
      `${demo.socketUrl}/drop`,
    );
    expect(await waitForRow(panel, '1006 Abnormal Closure')).toContain('never on the wire');
    await selectRow(panel, '1006 Abnormal Closure');
    await waitForText(panel, 'a Close frame never carries it', '#details-view');
    const facts = await openTab(panel, 'Connection', '1006 Abnormal Closure');
    expect(facts).toContain(`${demo.socketUrl}/drop`);
    expect(facts).toContain('No Close frame was received');
    expect(facts).toContain('a Close frame never carries it');
    expect(facts).toContain('without a closing handshake');
    expect(facts).toContain('chat');
    expect(facts).toContain('3 CLOSED');
  });
});
