import { expect, it } from 'vitest';
import { PATIENCE_MS } from '../../scripts/browsers/poll.ts';
import type { PanelDriver } from '../../scripts/browsers/session.ts';
import { openSocket, sendTexts } from '../support/page-sockets.ts';
import { selectRow, waitForRow, waitForText } from '../support/panel-view.ts';
import { gotFrom, waitForServer } from '../support/server-view.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

const press = (panel: PanelDriver, name: string | RegExp) => panel.click({ role: 'button', name });

describeInBrowsers('rules made in the panel', (browser) => {
  it('change what the page sends, hold it to be edited, and are switched off', async () => {
    const { demo, page, panel } = await openSockscope(browser, { dock: 'window' });
    await openSocket(page, `${demo.socketUrl}/echo`);
    await waitForRow(panel, 'open');

    await press(panel, 'Rules');
    await press(panel, /^Change a field in each outgoing message/);
    await panel.fill({ role: 'textbox', name: 'Path' }, '$.user');
    await panel.fill({ role: 'textbox', name: 'Value as JSON' }, '"Ada"');
    await press(panel, 'Save and switch on');
    await waitForText(panel, '1 rule is changing this page', '.rules-notice');
    await sendTexts(page, ['{"n":1,"user":"Bob"}']);
    await waitForServer(demo, '/echo', ['{"n":1,"user":"Ada"}']);
    await waitForText(panel, '1 hit', '.rule-hits');

    // The message tells which rule it was, and what it was before.
    await waitForRow(panel, 'changed by a rule{"n":1,"user":"Ada"}');
    await selectRow(panel, 'changed by a rule');
    await waitForText(panel, 'Change a field in each outgoing message', '.row-rules');
    await press(panel, 'Before and after');
    const changes = await waitForText(panel, '"Ada"', '#details-view');
    expect(changes).toContain('"Bob"');

    await press(panel, /New rule/);
    await press(panel, /^Hold messages, edit them, let them go/);
    await press(panel, 'Save and switch on');
    await waitForText(panel, '2 rules are changing this page', '.rules-notice');
    await sendTexts(page, ['{"n":2,"user":"Eve"}', '{"n":3,"user":"Eve"}']);
    await press(panel, '2 messages held');
    const editor = { role: 'textbox', name: 'Held message' };
    await waitForText(panel, '{"n":2,"user":"Ada"}', '.held-editor');
    await panel.fill(editor, '{"n":"two"}');
    await panel.press('Control+Enter');
    await waitForServer(demo, '/echo', ['{"n":1,"user":"Ada"}', '{"n":"two"}']);
    await waitForText(panel, '{"n":3,"user":"Ada"}', '.held-editor');
    await press(panel, 'Drop');
    await waitForText(panel, 'Nothing is held', '.rules');

    await press(panel, 'Switch off');
    // Until it is known in the page, too.
    const unchanged = '{"n":4,"user":"Bob"}';
    await expect
      .poll(
        async () => {
          await sendTexts(page, [unchanged]);
          return gotFrom(demo, '/echo').at(-1);
        },
        { timeout: PATIENCE_MS },
      )
      .toBe(unchanged);
    expect(gotFrom(demo, '/echo')).not.toContain('{"n":3,"user":"Ada"}');
  });
});
