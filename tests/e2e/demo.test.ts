import { expect, test } from 'vitest';
import { compareWithLedger } from '../../scripts/start/compare.ts';
import { parseHar } from '../../scripts/start/har.ts';
import { exportHar, waitForCount, waitForDemo } from '../../scripts/start/panel.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

describeInBrowsers('the demo', (browser) => {
  test('exports what the servers counted, byte by byte', async () => {
    const { demo, page, panel } = await openSockscope(browser, { path: '?auto' });
    await waitForDemo(page);
    await waitForCount(panel, demo.ledger.messageCount);
    const exported = parseHar(await exportHar(panel));
    expect(compareWithLedger(exported, demo.ledger.connections, demo.socketUrl)).toEqual([]);
    expect(exported.map(({ url }) => url)).toContain(demo.closedUrl);
  });
});
