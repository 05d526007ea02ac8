import { expect, it } from 'vitest';
import { Column, EventKind, ROW_WIDTH } from '../../lib/protocol/events.ts';
import { CommandEvent, HAND_OVER, ReportEvent } from '../../lib/protocol/hand-over.ts';
import { waitForCount } from '../../scripts/start/panel.ts';
import { openSocket, sendTexts } from '../support/page-sockets.ts';
import { differences, exported, waitForStatus } from '../support/panel-view.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

describeInBrowsers('events that a page forges', (browser) => {
  it('show nothing, break nothing, and hide nothing', async () => {
    const sockscope = await openSockscope(browser);
    const { demo, page, panel } = sockscope;
    await openSocket(page, `${demo.socketUrl}/echo?before`, 'before');
    await page.evaluate(forge, HAND_OVER, ReportEvent, CommandEvent, constructed());
    await openSocket(page, `${demo.socketUrl}/echo?after`, 'after');
    await page.evaluate(forge, HAND_OVER, ReportEvent, CommandEvent, constructed());
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
    const { dispatched, heard, commands } = await page.evaluate(() => {
      const forgery = window as Forgery;
      return { dispatched: forgery.dispatched, heard: forgery.heard, commands: forgery.commands };
    });
    // A page hears its own events, and none of ours.
    expect(heard).toBe(dispatched);
    expect(dispatched).toBe(64);
    expect(commands).toBe(0);
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
        // As often as it can: in the first document of the frame, and while the next one loads.
        const forging = setInterval(forgeIn, 0);
        document.body.append(frame);
        forgeIn();
        await new Promise((loaded) => {
          frame.addEventListener('load', loaded);
          frame.src = '/blank?frame';
        });
        clearInterval(forging);
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

/** The numbers of an event that says: a first connection was constructed. */
function constructed(): number[] {
  const numbers = Array.from({ length: ROW_WIDTH }, () => 0);
  numbers[Column.Seq] = 1;
  numbers[Column.Connection] = 1;
  numbers[Column.Kind] = EventKind.Construct;
  return numbers;
}

interface Forgery {
  /** Events that the page dispatched where it can hear them, and events of these types that it heard. */
  dispatched?: number;
  heard?: number;
  /** Commands that reached what the page handed over. */
  commands?: number;
}

/** Plays hook: hands elements over and reports on them, on all that it can reach. */
function forge(handOver: string, report: string, command: string, row: number[]): void {
  const forgery = window as Forgery;
  if (forgery.heard === undefined) {
    Object.assign(forgery, { dispatched: 0, heard: 0, commands: 0 });
    for (const type of [handOver, report, command])
      addEventListener(type, () => (forgery.heard! += 1), true);
  }
  const element = document.createElement('i');
  const batch = (subscriber: string): object => ({
    type: 'batch',
    subscriber,
    after: 0,
    longest: 0,
    numbers: new Float64Array(row),
    payloads: [{ url: 'ws://forged/', protocols: [], stack: '' }],
    released: new Float64Array(0),
  });
  // Whoever is told a subscriber's name could speak to it.
  element.addEventListener(command, (event) => {
    forgery.commands! += 1;
    const detail = batch((event as CustomEvent<{ subscriber: string }>).detail.subscriber);
    element.dispatchEvent(new CustomEvent(report, { detail }));
  });
  for (const target of [document, document.documentElement, document.body, window, element]) {
    const dispatch = (event: Event): void => {
      if (target !== element) forgery.dispatched! += 1;
      target.dispatchEvent(event);
    };
    for (const relatedTarget of [element, document.body, null])
      dispatch(new FocusEvent(handOver, { relatedTarget, bubbles: true, composed: true }));
    const question = { type: 'failed', connection: 1, at: 1 };
    for (const detail of [null, { type: 'activity' }, batch(''), { type: 'ask', question }])
      dispatch(new CustomEvent(report, { detail, bubbles: true }));
    // As though there were rules: the gate that this turned on would find nobody to answer.
    const detail = { type: 'rule', command: { type: 'gate', on: true } };
    if (target !== element) dispatch(new CustomEvent(command, { detail, bubbles: true }));
  }
}
