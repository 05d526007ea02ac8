import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ReadyState } from '../../lib/websocket/ready-state.ts';
import { NOON, received, sent } from './fake-panel-model.ts';
import { element, mountPanel, seenRows } from './mount-panel.tsx';

const list = page.getByRole('list', { name: 'Connections' });

test('shows url, state, protocol, frame, counts and bytes of each', async () => {
  await mountPanel((model) => {
    model.addConnection({
      url: 'wss://api.example.com/live?x=1',
      protocol: 'graphql-ws',
      frameId: 3,
      frameUrl: 'https://inner.example.com/frame.html',
      sent: { messages: 1234, bytes: 12_000 },
      received: { messages: 2, bytes: 50 },
    });
  });
  const text = element('.connection').innerText.replaceAll(/\s+/g, ' ');
  expect(text).toContain('/live?x=1');
  expect(text).toContain('graphql-ws');
  expect(text).toContain('wss://api.example.com · frame inner.example.com/frame.html');
  expect(text).toMatch(/1,234 12 kB .* 2 50 B/);
  await expect.element(list.getByRole('button', { name: /open/ })).toBeVisible();
});

const factsText = () => element('#details-view').textContent;
const worker = { scope: 'shared', url: 'https://example.com/js/feed.js', name: '' } as const;

test('shows which worker a socket is in, and how it is captured', async () => {
  const model = await mountPanel((model) => {
    model.addConnection({ worker });
    model.addConnection({ url: 'wss://example.com/2', worker: { ...worker, name: 'the feed' } });
  });
  const [unnamed, named] = [...document.querySelectorAll<HTMLElement>('.connection')];
  expect(unnamed?.innerText).toContain('shared worker /js/feed.js');
  expect(named?.innerText).toContain('shared worker the feed');
  expect(list.element().textContent).not.toContain('read-only');
  model.selectedConnection.value = 2;
  await page.getByRole('tab', { name: 'Connection' }).click();
  await expect.poll(factsText).toContain('shared · https://example.com/js/feed.js · the feed');
  expect(factsText()).toContain('it can be controlled');
});

test('what only the Network log sees is read-only, and says so', async () => {
  const model = await mountPanel((model) => {
    const seen = { scope: 'unknown', url: 'https://example.com/sw.js', name: '' } as const;
    model.addConnection({ source: 'network-log', frameId: -1, worker: seen });
    model.addConnection({ url: 'wss://example.com/2', source: 'network-log', frameId: -1 });
  });
  const [inWorker, escaped] = [...document.querySelectorAll<HTMLElement>('.connection')];
  expect(inWorker?.innerText).toContain('read-only');
  expect(inWorker?.innerText).toContain('worker /sw.js');
  expect(escaped?.innerText).toContain('somewhere in the page');
  // Nobody is meant unless one that can be controlled is open.
  await expect
    .element(page.getByRole('button', { name: 'Send to server' }))
    .toHaveAttribute('title', 'No connection is open');
  model.selectedConnection.value = 1;
  const why = 'The connection is read-only: only the Network log sees it';
  for (const name of ['Send to server', 'Deliver to page']) {
    const button = page.getByRole('button', { name });
    await expect.element(button).toBeDisabled();
    await expect.element(button).toHaveAttribute('title', why);
  }
  await page.getByRole('button', { name: 'More', exact: true }).click();
  const close = page.getByRole('menuitem', { name: 'Close connection' });
  await expect.element(close).toHaveAttribute('aria-disabled', 'true');
  await expect.element(close).toHaveAttribute('title', why);
  await userEvent.keyboard('{Escape}');
  await page.getByRole('tab', { name: 'Connection' }).click();
  await expect.poll(factsText).toContain('the Network log of DevTools');
  expect(factsText()).not.toContain('bufferedAmount');
});

test('says what became of a connection whose surroundings ended', async () => {
  await mountPanel((model) => {
    const ended = { state: ReadyState.Closed, tornDown: true, closedAt: NOON + 90_042 };
    model.addConnection(ended);
    model.addConnection({ ...ended, url: 'wss://example.com/2', worker });
    model.addConnection({ ...ended, url: 'wss://example.com/3', source: 'network-log' });
  });
  const texts = [...document.querySelectorAll<HTMLElement>('.connection')].map(
    ({ innerText }) => innerText,
  );
  expect(texts[0]).toContain('page left');
  expect(texts[1]).toContain('worker gone');
  expect(texts[2]).toContain('out of sight');
});

test('says how a connection ended', async () => {
  await mountPanel((model) => {
    const closed = { state: ReadyState.Closed, closedAt: NOON + 90_042 };
    model.addConnection({ ...closed, close: { code: 1006, reason: '', wasClean: false } });
    const clean = { code: 1000, reason: '', wasClean: true };
    model.addConnection({ ...closed, url: 'wss://example.com/other', close: clean });
    const application = { code: 4401, reason: 'token expired', wasClean: true };
    model.addConnection({ ...closed, url: 'wss://example.com/3', close: application });
    model.addConnection({
      ...closed,
      url: 'wss://example.com/4',
      openedAt: null,
      close: { code: 1006, reason: '', wasClean: false },
    });
  });
  const [failed, clean, application, refused] = [
    ...document.querySelectorAll<HTMLElement>('.connection'),
  ];
  expect(failed?.innerText).toContain('Lost after 1 m 30 s, no Close frame');
  expect(failed?.querySelector('button')?.title).toContain('1006 Abnormal Closure');
  expect(application?.innerText).toContain('4401 Application · “token expired”');
  expect(refused?.innerText).toContain('Never opened: the handshake failed');
  expect(failed?.innerText).toContain('1 m 30 s');
  expect(failed?.querySelector('.state-failed')).not.toBeNull();
  expect(clean?.querySelector('.tag')?.textContent).toBe('1000');
  expect(clean?.querySelector('.state-closed')).not.toBeNull();
});

