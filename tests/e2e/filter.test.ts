import { expect, it } from 'vitest';
import type { PanelDriver } from '../../scripts/browsers/session.ts';
import { openPanel, waitForCount } from '../../scripts/start/panel.ts';
import { openSocket } from '../support/page-sockets.ts';
import { choose, waitForStatus, waitForText } from '../support/panel-view.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';
import type { Sockscope } from '../support/sockscope.ts';

const FILTER = { role: 'combobox', name: 'Filter messages' };

describeInBrowsers('the filter', (browser) => {
  it('finds text in any case, regular expressions, and what bytes say', async () => {
    const { panel } = await openFourEchoed();
    await panel.fill(FILTER, 'alpha');
    await waitForStatus(panel, '4 of 8 messages');
    expect(await shownData(panel)).toEqual(['alpha', 'ALPHABET', 'alpha', 'ALPHABET']);
    await panel.fill(FILTER, '/^[ab].*a$/');
    await waitForStatus(panel, '4 of 8 messages');
    expect(await shownData(panel)).toEqual(['alpha', 'beta (.*)+ a', 'alpha', 'beta (.*)+ a']);
    await panel.fill(FILTER, '"(.*)+"');
    await waitForStatus(panel, '2 of 8 messages');
    await panel.fill(FILTER, 'bytes');
    await waitForStatus(panel, '2 of 8 messages');
    await panel.fill(FILTER, 'no such thing');
    await waitForStatus(panel, '0 of 8 messages');
    await panel.click({ role: 'button', name: 'Show all' });
    await waitForStatus(panel, '8 of 8 messages');
  });

  it('says what is wrong with an expression, and keeps to the last good one', async () => {
    const { panel } = await openFourEchoed();
    await panel.fill(FILTER, '/BETA/i');
    await waitForStatus(panel, '2 of 8 messages');
    // A flag twice is none.
    await panel.press('i');
    await waitForText(panel, '✕', '[role=alert]');
    await waitForStatus(panel, '2 of 8 messages');
    expect(await shownData(panel)).toEqual(['beta (.*)+ a', 'beta (.*)+ a']);
    await panel.press('Backspace');
    await panel.waitFor(() => document.querySelector('[role=alert]') === null);
    await panel.press('Escape');
    await waitForStatus(panel, '8 of 8 messages');
  });

  it('says more than words, with what the log offers, and keeps the selected row in view', async () => {
    const { panel } = await openFourEchoed();
    await panel.fill(FILTER, '(size>=8 or bytes) -beta');
    await panel.press('Enter');
    await waitForStatus(panel, '4 of 8 messages');
    expect(await shownData(panel)).toEqual([
      'ALPHABET',
      '62 79 74 65 73',
      'ALPHABET',
      '62 79 74 65 73',
    ]);
    await panel.click('.message-row:nth-child(3)');
    await panel.fill(FILTER, 'conn:');
    await waitForText(panel, '/echo', '[role=listbox][aria-label=Suggestions]');
    await panel.press('ArrowDown');
    await panel.press('Enter');
    expect(await filterText(panel)).toBe('conn:"/echo"');
    await waitForStatus(panel, '8 of 8 messages');
    await panel.waitFor(() => document.querySelector('[role=row][aria-selected=true]') !== null);
    await panel.press('Escape');
    await panel.press('ArrowDown');
    await waitForText(panel, '(size>=8 or bytes) -beta', '[role=listbox][aria-label=Suggestions]');
  });

  it('hides what a saved filter finds, also in the next panel', async () => {
    const sockscope = await openFourEchoed();
    const { panel, page, session } = sockscope;
    await panel.fill(FILTER, 'alpha');
    await panel.click({ role: 'button', name: 'Saved filters' });
    await panel.fill({ role: 'textbox', name: 'Name' }, 'Greek');
    await panel.press('Enter');
    await waitForStatus(panel, '4 of 8 messages');
    expect(await filterText(panel)).toBe('');
    await panel.evaluate(() => {
      const select = document.querySelector<HTMLSelectElement>('[aria-label="What “Greek” does"]')!;
      select.value = 'hide';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await waitForText(panel, 'beta', '.message-row');
    expect(new Set(await shownData(panel))).toEqual(new Set(['beta (.*)+ a', '62 79 74 65 73']));
    await panel.close();
    const again = await openPanel(session, page);
    await waitForStatus(again, '4 of 8 messages');
    await again.click({ role: 'button', name: 'Saved filters' });
    await again.click({ role: 'checkbox', name: 'Greek' });
    await waitForStatus(again, '8 of 8 messages');
  });

  it('narrows by direction and kind', async () => {
    const { panel } = await openFourEchoed();
    await choose(panel, 'Direction', 'Sent');
    await waitForStatus(panel, '4 of 8 messages');
    await choose(panel, 'Kind', 'Binary');
    await waitForStatus(panel, '1 of 8 messages');
    expect(await filterText(panel)).toBe('dir:send kind:binary');
    await choose(panel, 'Direction', 'Received');
    await choose(panel, 'Kind', 'Binary');
    await choose(panel, 'Kind', 'Text');
    await waitForStatus(panel, '3 of 8 messages');
    expect(await filterText(panel)).toBe('dir:receive kind:text');
    await panel.fill(FILTER, 'kind:lifecycle');
    await waitForStatus(panel, '0 of 8 messages');
    expect(await shownCells(panel, '.message-row .cell-label')).toEqual([
      'new',
      'open',
      'close()',
      'close',
    ]);
    await choose(panel, 'Kind', 'Lifecycle');
    await waitForStatus(panel, '8 of 8 messages');
    await choose(panel, 'Kind', 'Errors');
    await panel.waitFor(() => document.body.textContent.includes('Nothing passes the filter'));
  });

  /** The same four messages, sent and echoed; then the page closes the socket. */
  async function openFourEchoed(): Promise<Sockscope> {
    const sockscope = await openSockscope(browser, { dock: 'window' });
    const { demo, page, panel } = sockscope;
    await openSocket(page, `${demo.socketUrl}/echo`);
    await page.evaluate(async () => {
      const { socket } = window as unknown as { socket: WebSocket };
      const texts = ['alpha', 'ALPHABET', 'beta (.*)+ a'];
      for (const text of texts) socket.send(text);
      socket.send(new TextEncoder().encode('bytes'));
      let left = texts.length + 1;
      await new Promise<void>((done) => {
        socket.addEventListener('message', () => {
          left -= 1;
          if (left === 0) done();
        });
      });
      socket.close();
      await new Promise((closed) => socket.addEventListener('close', closed));
    });
    await waitForCount(panel, 8);
    return sockscope;
  }
});

/** The data of each row, without its tags. */
function shownData(panel: PanelDriver): Promise<string[]> {
  return shownCells(panel, '.row-message .cell-data');
}

function shownCells(panel: PanelDriver, selector: string): Promise<string[]> {
  return panel.evaluate(
    (cells: string) =>
      Array.from(document.querySelectorAll(cells), ({ textContent }) => textContent),
    selector,
  );
}

function filterText(panel: PanelDriver): Promise<string> {
  return panel.evaluate(
    () => document.querySelector<HTMLInputElement>('[aria-label="Filter messages"]')!.value,
  );
}
