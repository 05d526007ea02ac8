import { expect, test } from 'vitest';
import { exportInAgreement } from '../../scripts/start/agreement.ts';
import { waitForDemo } from '../../scripts/start/panel.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

describeInBrowsers('the demo', (browser) => {
  test('exports what the servers counted, byte by byte', async () => {
    const { demo, page, panel } = await openSockscope(browser, { path: '?auto' });
    await waitForDemo(page);
    const { connections, differences } = await exportInAgreement(panel, demo);
    expect(differences).toEqual([]);
    expect(connections.map(({ url }) => url)).toContain(demo.closedUrl);
  });
});
