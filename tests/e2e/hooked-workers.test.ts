import { describe, expect, it } from 'vitest';
import { waitForCount } from '../../scripts/start/panel.ts';
import {
  chooseInMenu,
  differences,
  exported,
  openTab,
  waitForRow,
  waitForText,
} from '../support/panel-view.ts';
import { ALL_GLOBALS, scriptPages } from '../support/script-pages.ts';
import { servePages } from '../support/serve-page.ts';
import { waitForServer } from '../support/server-view.ts';
import { openSockscope } from '../support/sockscope.ts';
import { workerPages } from '../support/worker-pages.ts';

describe('workers in firefox', () => {
  it('are controlled as a page is', async () => {
    const { demo, page, panel } = await openSockscope('firefox');
    const origin = await servePages(workerPages(demo.socketUrl));
    await page.goto(`${origin}/workers`);
    await waitForRow(panel, 'said in nested');
    await panel.click({ role: 'button', name: /nested/ });
    await panel.fill({ role: 'textbox', name: 'Message to send' }, 'from the panel');
    await panel.click({ role: 'button', name: 'Send to server' });
    expect(await waitForRow(panel, 'injectedfrom the panel')).toContain('sent');
    await panel.fill({ role: 'textbox', name: 'Message to send' }, 'answer me');
    await panel.click({ role: 'button', name: 'Deliver to page' });
    await waitForServer(demo, '/echo?nested', [
      'said in nested',
      [0, 255, 6],
      'é'.repeat(300_000),
      'from the panel',
      'the worker answers',
    ]);
    const facts = await openTab(panel, 'Connection', 'Worker');
    expect(facts).toContain(`dedicated · ${origin}/nested.js`);
    expect(facts).toContain('it can be controlled');
    await chooseInMenu(panel, 'Close connection');
    await panel.fill({ role: 'textbox', name: 'Code' }, '3001');
    await panel.click({ role: 'button', name: 'Close with this code' });
    await waitForRow(panel, '3001');
    const ledger = () => demo.ledger.connections.find(({ path }) => path === '/echo?nested');
    expect(ledger()?.close?.code).toBe(3001);
  });

  it('are shown when they are shared', async () => {
    const sockscope = await openSockscope('firefox');
    const { demo, page, panel } = sockscope;
    const origin = await servePages({
      ...workerPages(demo.socketUrl),
      '/page': `<!doctype html><script>window.worker = new SharedWorker('/shared.js')</script>`,
    });
    await page.goto(`${origin}/page`);
    await waitForCount(panel, 6);
    await waitForText(panel, 'shared worker /shared.js', '.connections');
    expect(await differences(sockscope)).toEqual([]);
  });

  it('have gone when they were terminated', async () => {
    const { demo, page, panel } = await openSockscope('firefox');
    const origin = await servePages(workerPages(demo.socketUrl));
    await page.goto(`${origin}/workers`);
    await waitForRow(panel, 'said in nested');
    await page.evaluate(() => (window as unknown as { classic: Worker }).classic.terminate());
    await waitForText(panel, 'The worker ended, or does not answer', '[role=grid]');
    await waitForText(panel, 'worker gone', '.connections');
  });

  it('have scripts that mean what they meant', async () => {
    const names = [
      'sloppy',
      'strict',
      'marked',
      'long',
      'policy',
      'thrown',
      'globals',
      'cached',
      'cached',
      'revalidated',
      'revalidated',
      'deep',
    ];
    const { demo, page, panel } = await openSockscope('firefox');
    const notModified: string[] = [];
    const origin = await servePages(scriptPages(demo.socketUrl), (path) => notModified.push(path));
    await page.goto(`${origin}/scripts`);
    // Workers of blob: urls are those that the hook does not reach.
    const native = await page.evaluate((globals: string) => {
      const worker = new Worker(URL.createObjectURL(new Blob([`postMessage(${globals})`])));
      return new Promise((done) => worker.addEventListener('message', ({ data }) => done(data)));
    }, ALL_GLOBALS);
    const told = await page.evaluate(async (names: readonly string[]) => {
      const answers: Record<string, unknown> = {};
      for (const name of names)
        answers[name] = await new Promise((done) => {
          const worker = new Worker(`/${name}.js`, {
            type: name === 'deep' ? 'module' : 'classic',
          });
          worker.addEventListener('message', ({ data }) => done(data));
          worker.addEventListener('error', ({ message, lineno }) => done(`${lineno} ${message}`));
        });
      return answers;
    }, names);
    expect(told).toEqual({
      sloppy: 'sloppy',
      strict: 'strict',
      marked: 'é strict',
      long: 3_000_000,
      policy: 'evaluation is forbidden',
      thrown: '3 Error: thrown',
      globals: native,
      cached: 'line 2',
      revalidated: 'line 2',
      deep: 'one hook',
    });
    expect(notModified).toEqual(['/revalidated.js']);
    // Each was in reach of the hook, the one from the cache, too.
    await waitForText(panel, `${names.length} open`, '.connections');
    const urls = (await exported(panel)).map(({ url }) => url);
    expect(urls.sort()).toEqual(names.map((name) => `${demo.socketUrl}/sink?${name}`).sort());
  });
});
