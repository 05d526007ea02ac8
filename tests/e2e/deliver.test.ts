import { expect, it } from 'vitest';
import type { PageDriver, PanelDriver } from '../../scripts/browsers/session.ts';
import { openSocket, sendTexts } from '../support/page-sockets.ts';
import { choose, waitForRow } from '../support/panel-view.ts';
import { waitForServer } from '../support/server-view.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

/** One call of a listener of the page. */
interface Heard {
  listener: string;
  /** As `Object.prototype.toString` has it. */
  type: string;
  bytes: number[];
  origin: string;
  /** Whether `target`, `currentTarget`, `this` and the event itself are what a server's would be. */
  ordinary: boolean;
}

describeInBrowsers('Deliver to page', (browser) => {
  it('calls each listener of the page once with what a server’s message would be', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await openSocket(page, `${demo.socketUrl}/echo`);
    await listen(page);
    await waitForRow(panel, 'open');
    await deliver(panel, 'Text', 'hé');
    expect(await waitForRow(panel, 'injectedhé')).toContain('received');
    await deliver(panel, 'Hex', '00 ff 80');
    expect(await waitForRow(panel, 'injected00 ff 80')).toContain('received');
    await page.evaluate(() => {
      (window as unknown as { socket: WebSocket }).socket.binaryType = 'arraybuffer';
    });
    await deliver(panel, 'Hex', '01 02');
    await waitForRow(panel, 'injected01 02');
    // The server’s own, to compare with.
    await sendTexts(page, ['end']);
    const heard = await page.waitFor(readHeard, 8);
    const text = { type: '[object String]', bytes: [0x68, 0xc3, 0xa9] };
    const blob = { type: '[object Blob]', bytes: [0x00, 0xff, 0x80] };
    const buffer = { type: '[object ArrayBuffer]', bytes: [0x01, 0x02] };
    const end = { type: '[object String]', bytes: [0x65, 0x6e, 0x64] };
    const both = { origin: demo.socketUrl, ordinary: true };
    expect(heard).toEqual([
      { listener: 'onmessage', ...text, ...both },
      { listener: 'addEventListener', ...text, ...both },
      { listener: 'once', ...text, ...both },
      { listener: 'onmessage', ...blob, ...both },
      { listener: 'addEventListener', ...blob, ...both },
      { listener: 'onmessage', ...buffer, ...both },
      { listener: 'addEventListener', ...buffer, ...both },
      { listener: 'onmessage', ...end, ...both },
      { listener: 'addEventListener', ...end, ...both },
    ]);
    await waitForServer(demo, '/echo', ['end']);
  });
});

async function deliver(panel: PanelDriver, format: string, draft: string): Promise<void> {
  await choose(panel, 'Format', format);
  await panel.fill({ role: 'textbox', name: 'Message to send' }, draft);
  await panel.click({ role: 'button', name: 'Deliver to page' });
}

/** Notes each call of three kinds of listener in `window.events`. */
async function listen(page: PageDriver): Promise<void> {
  await page.evaluate(() => {
    const { socket } = window as unknown as { socket: WebSocket };
    const events: object[] = [];
    Object.assign(window, { events });
    const note = (listener: string) =>
      function (this: unknown, event: MessageEvent): void {
        const { data, origin, target, currentTarget } = event;
        const own = [target, currentTarget, this].every((each) => each === socket);
        const plain = !event.bubbles && !event.cancelable && event.ports.length === 0;
        const ordinary = own && plain && event.type === 'message' && event.source === null;
        events.push({ listener, data, origin, ordinary });
      };
    // The property is one of the ways to listen.
    // eslint-disable-next-line unicorn/prefer-add-event-listener
    socket.onmessage = note('onmessage');
    socket.addEventListener('message', note('addEventListener'));
    socket.addEventListener('message', note('once'), { once: true });
  });
}

/** The noted calls, once there are more than `count`. */
async function readHeard(count: number): Promise<Heard[] | false> {
  const { events } = window as unknown as { events: (Heard & { data: BodyInit })[] };
  if (events.length <= count) return false;
  return Promise.all(
    events.map(async ({ listener, data, origin, ordinary }) => ({
      listener,
      type: Object.prototype.toString.call(data),
      bytes: [...new Uint8Array(await new Response(data).arrayBuffer())],
      origin,
      ordinary,
    })),
  );
}
