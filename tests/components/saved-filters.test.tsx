import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { received, sent } from './fake-panel-model.ts';
import { element, mountPanel, seenRows } from './mount-panel.tsx';

const button = page.getByRole('button', { name: 'Saved filters' });
const list = page.getByRole('group', { name: 'Saved filters' });
const filter = page.getByRole('combobox', { name: 'Filter messages' });

/** The names of the saved filters, in order. */
function names(): (string | null)[] {
  return [...document.querySelectorAll('.saved-filter bdi')].map((each) => each.textContent);
}

function mountSome(size?: { width: number; height: number }) {
  return mountPanel((model) => {
    model.addConnection();
    model.addRows(sent('ping'), received('data'), received('error 7'), sent('ping too'));
  }, size);
}

test('hides heartbeats, and says that a saved filter is on', async () => {
  await mountSome();
  await button.click();
  await list.getByRole('checkbox', { name: 'Heartbeats' }).click();
  await expect.poll(seenRows).toEqual([1, 2, 3]);
  await expect.element(button).toMatchTextContent('1');
  await expect.element(button).toHaveAttribute('aria-description', '1 on');
  await userEvent.keyboard('{Escape}');
  await expect.element(list).not.toBeInTheDocument();
  await expect.element(button).toHaveFocus();
  await expect.poll(seenRows).toEqual([1, 2, 3]);
});

test('saves the filter of the box under a name', async () => {
  const model = await mountSome();
  await button.click();
  const save = list.getByRole('button', { name: 'Save filter' });
  await expect.element(save).toBeDisabled();
  await userEvent.keyboard('{Escape}');
  await filter.fill('error');
  await button.click();
  await list.getByRole('textbox', { name: 'Name' }).fill('Failures');
  await userEvent.keyboard('{Enter}');
  expect(model.filterText.value).toBe('');
  await expect.poll(seenRows).toEqual([2]);
  await list.getByRole('checkbox', { name: 'Failures' }).click();
  await expect.poll(seenRows).toEqual([0, 1, 2, 3]);
});

test('marks rows by colour, name and tooltip', async () => {
  await mountSome();
  await filter.fill('error');
  await button.click();
  await list.getByRole('textbox', { name: 'Name' }).fill('Failures');
  await userEvent.keyboard('{Enter}');
  await list.getByRole('combobox', { name: 'What “Failures” does' }).selectOptions('Mark orange');
  await expect.poll(seenRows).toEqual([0, 1, 2, 3]);
  const row = element('[data-row="2"]');
  expect(row.querySelector('.row-mark')!.textContent).toBe('Failures');
  expect(row.title).toBe('Marked by the saved filter “Failures”');
  const { backgroundColor } = getComputedStyle(row);
  expect(backgroundColor).not.toBe(getComputedStyle(element('[data-row="1"]')).backgroundColor);
  expect(document.querySelectorAll('.row-mark')).toHaveLength(1);
});

test('renames, moves, deletes, and takes a deletion back', async () => {
  const model = await mountSome();
  await filter.fill('error');
  await button.click();
  await list.getByRole('button', { name: 'Save filter' }).click();
  expect(names()).toEqual(['Heartbeats', 'error']);
  await list.getByRole('button', { name: 'Rename “error”' }).click();
  await userEvent.keyboard('Bad ones{Enter}');
  await expect.poll(names).toEqual(['Heartbeats', 'Bad ones']);
  await list.getByRole('button', { name: 'Rename “Bad ones”' }).click();
  await userEvent.keyboard('Not this{Escape}');
  await expect.poll(names).toEqual(['Heartbeats', 'Bad ones']);
  await list.getByRole('button', { name: 'Move “Bad ones” up' }).click();
  await expect.poll(names).toEqual(['Bad ones', 'Heartbeats']);
  await list.getByRole('button', { name: 'Delete “Bad ones”' }).click();
  await expect.poll(names).toEqual(['Heartbeats']);
  await expect.element(list.getByText('Deleted “Bad ones”')).toBeVisible();
  await list.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(names).toEqual(['Bad ones', 'Heartbeats']);
  await list.getByRole('button', { name: 'error' }).click();
  expect(model.filterText.value).toBe('error');
});

test('what hides all rows is taken off by “Show all”', async () => {
  const model = await mountSome();
  model.preferences.savedFilters.value = [
    { id: 'a', name: 'None', text: 'no such thing', effect: 'show', on: true },
    { id: 'b', name: 'Mark', text: 'ping', effect: 'mark-1', on: true },
  ];
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect.poll(seenRows).toEqual([0, 1, 2, 3]);
  expect(model.preferences.savedFilters.value.map(({ on }) => on)).toEqual([false, true]);
});

test.each([300, 320, 640, 700, 1280])('fits a panel of %d pixels', async (width) => {
  await mountSome({ width, height: 500 });
  await button.click();
  const { left, right, bottom } = element('.saved-filter-list').getBoundingClientRect();
  expect(left).toBeGreaterThanOrEqual(0);
  expect(right).toBeLessThanOrEqual(width);
  expect(bottom).toBeLessThanOrEqual(500);
  expect(document.documentElement.scrollWidth).toBe(width);
});