test('those that failed are counted, and gone through one by one', async () => {
  const model = await mountPanel((model) => {
    const closed = { state: ReadyState.Closed, closedAt: NOON + 1000 };
    const lost = { code: 1006, reason: '', wasClean: false };
    for (let n = 1; n <= 200; n += 1)
      model.addConnection({
        url: `wss://example.com/${n}`,
        ...(n % 90 === 0 ? { ...closed, close: lost } : {}),
      });
  });
  const button = page.getByRole('button', { name: '2 failed', exact: true });
  await button.click();
  expect(model.selectedConnection.value).toBe(90);
  // It was far below.
  await expect.element(list.getByText('/90', { exact: true })).toBeVisible();
  await button.click();
  expect(model.selectedConnection.value).toBe(180);
  await button.click();
  expect(model.selectedConnection.value).toBe(90);
  await expect
    .element(page.getByRole('tab', { name: 'Connection' }))
    .toHaveAttribute('aria-selected', 'true');
});

test('one that the server no longer speaks to says since when, and leads to its last word', async () => {
  const model = await mountPanel((model) => {
    const now = Date.now();
    const traffic = { received: { messages: 10, bytes: 10 }, openedAt: now - 60_000 };
    model.addConnection({ ...traffic, lastReceivedAt: now - 30_000 });
    model.addConnection({ ...traffic, url: 'wss://example.com/2', lastReceivedAt: now - 2000 });
    // Seldom spoken to: half a minute is nothing.
    const seldom = { received: { messages: 2, bytes: 2 }, openedAt: now - 90_000 };
    model.addConnection({ ...seldom, url: 'wss://example.com/3', lastReceivedAt: now - 30_000 });
    model.addRows(received('first'), received('last'), sent('ping'), sent('ping'));
  });
  const texts = [...document.querySelectorAll<HTMLElement>('.connection')].map(
    ({ innerText }) => innerText,
  );
  expect(texts[0]).toMatch(/Nothing received for 30 s/);
  expect(texts[1]).not.toContain('Nothing received');
  expect(texts[2]).not.toContain('Nothing received');
  await list.getByRole('button').first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Go to the last message received' }).click();
  await expect.poll(() => model.selectedRow.value).toBe(1);
});

test('one shows its messages alone, pressed again all of them', async () => {
  const model = await mountPanel((model) => {
    model.addConnection({ url: 'wss://example.com/one' });
    model.addConnection({ url: 'wss://example.com/two' });
    model.addRows(received('a', { connection: 1 }), received('b', { connection: 2 }));
  });
  const two = list.getByRole('button', { name: /two/ });
  await two.click();
  await expect.poll(seenRows).toEqual([1]);
  await expect.element(two).toHaveAttribute('aria-pressed', 'true');
  await expect
    .element(page.getByRole('tab', { name: 'Connection' }))
    .toHaveAttribute('aria-selected', 'true');
  await two.click();
  await expect.poll(seenRows).toEqual([0, 1]);
  await two.click();
  await page.getByRole('button', { name: 'All', exact: true }).click();
  expect(model.selectedConnection.value).toBeNull();
});

test('a thousand are drawn as few as fit', async () => {
  await mountPanel((model) => {
    for (let n = 1; n <= 1000; n += 1) model.addConnection({ url: `wss://example.com/${n}` });
  });
  await expect.element(list.getByRole('listitem').first()).toHaveAttribute('aria-setsize', '1000');
  expect(document.querySelectorAll('.connection').length).toBeLessThan(30);
  element('.connections-rows').scrollTop = 1e6;
  await expect.element(list.getByText('/1000', { exact: true })).toBeVisible();
});

test('nothing is cut off at 300 pixels', async () => {
  const model = await mountPanel(
    (model) => {
      for (let n = 1; n <= 20; n += 1)
        model.addConnection({
          url: `wss://example.com/${'long'.repeat(50)}/${n}`,
          protocol: 'p'.repeat(80),
        });
      model.addMessages('x'.repeat(1000));
      model.selectedRow.value = 0;
    },
    { width: 300, height: 700 },
  );
  model.recording.value = false;
  await expect.element(page.getByText('paused')).toBeVisible();
  for (const button of document.querySelectorAll(
    '.toolbar *, .composer *, .status button, .tabs button',
  )) {
    const { left, right } = button.getBoundingClientRect();
    expect(left, button.outerHTML).toBeGreaterThanOrEqual(-1);
    expect(right, button.outerHTML).toBeLessThanOrEqual(301);
  }
  expect(element('.panel').scrollWidth).toBe(300);
  expect(element('.message-rows').clientHeight).toBeGreaterThan(66);
});
