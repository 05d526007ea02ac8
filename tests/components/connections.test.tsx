import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { ReadyState } from '../../lib/websocket/ready-state.ts';
import { NOON, received } from './fake-panel-model.ts';
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

test('says how a connection ended', async () => {
  await mountPanel((model) => {
    const closed = { state: ReadyState.Closed, closedAt: NOON + 90_042 };
    model.addConnection({ ...closed, close: { code: 1006, reason: '', wasClean: false } });
    const clean = { code: 1000, reason: '', wasClean: true };
    model.addConnection({ ...closed, url: 'wss://example.com/other', close: clean });
  });
  const [failed, clean] = [...document.querySelectorAll<HTMLElement>('.connection')];
  expect(failed?.innerText).toContain('1006 Abnormal Closure (never on the wire)');
  expect(failed?.innerText).toContain('1 m 30 s');
  expect(failed?.querySelector('.state-failed')).not.toBeNull();
  expect(clean?.querySelector('.tag')?.textContent).toBe('1000');
  expect(clean?.querySelector('.state-closed')).not.toBeNull();
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
