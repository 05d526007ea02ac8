import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { received, sent } from './fake-panel-model.ts';
import { element, mountPanel, seenRows } from './mount-panel.tsx';

const filter = page.getByRole('combobox', { name: 'Filter messages' });
const suggestions = page.getByRole('listbox', { name: 'Suggestions' });

async function mountSome() {
  return mountPanel((model) => {
    model.addConnection({ url: 'wss://example.com/live' });
    model.addRows(
      sent('{"type":"subscribe"}'),
      received('{"type":"price","v":7}'),
      received('{"type":"price","v":8}'),
      received('plain'),
    );
  });
}

test('completes keys and values, those of the log too, by keyboard', async () => {
  const model = await mountSome();
  await filter.click();
  await userEvent.keyboard('ev');
  await expect.element(suggestions).toBeVisible();
  await expect.element(filter).toHaveAttribute('aria-expanded', 'true');
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await expect.element(filter).toHaveValue('event:');
  await expect.element(suggestions.getByRole('option').first()).toMatchTextContent('price');
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  const active = suggestions.getByRole('option', { name: /subscribe/ });
  await expect.element(active).toHaveAttribute('aria-selected', 'true');
  expect(document.activeElement!.getAttribute('aria-activedescendant')).toBe(
    (active.element() as HTMLElement).id,
  );
  await userEvent.keyboard('{Enter}');
  await expect.element(filter).toHaveValue('event:subscribe');
  await expect.element(suggestions).not.toBeInTheDocument();
  expect(seenRows()).toEqual([0]);
  await userEvent.keyboard(' -k');
  await suggestions.getByRole('option', { name: /kind/ }).click();
  await expect.element(filter).toHaveValue('event:subscribe -kind:');
  await expect.element(filter).toHaveFocus();
  await suggestions.getByRole('option', { name: /^binary\b/ }).click();
  expect(model.filterText.value).toBe('event:subscribe -kind:binary');
});

test('Escape closes what is offered, then clears', async () => {
  const model = await mountSome();
  await filter.fill('dir:');
  await expect.element(suggestions).toBeVisible();
  // While one chooses, what is missing is no error.
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
  await expect.element(suggestions).not.toBeInTheDocument();
  expect(model.filterText.value).toBe('dir:');
  await expect.element(page.getByRole('alert')).toMatchTextContent('A value is missing after dir');
  await userEvent.keyboard('{Escape}');
  expect(model.filterText.value).toBe('');
});

test('underlines the word at fault, while the last good filter stays on', async () => {
  await mountSome();
  await filter.fill('price');
  expect(seenRows()).toEqual([1, 2]);
  await filter.fill('price /b(/ 7');
  await expect.element(page.getByRole('alert')).toMatchTextContent('✕');
  const mark = element('.filter-marks mark');
  expect(mark.textContent).toBe('/b(/');
  expect(seenRows()).toEqual([1, 2]);
  // It lies under the very word.
  const input = document.activeElement as HTMLInputElement;
  const { font } = getComputedStyle(input);
  const context = document.createElement('canvas').getContext('2d')!;
  context.font = font;
  const left = input.getBoundingClientRect().left + 9 + context.measureText('price ').width;
  expect(Math.abs(mark.getBoundingClientRect().left - left)).toBeLessThan(1.5);
  await filter.fill('price 7');
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  expect(document.querySelector('.filter-marks')).toBeNull();
  await expect.poll(seenRows).toEqual([1]);
});

test('keeps what was used, and offers it again', async () => {
  const model = await mountSome();
  await filter.fill('price 7');
  await userEvent.keyboard('{Enter}');
  await filter.fill('size>oops');
  await userEvent.keyboard('{Enter}');
  await filter.fill('plain');
  await userEvent.keyboard('{Escape}');
  expect(model.preferences.filterHistory.value).toEqual(['plain', 'price 7']);
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(suggestions.getByRole('option').nth(1)).toMatchTextContent('price 7');
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Tab}');
  await expect.element(filter).toHaveValue('price 7');
  await expect.element(filter).toHaveFocus();
});

test('explains itself by examples, which are taken over', async () => {
  const model = await mountSome();
  await filter.fill('plain');
  const help = page.getByRole('button', { name: 'What a filter can say' });
  await help.click();
  await expect.element(help).toHaveAttribute('aria-expanded', 'true');
  await page.getByRole('button', { name: /^size>10kB/ }).click();
  expect(model.filterText.value).toBe('plain size>10kB');
  await expect.element(filter).toHaveFocus();
  await help.click();
  await userEvent.keyboard('{Tab}{Escape}');
  await expect.element(help).toHaveAttribute('aria-expanded', 'false');
  await expect.element(filter).toHaveFocus();
});

test('says how far a search has got', async () => {
  const model = await mountSome();
  const status = page.getByRole('status', { name: 'Status' });
  model.searched.value = { done: 430_000, total: 1_000_000 };
  await expect.element(status).toMatchTextContent('searched 430,000 of 1,000,000');
  model.searched.value = null;
  await expect.element(status).not.toMatchTextContent('searched');
});

test.each([300, 320, 480, 760, 1280])('fits a panel of %d pixels', async (width) => {
  await mountPanel((model) => model.addConnection(), { width, height: 500 });
  await filter.fill('kind:');
  const box = element('.filter').getBoundingClientRect();
  const popup = element('.filter-popup').getBoundingClientRect();
  expect(box.width).toBeGreaterThan(width < 640 ? width - 60 : 200);
  expect(popup.left).toBeGreaterThanOrEqual(0);
  expect(popup.right).toBeLessThanOrEqual(width);
  await userEvent.keyboard('{Escape}');
  await page.getByRole('button', { name: 'What a filter can say' }).click();
  const help = element('.filter-help').getBoundingClientRect();
  expect(help.right).toBeLessThanOrEqual(width);
  expect(help.bottom).toBeLessThanOrEqual(500);
  expect(document.documentElement.scrollWidth).toBe(width);
});
