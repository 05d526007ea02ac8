import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { addColumn } from '../../lib/panel/columns.ts';
import { received, sent } from './fake-panel-model.ts';
import { element, mountPanel } from './mount-panel.tsx';

const heads = () =>
  [...document.querySelectorAll<HTMLElement>('[role=columnheader]')].map(
    (each) => each.dataset['column'],
  );
const head = (column: string) => element(`[data-column="${column}"]`);
const cells = (row: number) =>
  [...document.querySelectorAll(`[data-row="${row}"] [role=gridcell]`)].map(
    (each) => each.textContent,
  );
const item = (name: string) => page.getByRole('menuitemcheckbox', { name });

const times = () => [0, 1, 2].map((row) => cells(row)[1]);

const height = () => element('[data-row="0"]').offsetHeight;

const place = () => {
  const list = element('.messages').getBoundingClientRect();
  const details = element('.details').getBoundingClientRect();
  return details.top >= list.bottom ? 'below' : details.left >= list.right ? 'beside' : 'over';
};

async function mount() {
  return mountPanel((model) => {
    model.addConnection();
    model.addRows(sent('{"id":1}'), received('{"id":2}'), received('{"id":3}', { time: 0 }));
    model.added[2]!.time = model.added[1]!.time + 1500;
  });
}

test('columns of JSON paths show the values, and go when they are removed', async () => {
  const model = await mount();
  addColumn(model.preferences, '$.id');
  await expect.poll(heads).toContain('$.id');
  const at = heads().indexOf('$.id');
  expect([0, 1, 2].map((row) => cells(row)[at])).toEqual(['1', '2', '3']);
  head('$.id').dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, button: 2 }));
  await page.getByRole('menuitem', { name: 'Remove this column' }).click();
  await expect.poll(heads).not.toContain('$.id');
});

test('a column is hidden and shown again from the menu of any head', async () => {
  await mount();
  await userEvent.click(head('time'), { button: 'right' });
  await item('Size').click();
  await expect.poll(heads).not.toContain('size');
  await expect.element(item('Size')).toHaveAttribute('aria-checked', 'false');
  await item('Size').click();
  await expect.poll(heads).toContain('size');
  await userEvent.keyboard('{Escape}');
  expect(document.querySelector('[role=menu]')).toBe(null);
});

test('with the keyboard: from head to head, moved, sized, and the menu', async () => {
  const model = await mount();
  head('number').focus();
  await userEvent.keyboard('{ArrowRight}');
  expect(document.activeElement).toBe(head('time'));
  await userEvent.keyboard('{Alt>}{ArrowLeft}{/Alt}');
  await expect.poll(() => heads().slice(0, 2)).toEqual(['time', 'number']);
  expect(document.activeElement).toBe(head('time'));
  const before = head('time').offsetWidth;
  await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
  await expect.poll(() => head('time').offsetWidth).toBe(before + 8);
  await userEvent.keyboard('{Enter}{ArrowDown}');
  await expect.element(page.getByRole('menuitemradio', { name: 'Since start' })).toHaveFocus();
  await userEvent.keyboard('w');
  await expect.element(page.getByRole('menuitem', { name: 'Width of its own' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => head('time').offsetWidth).toBe(before);
  expect(document.activeElement).toBe(head('time'));
  expect(model.selectedRow.value).toBe(null);
});

test('with the mouse: dragged to another place, and sized at the edge', async () => {
  await mount();
  await userEvent.dragAndDrop(head('size'), head('time'), { targetPosition: { x: 5, y: 10 } });
  await expect.poll(() => heads().slice(0, 3)).toEqual(['number', 'size', 'time']);
  const edge = element('[data-column="label"] .column-edge');
  const before = head('label').offsetWidth;
  await userEvent.dragAndDrop(edge, head('data'), { targetPosition: { x: 40, y: 10 } });
  await expect.poll(() => head('label').offsetWidth).toBeGreaterThan(before + 20);
  await userEvent.dblClick(element('[data-column="label"] .column-edge'));
  await expect.poll(() => head('label').offsetWidth).toBe(before);
});

test('times are told by the clock or since a moment', async () => {
  const model = await mount();
  expect(times()).toEqual(['12:00:00.000', '12:00:00.010', '12:00:01.510']);
  model.preferences.timeStyle.value = 'start';
  await expect.poll(times).toEqual(['+0 ms', '+10 ms', '+1.51 s']);
  expect(head('time').textContent).toContain('Since start');
  model.preferences.timeStyle.value = 'previous';
  await expect.poll(times).toEqual(['', '+10 ms', '+1.50 s']);
  model.preferences.timeStyle.value = 'selected';
  await expect.poll(times).toEqual(['', '', '']);
  model.selectedRow.value = 1;
  await expect.poll(times).toEqual(['−10 ms', '+0 ms', '+1.50 s']);
});

test('rows are dense or relaxed', async () => {
  const model = await mount();
  expect(height()).toBe(22);
  model.preferences.rows.value = 'relaxed';
  await expect.poll(height).toBe(30);
});

test('the details stand beside the list or below it', async () => {
  const model = await mount();
  expect(place()).toBe('beside');
  model.preferences.layout.value = 'below';
  await expect.poll(place).toBe('below');
  await page.viewport(600, 640);
  model.preferences.layout.value = 'beside';
  await expect.poll(place).toBe('beside');
  model.preferences.layout.value = 'auto';
  await expect.poll(place).toBe('below');
});
