import { expect, onTestFinished, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { received, sent } from './fake-panel-model.ts';
import { mountPanel, seenRows } from './mount-panel.tsx';

const status = page.getByRole('status', { name: 'Status' });
const filter = page.getByRole('combobox', { name: 'Filter messages' });

test('says how many messages are shown of how many', async () => {
  await mountPanel((model) => {
    model.addConnection();
    model.made = 12_430;
  });
  await expect.element(status).toMatchTextContent('12,430 of 12,430 messages');
});

test('filters by text and by direction', async () => {
  const model = await mountPanel((model) => {
    model.addConnection();
    model.addRows(sent('ping'), received('pong'), sent('other'));
  });
  await filter.fill('p');
  await expect.element(status).toMatchTextContent('2 of 3 messages');
  const direction = page.getByRole('group', { name: 'Direction' });
  const receivedChip = direction.getByRole('button', { name: 'Received' });
  await receivedChip.click();
  await expect.poll(seenRows).toEqual([1]);
  await expect.element(filter).toHaveValue('p dir:receive');
  await expect.element(receivedChip).toHaveAttribute('aria-pressed', 'true');
  await direction.getByRole('button', { name: 'Sent' }).click();
  await expect.element(filter).toHaveValue('p dir:send');
  await expect.element(receivedChip).toHaveAttribute('aria-pressed', 'false');
  const kind = page.getByRole('group', { name: 'Kind' });
  await kind.getByRole('button', { name: 'Errors' }).click();
  await kind.getByRole('button', { name: 'Text' }).click();
  expect(model.filterText.value).toBe('p dir:send kind:error|text');
  await direction.getByRole('button', { name: 'Sent' }).click();
  await filter.fill('p kind:text');
  await expect
    .element(kind.getByRole('button', { name: 'Text' }))
    .toHaveAttribute('aria-pressed', 'true');
  await kind.getByRole('button', { name: 'Text' }).click();
  expect(model.filterText.value).toBe('p');
});

test('says what is wrong with a filter', async () => {
  await mountPanel();
  await filter.fill('size>big');
  await expect.element(page.getByRole('alert')).toMatchTextContent('A size is wanted');
  await expect.element(filter).toHaveAttribute('aria-invalid', 'true');
});

test('the filter is reached with / and Ctrl+F and cleared with Escape', async () => {
  const model = await mountPanel((model) => {
    model.addConnection();
    model.addMessages('a');
  });
  await page.getByRole('grid').click();
  await userEvent.keyboard('/');
  await expect.element(filter).toHaveFocus();
  await userEvent.keyboard('a/b');
  expect(model.filterText.value).toBe('a/b');
  await userEvent.keyboard('{Escape}');
  expect(model.filterText.value).toBe('');
  await page.getByRole('textbox', { name: 'Message to send' }).click();
  await userEvent.keyboard('{Control>}f{/Control}');
  await expect.element(filter).toHaveFocus();
});

test('pauses, with the number of what came meanwhile, and goes on', async () => {
  const model = await mountPanel();
  const record = page.getByRole('button', { name: 'Record', exact: true });
  await expect.element(record).toHaveAttribute('aria-pressed', 'true');
  await record.click();
  expect(model.recording.value).toBe(false);
  model.missedWhilePaused.value = 1234;
  await expect.element(page.getByText('paused · 1,234 missed')).toBeVisible();
  await record.click();
  expect(model.recording.value).toBe(true);
  await expect.element(page.getByText('paused · 1,234 missed')).not.toBeInTheDocument();
});

test('clears the log and says so', async () => {
  await mountPanel((model) => {
    model.addConnection();
    model.made = 1234;
  });
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect.element(page.getByText('✓ Cleared 1,234 messages')).toBeVisible();
  await expect.element(status).toMatchTextContent('0 of 0 messages');
});

test('keeps the log where asked to', async () => {
  const model = await mountPanel();
  await page.getByRole('checkbox', { name: 'Keep log' }).click();
  expect(model.preferences.keepLog.value).toBe(true);
});

test('says what the log weighs, and lets one choose what it may weigh', async () => {
  const model = await mountPanel((each) => {
    each.memory.value = 12_400_000;
  });
  const choice = page.getByRole('combobox', { name: 'Memory of the log' });
  await expect.element(choice).toHaveValue('1000000000');
  await expect.element(page.getByText('Log 12 MB of')).toBeVisible();
  await choice.selectOptions('256 MB');
  expect(model.preferences.memoryBound.value).toBe(256_000_000);
});

test('is busy until the extension knows of the panel', async () => {
  const model = await mountPanel((each) => {
    each.connected.value = false;
  });
  const grid = page.getByRole('grid', { name: 'Messages' });
  await expect.element(grid).toHaveAttribute('aria-busy', 'true');
  model.connected.value = true;
  await expect.element(grid).toHaveAttribute('aria-busy', 'false');
});

test('exports what is shown as a file', async () => {
  const saved: { name: string; url: string }[] = [];
  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof HTMLAnchorElement)) return;
    saved.push({ name: event.target.download, url: event.target.href });
    event.preventDefault();
  };
  document.addEventListener('click', onClick);
  onTestFinished(() => document.removeEventListener('click', onClick));
  await mountPanel();
  await page.getByRole('button', { name: 'Export' }).click();
  expect(saved.length).toBe(1);
  expect(saved[0]?.name).toMatch(/^sockscope-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.har$/);
  expect(await (await fetch(saved[0]!.url)).text()).toBe('{"log":{}}');
});

test('Ctrl+L clears and Ctrl+Z brings back, but not while one types', async () => {
  const model = await mountPanel((model) => model.addMessages('a', 'b'));

  await page.getByRole('grid', { name: 'Messages' }).click();
  await userEvent.keyboard('{Control>}l{/Control}');
  await expect.element(status.getByText('0', { exact: true }).nth(1)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Undo clear' })).toBeVisible();
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.element(status.getByText('2', { exact: true }).nth(1)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Undo clear' })).not.toBeInTheDocument();
  await page.getByRole('combobox', { name: 'Filter messages' }).click();
  await userEvent.keyboard('{Control>}l{/Control}');
  await expect.element(status.getByText('2', { exact: true }).nth(1)).toBeVisible();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByRole('button', { name: 'Undo clear' }).click();
  await expect.element(status.getByText('2', { exact: true }).nth(1)).toBeVisible();
  expect(model.canUndoClear.value).toBe(false);
});
