import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { EventKind } from '../../lib/protocol/events.ts';
import { ReadyState } from '../../lib/websocket/ready-state.ts';
import { received, sent } from './fake-panel-model.ts';
import { mountPanel } from './mount-panel.tsx';

const button = (name: string) => page.getByRole('button', { name, exact: true });
const draft = page.getByRole('textbox', { name: 'Message to send' });

test('sends text to the server and delivers it to the page', async () => {
  const model = await mountPanel((model) => model.addConnection());
  await draft.fill('hello');
  await button('Send to server').click();
  await expect.element(page.getByText('✓ Sent 5 B to the server')).toBeVisible();
  await button('Deliver to page').click();
  await expect.element(page.getByText('✓ Delivered 5 B to the page')).toBeVisible();
  await draft.click();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(model.calls).toEqual([
    { name: 'send', arguments: [1, 'hello'] },
    { name: 'deliver', arguments: [1, 'hello'] },
    { name: 'send', arguments: [1, 'hello'] },
  ]);
});

test('sends bytes given as hex or Base64, and says what is wrong with them', async () => {
  const model = await mountPanel((model) => model.addConnection());
  await page.getByRole('radio', { name: 'Hex' }).click();
  await draft.fill('08 9');
  await expect.element(page.getByText('✕ Hex wants pairs of digits: position 4')).toBeVisible();
  await expect.element(button('Send to server')).toBeDisabled();
  await draft.fill('08 96');
  await button('Send to server').click();
  await page.getByRole('radio', { name: 'Base64' }).click();
  await draft.fill('CJYB');
  await button('Deliver to page').click();
  expect(model.calls).toEqual([
    { name: 'send', arguments: [1, Uint8Array.of(8, 0x96)] },
    { name: 'deliver', arguments: [1, Uint8Array.of(8, 0x96, 1)] },
  ]);
});

test('says why a command failed', async () => {
  const model = await mountPanel((model) => model.addConnection());
  model.failure = new Error('The page is gone.');
  await button('Send to server').click();
  await expect.element(page.getByText('✕ The page is gone.')).toBeVisible();
});

test('takes the selected connection, else that of the selected message, else the only open one', async () => {
  const model = await mountPanel();
  await expect.element(page.getByText('No connection is open')).toBeVisible();
  await expect.element(button('Send to server')).toBeDisabled();
  model.addConnection({ state: ReadyState.Closed });
  model.addConnection();
  await button('Send to server').click();
  model.addConnection();
  await expect.element(page.getByText('Several connections are open: select one')).toBeVisible();
  await button('More').click();
  await expect
    .element(page.getByRole('menuitem', { name: 'Close connection' }))
    .toHaveAttribute('aria-disabled', 'true');
  await userEvent.keyboard('{Escape}');
  model.addRows(received('x', { connection: 3 }));
  model.selectedRow.value = 0;
  await button('Send to server').click();
  model.selectedConnection.value = 2;
  await button('Send to server').click();
  expect(model.calls.map((call) => call.arguments[0])).toEqual([2, 3, 2]);
  model.selectedConnection.value = 1;
  await expect
    .element(button('Send to server'))
    .toHaveAttribute('title', 'The connection is closed');
});

test('closes with a code and a reason that a page may use', async () => {
  const model = await mountPanel((model) => model.addConnection());
  await button('More').click();
  await page.getByRole('menuitem', { name: 'Close connection' }).click();
  const code = page.getByRole('textbox', { name: 'Code' });
  await expect.element(code).toHaveFocus();
  await code.fill('1001');
  await expect
    .element(page.getByText('✕ A page may close with 1000 or with 3000 to 4999'))
    .toBeVisible();
  await expect.element(button('Close with this code')).toBeDisabled();
  await code.fill('4001');
  await page.getByRole('textbox', { name: 'Reason' }).fill('é'.repeat(62));
  await expect
    .element(page.getByText('✕ The reason has 124 bytes as UTF-8; at most 123 fit'))
    .toBeVisible();
  await page.getByRole('textbox', { name: 'Reason' }).fill('done');
  await button('Close with this code').click();
  expect(model.calls).toEqual([{ name: 'close', arguments: [1, 4001, 'done'] }]);
  await expect.element(code).not.toBeInTheDocument();
});

test('replays the selected message, and no other row', async () => {
  const model = await mountPanel((model) => {
    model.addConnection();
    model.addRows(sent('a'), { kind: EventKind.Error });
  });
  await expect.element(button('Replay')).toBeDisabled();
  await expect.element(button('Replay')).toHaveAttribute('title', 'Select a message first');
  model.selectedRow.value = 1;
  await expect
    .element(button('Replay'))
    .toHaveAttribute('title', 'The selected row is not a message');
  model.selectedRow.value = 0;
  await button('Replay').click();
  expect(model.calls).toEqual([{ name: 'replay', arguments: [0] }]);
});

test('takes the selected message to edit it', async () => {
  await mountPanel((model) => {
    model.addConnection();
    model.addRows(received(Uint8Array.of(1, 2)), sent('text'));
    model.selectedRow.value = 0;
  });
  await button('Edit and resend').click();
  await expect.element(draft).toHaveTextContent('01 02');
  await expect
    .element(page.getByRole('radio', { name: 'Hex' }))
    .toHaveAttribute('aria-checked', 'true');
  await page.getByRole('row').nth(2).click();
  await button('Edit and resend').click();
  await expect.element(draft).toHaveTextContent('text');
  await expect.element(draft).toHaveFocus();
});

test('folds away', async () => {
  await mountPanel((model) => model.addConnection());
  await button('Composer').click();
  await expect.element(draft).not.toBeInTheDocument();
  await expect.element(button('Composer')).toHaveAttribute('aria-expanded', 'false');
});
