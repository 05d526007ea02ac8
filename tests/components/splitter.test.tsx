import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { element, mountPanel } from './mount-panel.tsx';

const width = () => element('.connections').getBoundingClientRect().width;

test('panes are sized with the keyboard and by dragging, and the size is remembered', async () => {
  const { preferences } = await mountPanel();
  const bar = page.getByRole('separator', { name: 'Width of the connections' });
  const before = width();
  (bar.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(width).toBe(before + 16);
  await expect.element(bar).toHaveAttribute('aria-valuenow', String(before + 16));

  await userEvent.dragAndDrop(bar, page.getByRole('columnheader', { name: 'Time', exact: true }));
  await expect.poll(width).toBeGreaterThan(before + 30);
  await expect.poll(() => preferences.connectionsWidth.value).toBe(width());
  await userEvent.keyboard('{Home}');
  await expect.poll(width).toBe(140);
  await userEvent.dblClick(bar);
  await expect.poll(width).toBe(before);
  expect(preferences.connectionsWidth.value).toBe(null);
});
