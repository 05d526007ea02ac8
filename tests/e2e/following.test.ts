import { expect, it } from 'vitest';
import type { PanelDriver } from '../../scripts/browsers/session.ts';
import { waitForCount } from '../../scripts/start/panel.ts';
import { openSocket, sendTexts } from '../support/page-sockets.ts';
import { visibleRows, waitForRow, waitForStatus } from '../support/panel-view.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

const texts = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => `message ${from + index}.`);

describeInBrowsers('the list', (browser) => {
  it('follows the newest, and keeps its place while the user looks further up', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await openSocket(page, `${demo.socketUrl}/sink`);
    await sendTexts(page, texts(0, 300));
    await waitForRow(panel, 'message 299.');
    await sendTexts(page, texts(300, 600));
    await waitForRow(panel, 'message 599.');
    expect(await isAtEnd(panel)).toBe(true);

    await panel.evaluate(() => document.querySelector('.message-rows')!.scrollBy(0, -3001));
    await panel.waitFor(() => document.querySelector('.follow')?.textContent === 'to newest ↓');
    const place = await firstSeen(panel);
    for (let more = 600; more < 1000; more += 100) {
      await sendTexts(page, texts(more, more + 100));
      await waitForCount(panel, more + 100);
      expect(await firstSeen(panel)).toEqual(place);
    }

    await panel.click({ role: 'button', name: '400 new ↓' });
    await waitForRow(panel, 'message 999.');
    await sendTexts(page, texts(1000, 1100));
    await waitForRow(panel, 'message 1099.');
    expect(await isAtEnd(panel)).toBe(true);
  });

  it('keeps its place while a filter takes rows out and lets them in again', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await openSocket(page, `${demo.socketUrl}/sink`);
    await sendTexts(page, texts(0, 600));
    await waitForRow(panel, 'message 599.');
    await panel.evaluate(() => document.querySelector('.message-rows')!.scrollBy(0, -3001));
    await panel.waitFor(() => document.querySelector('.follow')?.textContent === 'to newest ↓');
    const number = await firstNumber(panel);
    await panel.fill({ role: 'combobox', name: 'Filter messages' }, '/[05]\\.$/');
    await waitForStatus(panel, '120 of 600 messages');
    expect(await firstNumber(panel)).toBe(Math.ceil(number / 5) * 5);
    await panel.press('Escape');
    await waitForStatus(panel, '600 of 600 messages');
    expect(Math.abs((await firstNumber(panel)) - number)).toBeLessThan(5);
  });

  it('keeps the selected row in its place', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await openSocket(page, `${demo.socketUrl}/sink`);
    await sendTexts(page, texts(0, 300));
    await waitForRow(panel, 'message 299.');
    await panel.click({ role: 'row', name: /message 297\./ });
    for (let pages = 0; pages < 3; pages += 1) await panel.press('PageUp');
    const place = await firstSeen(panel);
    await sendTexts(page, texts(300, 600));
    await waitForCount(panel, 600);
    expect(await firstSeen(panel)).toEqual(place);
    expect((await visibleRows(panel)).join()).not.toContain('message 297.');
    await panel.press('End');
    await waitForRow(panel, 'message 599.');
    await sendTexts(page, texts(600, 700));
    await waitForRow(panel, 'message 699.');
  });
});

/** The number in the first row that can be seen. */
async function firstNumber(panel: PanelDriver): Promise<number> {
  const { row } = await firstSeen(panel);
  return Number(/message (\d+)\./.exec(row)?.[1]);
}

/** The first row that can be seen, and how far below the edge it begins, in pixels. */
function firstSeen(panel: PanelDriver): Promise<{ row: string; below: number }> {
  return panel.evaluate(() => {
    const edge = document.querySelector('.message-rows')!.getBoundingClientRect().top;
    const row = [...document.querySelectorAll('.message-row')].find(
      (each) => each.getBoundingClientRect().bottom > edge + 1,
    )!;
    return { row: row.textContent, below: Math.round(row.getBoundingClientRect().top - edge) };
  });
}

/** Whether the list is scrolled to its end. */
function isAtEnd(panel: PanelDriver): Promise<boolean> {
  return panel.evaluate(() => {
    const { scrollTop, clientHeight, scrollHeight } = document.querySelector('.message-rows')!;
    return scrollHeight - clientHeight - scrollTop < 2 && scrollTop > 0;
  });
}
