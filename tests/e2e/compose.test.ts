import { it } from 'vitest';
import type { PanelDriver } from '../../scripts/browsers/session.ts';
import { openSocket, sendTexts } from '../support/page-sockets.ts';
import { chooseInMenu, waitForText } from '../support/panel-view.ts';
import { waitForServer } from '../support/server-view.ts';
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
