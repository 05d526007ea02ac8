import { expect, it } from 'vitest';
import type { PanelDriver } from '../../scripts/browsers/session.ts';
import { waitForCount } from '../../scripts/start/panel.ts';
import { openSocket, sendTexts } from '../support/page-sockets.ts';
import { visibleRows, waitForRow, waitForStatus, waitForText } from '../support/panel-view.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

const TIMELINE = { role: 'button', name: 'Timeline' };
const ATTEMPTS = 6;

describeInBrowsers('the stream', (browser) => {
  it('is a timeline, whose table has the counts, and whose choice narrows the list', async () => {
    const { demo, page, panel } = await openSockscope(browser, { dock: 'window' });
    await openSocket(page, `${demo.socketUrl}/echo`);
    await sendTexts(page, ['one', 'two', 'three']);
    await waitForCount(panel, 6);
    await showTimeline(panel);
    await panel.waitFor(() => document.querySelector('.timeline canvas') !== null);
    await panel.click({ role: 'button', name: 'Table' });
    // The bars may part the messages; their sums may not.
    await panel.waitFor(() => {
      const rows = [...document.querySelectorAll('.timeline-table tbody tr')];
      const sum = (column: number): number =>
        rows.reduce((total, row) => total + Number(row.children[column]!.textContent), 0);
      return sum(1) === 3 && sum(3) === 3;
    });
    await panel.click({ role: 'button', name: 'Table' });
    await panel.waitFor(() => document.querySelector('.timeline canvas') !== null);

    await panel.evaluate(() => document.querySelector<HTMLElement>('.timeline-chart')!.focus());
    await panel.press('Home');
    await panel.press('Enter');
    await waitForText(panel, 'All times', '.timeline');
    expect(await filterText(panel)).toMatch(/^time:[\d:.]+\.\.[\d:.]+$/);
    const first = await visibleRows(panel);
    expect(first.some((row) => row.includes('| new |'))).toBe(true);
    await panel.press('Escape');
    await waitForStatus(panel, '6 of 6 messages');
  });

  it('shows a page that reconnects as one line, its attempts, and their back-off', async () => {
    const { demo, page, panel } = await openSockscope(browser, { dock: 'window' });
    await openSocket(page, `${demo.socketUrl}/sink`, 'other');
    await page.evaluate(
      async (url: string, count: number) => {
        for (let attempt = 1; attempt <= count; attempt += 1) {
          const socket = new WebSocket(`${url}/refuse?attempt=${attempt}`);
          await new Promise((closed) => socket.addEventListener('close', closed));
        }
      },
      demo.socketUrl,
      ATTEMPTS,
    );
    await waitForText(panel, `×${ATTEMPTS}`, '.connections');
    expect(await connectionNames(panel)).toEqual(['/sink', `/refuse?attempt=${ATTEMPTS}`]);

    await panel.click({ role: 'button', name: /attempt=6/ });
    const facts = await waitForText(panel, `Attempt ${ATTEMPTS} of ${ATTEMPTS}`, '.attempts');
    expect(facts).toContain(`1006 ×${ATTEMPTS}`);
    await panel.click({ role: 'button', name: '‹ Previous' });
    await waitForText(panel, `Attempt 5 of ${ATTEMPTS}`, '.attempts');
    await panel.press('[');
    await waitForText(panel, `Attempt 4 of ${ATTEMPTS}`, '.attempts');
    await waitForRow(panel, '/refuse?attempt=4');
    expect((await visibleRows(panel)).join()).not.toContain('attempt=5');

    await panel.click({ role: 'button', name: `${ATTEMPTS} attempts, earlier ones` });
    await panel.waitFor(
      (count: number) => document.querySelectorAll('.connection').length === count,
      ATTEMPTS + 1,
    );
  });
});

function filterText(panel: PanelDriver): Promise<string> {
  return panel.evaluate(
    () => document.querySelector<HTMLInputElement>('[aria-label="Filter messages"]')!.value,
  );
}

/** The names in the list of connections. */
function connectionNames(panel: PanelDriver): Promise<(string | null)[]> {
  return panel.evaluate(() =>
    [...document.querySelectorAll('.connection b')].map(({ textContent }) => textContent),
  );
}

async function showTimeline(panel: PanelDriver): Promise<void> {
  const isShown = await panel.evaluate(() => document.querySelector('.timeline') !== null);
  if (!isShown) await panel.click(TIMELINE);
}
