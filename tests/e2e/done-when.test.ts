import { expect, it } from 'vitest';
import type { PageDriver, PanelDriver } from '../../scripts/browsers/session.ts';
import { waitForCount } from '../../scripts/start/panel.ts';
import { openSocket, sendTexts } from '../support/page-sockets.ts';
import {
  openTab,
  visibleRows,
  waitForRow,
  waitForStatus,
  waitForText,
} from '../support/panel-view.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

const FILTER = { role: 'combobox', name: 'Filter messages' };
const PRICES = 7;
const LARGEST = 30_000;

/** What somebody who has never seen the panel wants to know of a page, and finds by looking and clicking. */
describeInBrowsers('a new user finds', (browser) => {
  it('which connections dropped and why, the largest message, and the errors of a channel', async () => {
    const { demo, page, panel } = await openSockscope(browser, { dock: 'window' });
    await openSocket(page, `${demo.socketUrl}/echo`, 'chat');
    await openSocket(page, `${demo.socketUrl}/drop?after=1`, 'orders');
    await sendTexts(page, ['{"op":"order"}'], 'orders');
    await sendTexts(page, chatter(), 'chat');
    await endOf(page, `${demo.socketUrl}/close?code=4401&reason=token%20expired`);
    await waitForCount(panel, chatter().length * 2 + 1);

    await panel.click({ role: 'button', name: '2 failed' });
    expect(await pressedConnection(panel)).toContain('no Close frame');
    expect(await waitForText(panel, 'Close code', '#details-view')).toContain('1006');
    await panel.click({ role: 'button', name: '2 failed' });
    await waitForText(panel, 'token expired', '#details-view');
    expect(await pressedConnection(panel)).toContain('4401');
    await panel.click({ role: 'button', name: 'All' });

    await panel.click({ role: 'columnheader', name: 'Size' });
    await panel.click({ role: 'menuitem', name: 'Go to the largest message' });
    expect(await selectedRow(panel)).toContain('snapshot');

    await panel.fill(FILTER, 'event:');
    await panel.click({ role: 'option', name: /^error/ });
    await waitForStatus(panel, '6 of');
    await panel.click({ role: 'row', name: /received.*"n":1,/ });
    await panel.click({ role: 'tab', name: 'Message' });
    await panel.click({ role: 'treeitem', name: /channel/ });
    await panel.click({ role: 'button', name: 'Filter' });
    await panel.fill(FILTER, `${await filterText(panel)} time>`);
    await panel.click({ role: 'option', name: /^-1m/ });
    await waitForStatus(panel, '4 of');
    const rows = await visibleRows(panel);
    expect(rows.filter((row) => row.includes('"type":"error","channel":"b"'))).toHaveLength(4);
    await panel.fill(FILTER, (await filterText(panel)).replace('time>', 'time<'));
    await waitForStatus(panel, '0 of');
  });

  it('when the server fell silent, and what changed between two updates', async () => {
    const { demo, page, panel } = await openSockscope(browser, { dock: 'window' });
    await openSocket(page, `${demo.socketUrl}/echo`, 'state');
    await sendTexts(page, [state(1, false), '{"type":"ping"}', state(2, true)], 'state');
    // Ends when the page has answered the heartbeat among them, which it does not.
    await openSocket(page, `${demo.socketUrl}/ticker?interval=40&count=${PRICES}`, 'feed');
    await waitForCount(panel, 6 + PRICES + 1);

    await panel.click({ role: 'row', name: /received.*"version":2/ });
    const changes = await openTab(panel, 'Compare', '$.user.online');
    expect(changes).toMatch(/\$\.user\.online.*false.*true/s);
    expect(changes).toMatch(/\$\.version.*1.*2/s);

    await panel.click({ role: 'button', name: /ticker/ });
    await showTimeline(panel);
    await panel.click({ role: 'button', name: /^Longest silence/ });
    await waitForRow(panel, `"seq":${PRICES}`);
    expect(await selectedRow(panel)).toContain(`"seq":${PRICES}`);
    await panel.click({ role: 'tab', name: 'Connection' });
    const time = /\d\d:\d\d:\d\d\.\d{3}/.exec(await selectedRow(panel))![0];
    await waitForText(panel, `the last at ${time}`, '#details-view');
  });
});

function chatter(): string[] {
  const errors = ['a', 'b', 'b'].map((channel, n) =>
    JSON.stringify({ type: 'error', channel, n, text: 'no such room' }),
  );
  const text = 'x'.repeat(LARGEST);
  return [
    JSON.stringify({ type: 'message', channel: 'b', text: 'error' }),
    ...errors,
    JSON.stringify({ type: 'snapshot', text }),
    JSON.stringify({ type: 'message', channel: 'a', text: 'bye' }),
  ];
}

function state(version: number, online: boolean): string {
  return JSON.stringify({ type: 'state', version, user: { name: 'Ada', online } });
}

/** Opens a socket that the server closes. */
function endOf(page: PageDriver, url: string): Promise<void> {
  return page.evaluate(async (socketUrl: string) => {
    const socket = new WebSocket(socketUrl);
    await new Promise((closed) => socket.addEventListener('close', closed));
  }, url);
}

function pressedConnection(panel: PanelDriver): Promise<string> {
  return panel.waitFor(
    () => document.querySelector('.connection [aria-pressed=true]')?.textContent ?? '',
  );
}

function selectedRow(panel: PanelDriver): Promise<string> {
  return panel.waitFor(
    () => document.querySelector('.message-row[aria-selected=true]')?.textContent ?? '',
  );
}

function filterText(panel: PanelDriver): Promise<string> {
  return panel.evaluate(
    () => document.querySelector<HTMLInputElement>('[aria-label="Filter messages"]')!.value,
  );
}

async function showTimeline(panel: PanelDriver): Promise<void> {
  const isShown = await panel.evaluate(() => document.querySelector('.timeline-pane') !== null);
  if (!isShown) await panel.click({ role: 'button', name: 'Timeline' });
}
