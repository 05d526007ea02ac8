import { expect, it } from 'vitest';
import type { PanelDriver } from '../../scripts/browsers/session.ts';
import { openSocket, sendTexts } from '../support/page-sockets.ts';
import { chooseInMenu, waitForText } from '../support/panel-view.ts';
import { gotFrom, waitForServer } from '../support/server-view.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

describeInBrowsers('Compose and replay', (browser) => {
  it('replays a connection onto another, and shows what came back beside the first time', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await openSocket(page, `${demo.socketUrl}/echo?first`, 'first');
    const texts = ['{"type":"a","id":1}', '{"type":"b","id":2}', '{"type":"c","id":3}'];
    await sendTexts(page, texts, 'first');
    await openSocket(page, `${demo.socketUrl}/echo?second`, 'second');
    await waitForText(panel, '6 of 6', '[role=status][aria-label=Status]');
    await chooseInMenu(panel, 'Replay messages…');
    await select(panel, 'Timing', 'Step by step');
    await select(panel, 'Onto', '2: /echo?second');
    await panel.click({ role: 'button', name: 'Start replay' });
    await waitForText(panel, 'Paused at 0 of 3', '.run-bar');
    await waitForServer(demo, '/echo?second', []);
    await panel.click({ role: 'button', name: 'Step' });
    await waitForText(panel, 'Paused at 1 of 3', '.run-bar');
    await waitForServer(demo, '/echo?second', texts.slice(0, 1));
    await panel.click({ role: 'button', name: 'Go on' });
    await waitForText(panel, 'Done: 3 of 3', '.run-bar');
    await waitForServer(demo, '/echo?second', texts);
    await waitForServer(demo, '/echo?first', texts);
    await panel.click({ role: 'button', name: 'Show result' });
    await waitForText(panel, '= 3 same', '.replay-counts');
    await waitForText(panel, '+ 0 new', '.replay-counts');
  });

  it('opens connections of its own, replays a selection onto one, sends many times, ends one by 1006', async () => {
    const { demo, page, panel } = await openSockscope(browser, { dock: 'window' });
    await openSocket(page, `${demo.socketUrl}/echo`);
    await page.evaluate(() => {
      const { socket } = window as unknown as { socket: WebSocket };
      socket.addEventListener('close', ({ code }) => {
        document.title = `ended by ${code}, ${socket.readyState}`;
      });
    });
    await sendTexts(page, ['{"id":1}', '{"id":2}', '{"id":3}']);
    await waitForText(panel, '6 of 6', '[role=status][aria-label=Status]');
    await panel.click({ role: 'row', name: /sent.*"id":1/ });
    await panel.press('Shift+ArrowDown');
    await panel.press('Shift+ArrowDown');
    await chooseInMenu(panel, 'Replay messages…');
    await waitForText(panel, 'The 3 selected messages', '.inline-form');
    await select(panel, 'Onto', 'A new connection to the same URL');
    await panel.click({ role: 'checkbox', name: 'Received ones, to the page' });
    const sentOnes = await panel.evaluate(
      () =>
        document.querySelectorAll('.message-row[aria-selected=true] .cell-direction.sent').length,
    );
    await panel.click({ role: 'button', name: 'Start replay' });
    await waitForText(panel, `Done: ${sentOnes} of ${sentOnes}`, '.run-bar');
    await expect
      .poll(() => demo.ledger.connections.map(({ messages }) => messages.length))
      .toEqual([6, 2 * sentOnes]);

    await chooseInMenu(panel, 'Open a connection…');
    await panel.fill({ role: 'textbox', name: 'URL' }, `${demo.socketUrl}/sink`);
    await panel.click({ role: 'button', name: 'Open' });
    await panel.click({ role: 'button', name: /\/sink/ });
    await panel.fill({ role: 'textbox', name: 'Message to send' }, 'again');
    await panel.click('.repeat-button');
    await panel.fill({ role: 'spinbutton', name: 'Times' }, '5000');
    await panel.fill({ role: 'spinbutton', name: 'Every … ms' }, '20');
    await panel.press('Escape');
    await panel.click({ role: 'button', name: 'Send to server' });
    await expect.poll(() => gotFrom(demo, '/sink').length).toBeGreaterThan(2);
    await panel.click({ role: 'button', name: 'Stop' });
    await waitForText(panel, 'Stopped', '.run-bar');
    expect(gotFrom(demo, '/sink').length).toBeLessThan(5000);

    await panel.evaluate(() => document.querySelector<HTMLElement>('.connection button')!.click());
    await chooseInMenu(panel, 'Simulate an end…');
    await panel.fill({ role: 'textbox', name: 'Code' }, '1006');
    await panel.click({ role: 'button', name: 'End it for the page' });
    await page.waitFor(() => document.title === 'ended by 1006, 3');
  });
});

/** Chooses an option, as the user does, by what it says. */
async function select(panel: PanelDriver, label: string, option: string): Promise<void> {
  await panel.waitFor(
    (name: string, text: string) => {
      const labels = [...document.querySelectorAll('label')];
      const field = labels.find((each) => each.firstChild?.textContent === name)?.control;
      if (!(field instanceof HTMLSelectElement)) return false;
      const found = [...field.options].find((each) => each.text === text);
      if (!found) throw new Error(`${[...field.options].map((each) => each.text)}`);
      field.value = found.value;
      field.dispatchEvent(new Event('change', { bubbles: true }));
      return true;
    },
    label,
    option,
  );
}
