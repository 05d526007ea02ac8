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
    await waitForText(panel, 'big: 12345678901234567890', '[role=treeitem]');
    await openTab(panel, 'Text', '"big": 12345678901234567890');
    await panel.click('[role=radio][aria-label=Raw]');
    await waitForText(panel, JSON_TEXT, '.text-view');
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

  it('unfold a token inside a value, find in a message and read bytes as numbers', async () => {
    const { demo, page, panel } = await openSockscope(browser, { dock: 'window' });
    await openSocket(page, `${demo.socketUrl}/sink`);
    const parts = [{ alg: 'HS256' }, { sub: 'ada', exp: 1_516_242_622 }].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    await page.evaluate(
      (token: string) => {
        const { socket } = window as unknown as { socket: WebSocket };
        socket.send(JSON.stringify({ auth: { token }, at: 1_764_000_000 }));
        socket.send(new Uint8Array([0x96, 0x01, 0x41, 0x42]));
      },
      `${parts.join('.')}.c2ln`,
    );
    await selectRow(panel, '"auth"');
    await panel.click('[role=treeitem]:nth-child(3)');
    await panel.click({ role: 'button', name: /JWT/ });
    await waitForText(panel, 'sub: "ada"', '[role=treeitem]');
    await waitForText(panel, 'ago · expired', '#details-view');
    await waitForText(panel, 'there, and not verified', '#details-view');
    await panel.press('Escape');
    await waitForText(panel, 'at: 1764000000', '[role=treeitem]');
    await panel.press('Control+f');
    await panel.fill({ role: 'textbox', name: 'Find in message' }, '1764');
    await waitForText(panel, '1 of 1', '[role=search]');
    await waitForText(panel, '1764', 'mark.found');
    await waitForText(panel, '$.at', '.json-path');
    await waitForText(panel, '2025-11-2', '.json-meaning');
    await panel.press('Escape');
    await selectRow(panel, '96 01 41 42');
    await panel.click('[role=gridcell][data-offset="0"]');
    await waitForText(panel, 'uint1640638401', '.hex-table tr');
    await waitForText(panel, 'varint150 (2 bytes)', '.hex-table tr');
    await panel.press('Shift+ArrowRight');
    await waitForText(panel, '2 bytes at 0 (0x0)', '.hex-place');
  });

  it('compare a message with the one before of its kind', async () => {
    const { demo, page, panel } = await openSockscope(browser, { dock: 'window' });
    await openSocket(page, `${demo.socketUrl}/sink`);
    await page.evaluate(() => {
      const { socket } = window as unknown as { socket: WebSocket };
      socket.send('{"type":"state","hp":10,"items":["axe"]}');
      socket.send('{"type":"ping"}');
      socket.send('{"type":"state","hp":7,"items":["axe","rope"]}');
    });
    await selectRow(panel, '"rope"');
    await openTab(panel, 'Compare', '2 differences');
    await waitForText(panel, '$.hp 10 → 7', '.compare-row');
    await waitForText(panel, '$.items[1] "rope"', '.compare-row');
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
