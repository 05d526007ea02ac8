import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { received, sent } from './fake-panel-model.ts';
import { mountPanel } from './mount-panel.tsx';

const button = (name: string) => page.getByRole('button', { name, exact: true });
const menuItem = (name: string) => page.getByRole('menuitem', { name, exact: true });
const draft = page.getByRole('textbox', { name: 'Message to send' });
const choose = async (option: string) =>
  page.getByRole('radio', { name: option, exact: true }).click();
const composer = page.getByRole('region', { name: 'Composer' });

test('says where JSON is wrong as it is typed, and sends nothing of it', async () => {
  const model = await mountPanel((model) => model.addConnection());
  await choose('JSON');
  await draft.fill('{"a": nope}');
  await expect
    .element(page.getByText('✕ JSON wants a value here, and text in quotes: line 1, column 7'))
    .toBeVisible();
  await expect.element(draft).toHaveAttribute('aria-invalid', 'true');
  await expect.poll(() => document.querySelector('.editor-problem')?.textContent).toBe('n');
  await draft.click();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await draft.fill('{"a": 1}');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await button('More').click();
  await menuItem('Tidy JSON').click();
  await button('Send to server').click();
  expect(model.calls.map((call) => call.arguments[1])).toEqual(['{"a": 1}', '{\n  "a": 1\n}']);
});

test('keeps each key while the editor is being loaded', async () => {
  await mountPanel((model) => model.addConnection());
  // Before anything could be loaded.
  const box = document.querySelector<HTMLElement>('[aria-label="Message to send"]')!;
  box.focus();
  await userEvent.keyboard('abcdefghijklmnopqrstuvwxyz');
  await expect.element(draft).toHaveTextContent('abcdefghijklmnopqrstuvwxyz');
  await expect.element(draft).toHaveAttribute('contenteditable', 'true');
  await expect.element(draft).toHaveFocus();
});

test('a carriage return of a message stays in it', async () => {
  const model = await mountPanel((model) => {
    model.addConnection();
    model.addRows(sent('a\r\nb\rc'));
    model.selectedRow.value = 0;
  });
  await button('Edit and resend').click();
  await expect.element(draft).toHaveAttribute('contenteditable', 'true');
  await draft.click();
  await userEvent.keyboard('{Control>}{End}{/Control}!');
  await button('Send to server').click();
  expect(model.calls).toEqual([{ name: 'send', arguments: [1, 'a\r\nb\rc!'] }]);
});

test('replaces variables, shows what comes of them, and leaves them where that is turned off', async () => {
  const model = await mountPanel((model) => {
    model.addConnection();
    model.addRows(received('{"token":"t\\"1"}'));
  });
  await choose('JSON');
  await draft.fill('{"n":{{counter 7}},"t":"{{last.receive $.token}}"}');
  await expect.element(page.getByText('{"n":7,"t":"t\\"1"}')).toBeVisible();
  await button('Send to server').click();
  await expect.element(page.getByText('{"n":8,"t":"t\\"1"}')).toBeVisible();
  await button('Variables').click();
  await page.getByRole('checkbox', { name: 'Replace variables' }).click();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByText(/JSON wants a name in quotes here/)).toBeVisible();
  await choose('Text');
  await button('Send to server').click();
  expect(model.calls.map((call) => call.arguments[1])).toEqual([
    '{"n":7,"t":"t\\"1"}',
    '{"n":{{counter 7}},"t":"{{last.receive $.token}}"}',
  ]);
});

test('takes a message with braces to edit as it is', async () => {
  const model = await mountPanel((model) => {
    model.addConnection();
    model.addRows(sent('Hello {{uuid}}'));
    model.selectedRow.value = 0;
  });
  await button('Edit and resend').click();
  await button('Send to server').click();
  expect(model.calls).toEqual([{ name: 'send', arguments: [1, 'Hello {{uuid}}'] }]);
});

test('says what the page gets of bytes', async () => {
  const model = await mountPanel((model) => model.addConnection());
  await choose('Hex');
  await draft.fill('01 02');
  await expect.element(page.getByText('2 B. Delivered, the page gets a Blob')).toBeVisible();
  model.connections.value = [{ ...model.connections.value[0]!, binaryType: 'arraybuffer' }];
  await expect
    .element(page.getByText('2 B. Delivered, the page gets an ArrayBuffer'))
    .toBeVisible();
});

test('sends many times, and ends with the first that fails', async () => {
  const model = await mountPanel((model) => model.addConnection());
  await draft.fill('x{{counter}}');
  await button('× 1: how often it is sent').click();
  await page.getByRole('spinbutton', { name: 'Times' }).fill('3');
  await userEvent.keyboard('{Escape}');
  await button('Send to server').click();
  await expect.element(page.getByText('Done: 3 of 3')).toBeVisible();
  expect(model.calls.map((call) => call.arguments[1])).toEqual(['x1', 'x2', 'x3']);
  model.failure = new Error('It is not open.');
  await button('Send to server').click();
  await expect.element(page.getByText('✕ Stopped after 0 of 3: It is not open.')).toBeVisible();
});

