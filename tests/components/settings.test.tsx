import { expect, onTestFinished, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { element, mountPanel, nextFrame } from './mount-panel.tsx';
import { received, sent } from './fake-panel-model.ts';

const dialog = () => document.querySelector('dialog[open]');
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

function upload(content: string): void {
  const input = element('input[type=file]') as HTMLInputElement;
  const files = new DataTransfer();
  files.items.add(new File([content], 'settings.json'));
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

test('the settings change what the panel remembers, and a reset takes it back', async () => {
  const { preferences } = await mountPanel();
  await press('Settings');
  await page.getByRole('combobox', { name: 'Rows' }).selectOptions('Relaxed');
  await page.getByRole('combobox', { name: 'Times' }).selectOptions('Since start');
  await page.getByRole('combobox', { name: 'Details' }).selectOptions('Below the list');
  await page.getByRole('combobox', { name: 'May weigh' }).selectOptions('256 MB');
  await page.getByRole('combobox', { name: 'A page keeps' }).selectOptions('Nothing');
  await page.getByRole('checkbox', { name: 'Connection' }).click();
  expect(preferences.rows.value).toBe('relaxed');
  expect(preferences.timeStyle.value).toBe('start');
  expect(preferences.layout.value).toBe('below');
  expect(preferences.memoryBound.value).toBe(256e6);
  expect(preferences.history.value).toBe('off');
  expect(preferences.columns.value.find(({ id }) => id === 'connection')?.shown).toBe(false);
  await press('Reset all');
  expect(preferences.layout.value).toBe('auto');
  expect(preferences.columns.value.every(({ shown }) => shown)).toBe(true);
  await userEvent.keyboard('{Escape}');
  expect(dialog()).toBe(null);
});

test('a column for a JSON path is added, refused with a reason, and removed', async () => {
  const { preferences } = await mountPanel();
  await press('Settings');
  await page.getByLabelText('Column for a JSON path').fill('user.id');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(/A path starts with \$/)).toBeVisible();
  await page.getByLabelText('Column for a JSON path').fill('$.user.id');
  await userEvent.keyboard('{Enter}');
  await expect
    .element(page.getByRole('checkbox', { name: '$.user.id', exact: true }))
    .toBeChecked();
  await press('Remove $.user.id');
  expect(preferences.columns.value.some(({ id }) => id === '$.user.id')).toBe(false);
});

test('settings go to a file and come back from it, each checked', async () => {
  const saved: Blob[] = [];
  const create = vi.spyOn(URL, 'createObjectURL').mockImplementation((object) => {
    saved.push(object as Blob);
    return 'blob:none';
  });
  onTestFinished(() => create.mockRestore());
  const { preferences } = await mountPanel();
  preferences.rows.value = 'relaxed';
  await press('Settings');
  await press('Export settings');
  const text = await saved[0]!.text();
  await press('Reset all');
  expect(preferences.rows.value).toBe('dense');

  upload(text);
  await expect.element(page.getByText(/Took over \d+ settings$/)).toBeVisible();
  expect(preferences.rows.value).toBe('relaxed');
  upload(text.replace('"relaxed"', '"huge"').replace('"keepLog"', '"keep\\u202eLog"'));
  await expect.element(page.getByText(/not understood: .*keep‹U\+202E›Log/)).toBeVisible();
  upload('{"a":1}');
  await expect.element(page.getByText(/This file holds no settings/)).toBeVisible();
});

test('the question mark lists the keys, but not while one types', async () => {
  await mountPanel();
  await page.getByRole('combobox', { name: 'Filter messages' }).click();
  await userEvent.keyboard('?');
  expect(dialog()).toBe(null);
  element('[role=grid]').focus();
  await userEvent.keyboard('?');
  await expect.element(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await userEvent.keyboard('/');
  expect(dialog()?.contains(document.activeElement)).toBe(true);
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  expect(dialog()).toBe(null);
});

test('the diagnostics tell counts and bounds, and nothing of the page', async () => {
  const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  onTestFinished(() => copied.mockRestore());
  await mountPanel((model) => {
    model.addConnection({ url: 'wss://secret.example/path', protocol: 'secret' });
    model.addRows(received('secret data'));
    model.filterText.value = 'secret';
  });
  await press('Settings');
  await press('Copy diagnostics');
  await expect.element(page.getByText(/Copied the diagnostics/)).toBeVisible();
  const text = copied.mock.calls[0]![0];
  expect(text).toMatch(/^Sockscope: 1\.2\.3$/m);
  expect(text).toMatch(/^messages: 1$/m);
  expect(text).toMatch(/^log may weigh: 1000000000$/m);
  expect(text).not.toMatch(/secret|example/);
});

test('a view that fails says so in its place, and the rest goes on', async () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => quiet.mockRestore());
  const model = await mountPanel((each) => {
    each.addConnection();
    each.addRows(sent('one'), sent('two'));
  });
  const { bufferedBefore } = model.log;
  model.log.bufferedBefore = (row) => {
    if (row === 0) throw new TypeError('broken \u202e message');
    return bufferedBefore(row);
  };
  model.selectedRow.value = 0;
  await expect.element(page.getByText(/This view failed/)).toBeVisible();
  await expect.element(page.getByText('TypeError: broken ‹U+202E› message')).toBeVisible();
  await expect.element(page.getByRole('grid', { name: 'Messages' })).toBeVisible();
  model.selectedRow.value = 1;
  await expect.element(page.getByText(/This view failed/)).not.toBeInTheDocument();
  model.selectedRow.value = 0;
  await expect.element(page.getByText(/This view failed/)).toBeVisible();
  Object.assign(model.log, { bufferedBefore });
  await press('Try again');
  await nextFrame();
  await expect.element(page.getByText(/This view failed/)).not.toBeInTheDocument();
  await expect.poll(() => element('#details-view').textContent).toContain('one');
});
