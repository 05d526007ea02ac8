import { describe, expect, it } from 'vitest';
import { waitForCount } from '../../scripts/start/panel.ts';
import {
  chooseInMenu,
  differences,
  exported,
  openTab,
  waitForRow,
  waitForText,
  whyNotInMenu,
} from '../support/panel-view.ts';
import { waitForServer } from '../support/server-view.ts';
import { openSockscope } from '../support/sockscope.ts';

/** What the page keeps of its stream. */
interface StreamPage {
  stream: { closed: Promise<{ closeCode: number; reason: string }> };
  write(chunk: unknown): Promise<void>;
  chunks: string[];
}

/** Opens a `WebSocketStream` in the page, which notes each chunk that it reads. */
async function openStream(url: string): Promise<void> {
  const { WebSocketStream } = window as unknown as {
    WebSocketStream: new (at: string) => StreamPage['stream'] & {
      opened: Promise<{ readable: ReadableStream; writable: WritableStream }>;
    };
  };
  const stream = new WebSocketStream(url);
  const { readable, writable } = await stream.opened;
  const writer = writable.getWriter();
  const chunks: string[] = [];
  const note = (chunk: unknown): void => {
    chunks.push(typeof chunk === 'string' ? chunk : new Uint8Array(chunk as ArrayBuffer).join());
  };
  void readable.pipeTo(new WritableStream({ write: note })).catch(() => {});
  Object.assign(window, {
    stream,
    chunks,
    write: (chunk: unknown) => writer.write(chunk),
  } satisfies StreamPage);
}

describe('WebSocketStream in chromium', () => {
  it('is recorded and controlled as a socket is', async () => {
    const sockscope = await openSockscope('chromium');
    const { demo, page, panel } = sockscope;
    await page.evaluate(openStream, `${demo.socketUrl}/echo`);
    await page.evaluate(async () => {
      const { write } = window as unknown as StreamPage;
      await write('from the page é');
      await write(new Uint8Array([1, 2, 255]));
      await write('x'.repeat(400_000));
    });
    expect(await waitForRow(panel, 'from the page é')).toContain('sent');
    await waitForCount(panel, 6);
    await panel.fill({ role: 'textbox', name: 'Message to send' }, 'from the panel');
    await panel.click({ role: 'button', name: 'Send to server' });
    expect(await waitForRow(panel, 'injectedfrom the panel')).toContain('sent');
    await waitForCount(panel, 8);
    expect(await differences(sockscope)).toEqual([]);
    await panel.fill({ role: 'textbox', name: 'Message to send' }, 'delivered');
    await panel.click({ role: 'button', name: 'Deliver to page' });
    expect(await waitForRow(panel, 'injecteddelivered')).toContain('received');
    const chunks = await page.evaluate(() => (window as unknown as StreamPage).chunks);
    expect(chunks.map((chunk) => chunk.slice(0, 20))).toEqual([
      'from the page é',
      '1,2,255',
      'x'.repeat(20),
      'from the panel',
      'delivered',
    ]);
    await waitForServer(demo, '/echo', [
      'from the page é',
      [1, 2, 255],
      'x'.repeat(400_000),
      'from the panel',
    ]);
    await waitForText(panel, 'stream', '.connections');
    await panel.click({ role: 'row', name: /delivered/ });
    expect(await openTab(panel, 'Connection', 'WebSocketStream')).not.toContain('binaryType');
    expect(await whyNotInMenu(panel, 'Simulate an end…')).toContain('WebSocketStream');
    await chooseInMenu(panel, 'Close connection');
    await panel.fill({ role: 'textbox', name: 'Code' }, '4321');
    await panel.click({ role: 'button', name: 'Close with this code' });
    await waitForRow(panel, '4321');
    const closed = await page.evaluate(async () => {
      const { closeCode, reason } = await (window as unknown as StreamPage).stream.closed;
      return { closeCode, reason };
    });
    expect(closed).toEqual({ closeCode: 4321, reason: '' });
    // The Network log knows it, too: it is shown once.
    expect((await exported(panel)).map(({ url }) => url)).toEqual([`${demo.socketUrl}/echo`]);
  });
});