test('keeps snippets by name, and what was sent', async () => {
  const model = await mountPanel((model) => model.addConnection());
  await draft.fill('first');
  await button('Send to server').click();
  await button('Snippets').click();
  await button('Save').click();
  await expect.element(page.getByText('✕ A name has 1 to 80 characters')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name for this message' }).fill('hello');
  await button('Save').click();
  expect(model.preferences.snippets.value).toEqual([
    { name: 'hello', format: 'text', text: 'first', variables: true },
  ]);
  await userEvent.keyboard('{Escape}');
  await draft.fill('second');
  await button('Snippets').click();
  await page.getByRole('button', { name: 'hello Text first' }).click();
  await expect.element(draft).toHaveTextContent('first');
  await button('Snippets').click();
  await button('Delete hello').click();
  expect(model.preferences.snippets.value).toEqual([]);
  await button('Forget all of these').click();
  expect(model.preferences.composerHistory.value).toEqual([]);
});

test('replays what the list shows, and sets what came back beside the first time', async () => {
  const model = await mountPanel((model) => {
    model.addConnection();
    model.addRows(
      sent('{"type":"a"}'),
      received('{"type":"a","id":1,"ok":true}'),
      received('{"type":"bye"}'),
    );
  });
  await button('More').click();
  await menuItem('Replay messages…').click();
  const form = page.getByRole('form', { name: 'Replay messages' });
  await form.getByRole('checkbox', { name: 'Sent ones, to the server' }).click();
  await expect.element(page.getByText('✕ Choose sent or received messages')).toBeVisible();
  await form.getByRole('checkbox', { name: 'Sent ones, to the server' }).click();
  await form.getByRole('combobox', { name: 'Timing' }).selectOptions('As fast as it goes');
  await button('Start replay').click();
  await expect.element(page.getByText('Done: 1 of 1')).toBeVisible();
  expect(model.calls).toEqual([{ name: 'send', arguments: [1, '{"type":"a"}'] }]);
  model.addRows(received('{"type":"a","id":2,"ok":true}'), received('{"type":"more"}'));
  await button('Show result').click();
  const counts = page.getByRole('dialog', { name: 'Replay result' }).getByRole('status');
  await expect.element(counts).toHaveTextContent('= 0 same≠ 1 differs− 1 missing+ 1 new');
  await expect.element(page.getByRole('row', { name: '$.id id or time 1 2' })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Ignore ids and times' }).click();
  await expect.element(counts).toHaveTextContent('= 1 same≠ 0 differs− 1 missing+ 1 new');
  await button('Close').click();
  await expect.element(page.getByRole('dialog', { name: 'Replay result' })).not.toBeInTheDocument();
});

test('replays onto open connections only, and says so', async () => {
  const model = await mountPanel((model) => {
    model.addConnection({ state: 3 });
    model.addConnection();
    model.addRows(sent('a'), sent('b', { payload: { state: 'gone', why: 'memory' } }));
  });
  model.selectedConnection.value = 1;
  await button('More').click();
  await menuItem('Replay messages…').click();
  await button('Start replay').click();
  await expect.element(composer.getByText(/✕ Connection 1: \/live is not open/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Onto' }).selectOptions('2: /live');
  await button('Start replay').click();
  await expect.element(page.getByText('Done: 1 of 1')).toBeVisible();
  await expect.element(page.getByText(/✓ Without 1 message/)).toBeVisible();
  expect(model.calls).toEqual([{ name: 'send', arguments: [2, 'a'] }]);
});

test('lets the page see an end with any code of a close event', async () => {
  const model = await mountPanel((model) => model.addConnection());
  await button('More').click();
  await menuItem('Simulate an end…').click();
  const code = page.getByRole('textbox', { name: 'Code' });
  await code.fill('999');
  await expect
    .element(page.getByText('✕ A close event has a code from 1000 to 4999'))
    .toBeVisible();
  await code.fill('1006');
  await button('End it for the page').click();
  expect(model.calls).toEqual([
    { name: 'simulateEnd', arguments: [1, { code: 1006, reason: '', failed: true }] },
  ]);
});

test('opens a connection in a document of the page', async () => {
  const model = await mountPanel((model) => {
    model.documents.value = [
      { documentId: 'd1', frameId: 0, url: 'https://a.example/', timeOrigin: 0 },
      { documentId: 'd2', frameId: 1, url: 'https://b.example/', timeOrigin: 0 },
    ];
  });
  await button('More').click();
  await menuItem('Open a connection…').click();
  const url = page.getByRole('textbox', { name: 'URL' });
  await url.fill('ftp://x');
  await expect.element(button('Open')).toBeDisabled();
  await url.fill('wss://b.example/live');
  await page.getByRole('textbox', { name: 'Protocols' }).fill('a, b');
  await page.getByRole('combobox', { name: 'In' }).selectOptions('https://b.example/');
  await button('Open').click();
  expect(model.calls.filter(({ name }) => name === 'openConnection')).toEqual([
    { name: 'openConnection', arguments: ['d2', 'wss://b.example/live', ['a', 'b']] },
  ]);
});
