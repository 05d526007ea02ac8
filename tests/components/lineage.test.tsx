import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ReadyState } from '../../lib/websocket/ready-state.ts';
import { type FakePanelModel, NOON } from './fake-panel-model.ts';
import { element, mountPanel } from './mount-panel.tsx';

const list = page.getByRole('list', { name: 'Connections' });
const attempts = page.getByRole('region', { name: 'Attempts' });

/** Attempts that fail 40 ms after each began, the delays twice as long each; the last one opens. */
function addAttempts(model: FakePanelModel, count: number): void {
  const close = { code: 1006, reason: '', wasClean: false };
  let time = NOON;
  for (let n = 1; n <= count; n += 1) {
    const failed = { state: ReadyState.Closed, openedAt: null, closedAt: time + 40, close };
    model.addConnection({
      url: `wss://example.com/live?try=${n}`,
      constructedAt: time,
      ...(n < count ? failed : { openedAt: time + 20 }),
    });
    time += 40 + 1000 * 2 ** (n - 1);
  }
}

const attemptsText = (): string => element('.attempts').innerText;

const names = (): (string | undefined)[] =>
  [...document.querySelectorAll('.connection b')].map(({ textContent }) => textContent);

test('connections that follow each other are one line, which opens and closes', async () => {
  await mountPanel((model) => {
    addAttempts(model, 5);
    model.addConnection({ url: 'wss://example.com/other' });
  });
  expect(names()).toEqual(['/live?try=5', '/other']);
  const toggle = list.getByRole('button', { name: '5 attempts, earlier ones' });
  await toggle.click();
  expect(names()).toEqual([
    '/live?try=5',
    'at 12:00:07.120',
    'at 12:00:03.080',
    'at 12:00:01.040',
    'at 12:00:00.000',
    '/other',
  ]);
  await userEvent.keyboard('{ArrowLeft}');
  await expect.poll(names).toEqual(['/live?try=5', '/other']);
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(toggle).toHaveAttribute('aria-expanded', 'true');
});

test('parallel connections to one url stay apart', async () => {
  await mountPanel((model) => {
    for (let n = 0; n < 3; n += 1) model.addConnection();
  });
  expect(names()).toHaveLength(3);
});

test('from an attempt to the one before and back, by click and by key', async () => {
  const model = await mountPanel((each) => addAttempts(each, 5));
  model.selectedConnection.value = 5;
  await expect.element(attempts.getByText('Attempt 5 of 5')).toBeVisible();
  await attempts.getByRole('button', { name: '‹ Previous' }).click();
  await expect.element(attempts.getByText('Attempt 4 of 5')).toBeVisible();
  // The list shows where one is, though the others stay hidden.
  expect(names()).toEqual(['/live?try=5', expect.stringContaining('at 12:00:07')]);
  await userEvent.keyboard('[[');
  await expect.element(attempts.getByText('Attempt 3 of 5')).toBeVisible();
  await userEvent.keyboard(']');
  await userEvent.keyboard(']');
  await expect.element(attempts.getByText('Attempt 5 of 5')).toBeVisible();
  await expect.element(attempts.getByRole('button', { name: 'Next ›' })).toBeDisabled();
  await attempts.getByRole('button', { name: 'Attempt 1', exact: true }).click();
  expect(model.selectedConnection.value).toBe(1);
});

test('from a message, too: its attempt gives way to the one before', async () => {
  const model = await mountPanel((each) => {
    addAttempts(each, 3);
    each.addRows({ connection: 3 });
    each.selectedRow.value = 0;
  });
  await page.getByRole('tab', { name: 'Connection' }).click();
  await userEvent.keyboard('[[');
  await expect.element(attempts.getByText('Attempt 2 of 3')).toBeVisible();
  expect(model.selectedRow.value).toBeNull();
});

test('says in words how the attempts went, and the rule of the delays where there is one', async () => {
  const model = await mountPanel((each) => addAttempts(each, 5));
  model.selectedConnection.value = 5;
  await expect
    .poll(attemptsText)
    .toContain('exponential: from 1.00 s, each twice the one before (by the last 4 delays)');
  await expect.poll(attemptsText).toContain('1006 ×4');
  expect(element('.attempts tbody tr:nth-child(2)').innerText).toMatch(/^4\s.*\s4.00 s\s/s);
  await expect
    .element(attempts.getByRole('img'))
    .toHaveAttribute('aria-label', expect.stringContaining('between attempts 15.00 s'));
});

test('too few delays are said to be too few', async () => {
  const model = await mountPanel((each) => addAttempts(each, 3));
  model.selectedConnection.value = 3;
  await expect.poll(attemptsText).toContain('too few to see a rule');
});

test('two hundred attempts leave room for the others', async () => {
  await mountPanel((model) => {
    addAttempts(model, 8);
    const close = { code: 1006, reason: '', wasClean: false };
    for (let n = 0; n < 200; n += 1)
      model.addConnection({
        url: 'wss://example.com/lost',
        state: ReadyState.Closed,
        openedAt: null,
        closedAt: NOON + n * 1000 + 10,
        constructedAt: NOON + n * 1000,
        close,
      });
    model.addConnection({ url: 'wss://example.com/last' });
  });
  expect(names()).toEqual(['/live?try=8', '/lost', '/last']);
  await expect.element(list.getByRole('listitem').first()).toHaveAttribute('aria-setsize', '3');
});

test('a narrow panel has them, too', async () => {
  await mountPanel((model) => addAttempts(model, 5), { width: 320, height: 700 });
  const toggle = list.getByRole('button', { name: '5 attempts, earlier ones' });
  await expect.element(toggle).toBeVisible();
  const { right } = element('.attempts-toggle').getBoundingClientRect();
  expect(right).toBeLessThanOrEqual(320);
  await toggle.click();
  await expect.poll(() => names().length).toBeGreaterThan(1);
});
