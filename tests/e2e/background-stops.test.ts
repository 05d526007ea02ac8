import { expect, it } from 'vitest';
import { waitForCount } from '../../scripts/start/panel.ts';
import { differences, statusText } from '../support/panel-view.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

const STOPS = 20;
const MESSAGES_BETWEEN = 1000;

describeInBrowsers('a background that is stopped', (browser) => {
  it(`loses and doubles nothing of ${STOPS * MESSAGES_BETWEEN} messages over ${STOPS} stops`, async () => {
    const sockscope = await openSockscope(browser);
    const { demo, page, panel, session } = sockscope;
    await page.evaluate(async (socketUrl: string) => {
      const socket = new WebSocket(`${socketUrl}/echo`);
      await new Promise((opened) => socket.addEventListener('open', opened));
      Object.assign(window, { socket, sent: 0 });
    }, demo.socketUrl);
    for (let stop = 1; stop <= STOPS; stop += 1) {
      // The stream is in full flow while the background goes.
      const streaming = page.evaluate(async (count: number) => {
        const { socket } = window as unknown as { socket: WebSocket };
        let left = count / 2;
        await new Promise<void>((done) => {
          const onMessage = (): void => {
            left -= 1;
            if (left === 0) {
              socket.removeEventListener('message', onMessage);
              done();
            }
          };
          socket.addEventListener('message', onMessage);
          for (let i = 0; i < count / 2; i += 1) socket.send(`message ${i} ${'·'.repeat(i % 50)}`);
        });
      }, MESSAGES_BETWEEN);
      // None runs where the last stop has not been noticed yet: then it is to be noticed first.
      while (!(await session.stopBackground())) await statusText(panel);
      await streaming;
    }
    await waitForCount(panel, STOPS * MESSAGES_BETWEEN);
    expect(demo.ledger.messageCount).toBe(STOPS * MESSAGES_BETWEEN);
    expect(await differences(sockscope)).toEqual([]);
    expect(await statusText(panel)).toContain('nothing left out');
  });
});
