import { expect, onTestFinished, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { FakePanelModel } from './fake-panel-model.ts';
import { received, sent } from './fake-panel-model.ts';
import { element, mountPanel, seenRows } from './mount-panel.tsx';

const selected = () =>
  [...document.querySelectorAll<HTMLElement>('.message-row[aria-selected=true]')].map((row) =>
    Number(row.dataset['row']),
  );
const item = (name: string | RegExp) => page.getByRole('menuitem', { name });
const row = (number: number) => element(`[data-row="${number}"] .cell-data`);

function mount(): Promise<FakePanelModel> {
  return mountPanel((model) => {
    model.addConnection({ url: 'wss://example.com/live' });
    model.addConnection({ url: 'wss://example.com/other' });
    model.addRows(
      sent('{"type":"hello"}'),
      received('one'),
      received(new Uint8Array([1, 255])),
      received('three', { connection: 2 }),
      received('four'),
    );
  });
}

/** What is copied while the test lasts. */
function clipboard(): string[] {
  const copied: string[] = [];
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => {
    copied.push(text);
  });
  onTestFinished(() => write.mockRestore());
  return copied;
}

test('rows are selected together with Shift and Ctrl, and one alone ends that', async () => {
  const model = await mount();
  await userEvent.click(row(1));
  await userEvent.click(row(3), { modifiers: ['Shift'] });
  await expect.poll(selected).toEqual([1, 2, 3]);
  await userEvent.click(row(2), { modifiers: ['Control'] });
  await expect.poll(selected).toEqual([1, 3]);
  await userEvent.click(row(0), { modifiers: ['Control'] });
  await expect.poll(selected).toEqual([0, 1, 3]);
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(selected).toEqual([1]);
  await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{ArrowUp}{/Shift}');
  await expect.poll(selected).toEqual([1, 2]);
  model.selectedRow.value = 4;
  await expect.poll(selected).toEqual([4]);
  await userEvent.keyboard('{Control>}a{/Control}');
  await expect.poll(selected).toEqual([0, 1, 2, 3, 4]);
});

test('of a million rows as many are selected as the bound lets, and it says so', async () => {
  const model = await mountPanel((each) => {
    each.addConnection();
    each.made = 1_000_000;
  });
  await expect.poll(() => seenRows().at(-1)).toBe(999_999);
  model.selectedRow.value = 5;
  element('[role=grid]').focus();
  await userEvent.keyboard('{Control>}a{/Control}');
  await expect.element(page.getByText(/No more than 100,000 rows/)).toBeVisible();
});

test('several rows are copied as payloads, as JSON Lines and as a table', async () => {
  const copied = clipboard();
  await mount();
  await userEvent.click(row(1));
  await userEvent.click(row(2), { modifiers: ['Shift'] });
  await userEvent.keyboard('{Control>}c{/Control}');
  await expect.poll(() => copied).toEqual(['one\n01 ff']);
  await expect.element(page.getByText(/Copied 2 rows/)).toBeVisible();
  await userEvent.click(row(2), { button: 'right' });
  expect(selected()).toEqual([1, 2]);
  await item('Copy as JSON Lines').click();
  await expect.poll(() => copied.length).toBe(2);
  expect(copied[1]!.split('\n').map((line) => line && JSON.parse(line).byteLength)).toEqual([
    3,
    2,
    '',
  ]);
  await userEvent.keyboard('{Shift>}{F10}{/Shift}');
  await item('Copy as table').click();
  await expect.poll(() => copied.length).toBe(3);
  expect(copied[2]).toMatch(/^time\t.*\n.*\tone\n.*\tAf8=\n$/);
  expect(document.activeElement).toBe(element('[role=grid]'));
});

test('the menu of a row replays, filters, and exports what is selected', async () => {
  const model = await mount();
  await userEvent.click(row(0), { button: 'right' });
  expect(selected()).toEqual([0]);
  await item('Replay').click();
  await expect.poll(() => model.calls).toEqual([{ name: 'replay', arguments: [0] }]);
  await userEvent.keyboard('{Shift>}{F10}{/Shift}');
  await item('Show only “hello”').click();
  expect(model.filterText.value).toBe('event:hello');
  model.filterText.value = '';
  await userEvent.keyboard('{Shift>}{F10}{/Shift}');
  await item('Show only sent').click();
  expect(model.filterText.value).toBe('dir:send');
  model.filterText.value = '';
  await expect.poll(() => seenRows()).toContain(3);
  await userEvent.click(row(3), { button: 'right' });
  await item('Hide this connection').click();
  expect(model.filterText.value).toBe('-conn:2');
  model.filterText.value = '';
  await expect.poll(() => seenRows()).toContain(3);
  await userEvent.click(row(3), { button: 'right' });
  await item('Show only this connection').click();
  expect(model.selectedConnection.value).toBe(2);
  await userEvent.keyboard('{Shift>}{F10}{/Shift}');
  await item('Export selected as HAR').click();
  expect(model.calls.at(-1)).toEqual({ name: 'exportHar', arguments: [[3]] });
});

test('what wants one row says so for several', async () => {
  const model = await mount();
  await userEvent.click(row(0));
  await userEvent.click(row(1), { modifiers: ['Shift'] });
  await userEvent.keyboard('{Shift>}{F10}{/Shift}');
  await expect.element(item('Replay')).toHaveAttribute('aria-disabled', 'true');
  await expect.element(item('Replay')).toHaveAttribute('title', 'Select a single row for this');
  element('[role=menuitem][aria-disabled]').click();
  expect(model.calls).toEqual([]);
  await userEvent.keyboard('{Escape}');
  expect(document.querySelector('[role=menu]')).toBe(null);
  expect(document.activeElement).toBe(element('[role=grid]'));
});

test('the menu of a connection shows it alone, hides it, and copies its URL', async () => {
  const copied = clipboard();
  const model = await mount();
  const connection = page.getByRole('button', { name: /^\/other/ });
  await connection.click({ button: 'right' });
  await page.getByRole('menuitemcheckbox', { name: 'Show only this connection' }).click();
  expect(model.selectedConnection.value).toBe(2);
  await item('Hide this connection').click();
  expect(model.selectedConnection.value).toBe(null);
  expect(model.filterText.value).toBe('-conn:2');
  (connection.element() as HTMLElement).focus();
  await userEvent.keyboard('{Shift>}{F10}{/Shift}');
  await item('Copy URL').click();
  await expect.poll(() => copied).toEqual(['wss://example.com/other']);
});
