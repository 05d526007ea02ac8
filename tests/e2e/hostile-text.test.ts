import { expect, it } from 'vitest';
import type { PanelDriver } from '../../scripts/browsers/session.ts';
import { waitForCount } from '../../scripts/start/panel.ts';
import { openSocket, sendTexts } from '../support/page-sockets.ts';
import {
  exported,
  openTab,
  selectRow,
  waitForRow,
  waitForStatus,
  waitForText,
} from '../support/panel-view.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

const MARKUP = '<img src=x onerror="top.owned=1"><marquee>';
/** A right-to-left override, a bell, an escape, a line separator and a zero width space. */
const HIDDEN = '\u202egpj.exe\u0007\u001b[31m\u2028\u200b';
const SHOWN = '‹U+202E›gpj.exe‹U+0007›‹U+001B›[31m‹U+2028›‹U+200B›';

describeInBrowsers('text of a hostile page', (browser) => {
  it('is shown as what it is, wherever it comes from', async () => {
    const { demo, page, panel } = await openSockscope(browser, { dock: 'window' });
    await openSocket(page, `${demo.socketUrl}/echo?<b>${MARKUP}`);
    await sendTexts(page, [
      `${MARKUP}${HIDDEN}`,
      JSON.stringify({ [`key ${MARKUP}`]: `value ${MARKUP}`, hidden: HIDDEN }),
    ]);
    await page.evaluate(
      (url: string, markup: string, reason: string) => {
        void new WebSocket(`${url}&reason=${encodeURIComponent(reason)}`);
        try {
          void new WebSocket(`ws://[${markup}`);
        } catch {
          // It is meant to throw.
        }
      },
      `${demo.socketUrl}/close?code=4000`,
      MARKUP,
      `${MARKUP}${HIDDEN}`,
    );
    await waitForCount(panel, 4);
    await waitForRow(panel, `4000 Application · “${MARKUP}${SHOWN}”`);
    await waitForRow(panel, 'threw SyntaxError');
    await selectRow(panel, `4000 Application · “`);
    await openTab(panel, 'Connection', `${MARKUP}${SHOWN}`);
    await panel.click({ role: 'tab', name: 'Message' });
    await waitForText(panel, `${MARKUP}${SHOWN}`, '#details-view');
    await panel.fill({ role: 'combobox', name: 'Filter messages' }, '/^<img/');
    await panel.click('[aria-label=Direction] [aria-label=Sent]');
    // Until then its echo is shown, too.
    await waitForStatus(panel, '1 of 4 messages');
    await selectRow(panel, SHOWN);
    await openTab(panel, 'Text', `${MARKUP}${SHOWN}`);
    await panel.fill({ role: 'combobox', name: 'Filter messages' }, '/^{/ dir:send');
    await waitForStatus(panel, '1 of 4 messages');
    await selectRow(panel, 'key <img src=x');
    await panel.click({ role: 'tab', name: 'Message' });
    const tree = await waitForText(panel, `"value ${MARKUP}"`, '[role=treeitem]');
    expect(tree).toContain(`key ${MARKUP}: `);
    expect(tree).toContain(SHOWN);
    expect(await foreign(panel)).toEqual([]);
  });

  it('may be an url of 100 kB', async () => {
    const { demo, page, panel } = await openSockscope(browser, { dock: 'window' });
    const url = `${demo.socketUrl}/sink?${'long'.repeat(25_000)}`;
    await page.evaluate((long: string) => void new WebSocket(long), url);
    // Node takes no request line of that length.
    await selectRow(panel, '1006 Abnormal Closure');
    await openTab(panel, 'Connection', `${demo.socketUrl}/sink?longlong`);
    const connections = await exported(panel);
    expect(connections.map((each) => each.url === url)).toEqual([true]);
    const widest = await panel.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(widest).toBe(0);
  });

  it('may be JSON of 10,000 levels', async () => {
    const { demo, page, panel } = await openSockscope(browser, { dock: 'window' });
    await openSocket(page, `${demo.socketUrl}/sink`);
    await page.evaluate(() => {
      const { socket } = window as unknown as { socket: WebSocket };
      socket.send('['.repeat(10_000) + ']'.repeat(10_000));
      socket.send('{"after": "it"}');
    });
    await selectRow(panel, '[[[[[[');
    await waitForText(panel, '[…] 1 item', '[role=tree] [role=treeitem]');
    await panel.click('[role=treeitem]:first-child');
    for (let level = 1; level <= 30; level += 1) {
      await panel.press('ArrowRight');
      await panel.press('ArrowRight');
    }
    await waitForText(panel, `$${'[0]'.repeat(20)}`, '.json-path');
    await openTab(panel, 'Text', '[\n  [\n    [');
    await panel.click({ role: 'radio', name: 'Raw' });
    await waitForText(panel, '[[[[', '#details-view');
    await panel.click({ role: 'tab', name: 'Message' });
    await selectRow(panel, '"after"');
    await waitForText(panel, 'after: "it"', '[role=treeitem]');
  });
});

/** What in the panel can only have been made of the page’s markup, and hidden characters in it. */
function foreign(panel: PanelDriver): Promise<string[]> {
  return panel.evaluate((characters: string) => {
    const found = 'owned' in window ? ['a script ran'] : [];
    for (const each of document.querySelectorAll(
      'img:not(.cm-widgetBuffer), marquee, b b, [onerror]',
    ))
      found.push(each.outerHTML);
    const texts = [document.body.textContent];
    for (const each of document.querySelectorAll('*'))
      for (const { value } of each.attributes) texts.push(value);
    for (const text of texts)
      if (Array.from(characters).some((character) => text.includes(character))) found.push(text);
    return found;
  }, '\u202e\u0007\u001b\u2028\u200b');
}
