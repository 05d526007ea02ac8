import { expect, it } from 'vitest';
import { HAND_OVER, ReportEvent } from '../../lib/protocol/hand-over.ts';
import { waitForCount } from '../../scripts/start/panel.ts';
import { openSocket, sendTexts } from '../support/page-sockets.ts';
import { differences, exported, waitForStatus } from '../support/panel-view.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

describeInBrowsers('events that a page forges', (browser) => {
  it('show nothing, break nothing, and hide nothing', async () => {
    const sockscope = await openSockscope(browser);
    const { demo, page, panel } = sockscope;
    await openSocket(page, `${demo.socketUrl}/echo?before`, 'before');
    await page.evaluate(forge, HAND_OVER, ReportEvent);
    await openSocket(page, `${demo.socketUrl}/echo?after`, 'after');
    await page.evaluate(forge, HAND_OVER, ReportEvent);
    await sendTexts(page, ['real 1', 'real 2'], 'before');
    await sendTexts(page, ['real 3'], 'after');
    await waitForCount(panel, 6);
    await waitForStatus(panel, '6 of 6 messages');
    const status = await waitForStatus(panel, 'nothing left out');
    expect(status).not.toContain('damaged');
    const connections = await exported(panel);
    expect(connections.map(({ url }) => new URL(url).search)).toEqual(['?before', '?after']);
    await page.evaluate(() => {
      const { before, after } = window as unknown as Record<string, WebSocket>;
      before!.close(1000);
      after!.close(1000);
    });
    expect(await differences(sockscope)).toEqual([]);
    // A page may hear its own events; that none of ours is among them shows in their number.
    const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    expect(heard).toEqual(Array.from({ length: heard.length }, () => 'forged'));
    expect(heard.length).toBeGreaterThan(0);
  });

  it('do not take over the frames that the page makes', async () => {
    const sockscope = await openSockscope(browser);
    const { demo, page, panel } = sockscope;
    await page.evaluate(
      async (type: string, url: string) => {
        const frame = document.createElement('iframe');
        const forgeIn = (): void => {
          const realm = frame.contentWindow as (Window & typeof globalThis) | null;
          const inner = realm?.document;
          if (!realm || !inner) return;
          const relatedTarget = inner.createElement('i');
          inner.dispatchEvent(new realm.FocusEvent(type, { relatedTarget }));
        };
        const observer = new MutationObserver(forgeIn);
        observer.observe(document.body, { childList: true });
        document.body.append(frame);
        forgeIn();
        await new Promise((loaded) => {
          frame.addEventListener('load', loaded);
          frame.src = '/blank?frame';
        });
        forgeIn();
        const realm = frame.contentWindow as Window & typeof globalThis;
        const socket = new realm.WebSocket(url);
        await new Promise((opened) => socket.addEventListener('open', opened));
        socket.send('real');
      },
      HAND_OVER,
      `${demo.socketUrl}/sink`,
    );
    await waitForCount(panel, 1);
    const connections = await exported(panel);
    expect(connections.map(({ messages }) => messages.map(({ data }) => data))).toEqual([['real']]);
  });
});

/** Plays hook: hands elements over and reports on them, on all that it can reach. */
function forge(handOver: string, report: string): void {
  const holder = window as unknown as { heard?: string[] };
  if (!holder.heard) {
    const heard = (holder.heard = []) as string[];
    const note = ({ target }: Event): void => {
      heard.push((target as { forged?: boolean }).forged ? 'forged' : 'foreign');
    };
    for (const type of [handOver, report, 'command'])
      for (const each of [window, document]) each.addEventListener(type, note, true);
  }
  const element = Object.assign(document.createElement('i'), { forged: true });
  const targets = [document, document.documentElement, document.body, window, element];
  const numbers = new Float64Array([1, 1, 0, 1, 0, 0, 0, 0, 1, 0]);
  const batch = { subscriber: '', after: 0, longest: 0, numbers, released: new Float64Array(0) };
  const details = [
    null,
    { type: 'activity' },
    { type: 'batch', ...batch, payloads: [{ url: 'ws://forged/', protocols: [], stack: '' }] },
    { type: 'result', id: 1, error: 'forged' },
  ];
  for (const target of targets) {
    Object.assign(target, { forged: true });
    for (const relatedTarget of [element, document.body, null]) {
      const init = { relatedTarget, bubbles: true, composed: true };
      target.dispatchEvent(new FocusEvent(handOver, init));
    }
    for (const detail of details)
      target.dispatchEvent(new CustomEvent(report, { detail, bubbles: true }));
  }
}
