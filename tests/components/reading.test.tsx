import { expect, onTestFinished, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { received, sent } from './fake-panel-model.ts';
import { element, mountPanel } from './mount-panel.tsx';

const view = page.getByRole('tabpanel');
const tab = (name: string) => page.getByRole('tab', { name, exact: true });
const button = (name: string | RegExp) => view.getByRole('button', { name });

/** What is put on the clipboard from here on. */
function copied(): string[] {
  const texts: string[] = [];
  const { clipboard } = navigator;
  const writeText = async (text: string) => void texts.push(text);
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  onTestFinished(() => {
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
  });
  return texts;
}

function show(...data: (string | Uint8Array)[]) {
  return mountPanel((model) => {
    model.addConnection();
    model.addMessages(...data);
    model.selectedRow.value = data.length - 1;
  });
}

/** The lines of a comparison. */
const lines = () => [...document.querySelectorAll('.compare-row')].map((line) => line.textContent);

const base64url = (value: unknown) =>
  btoa(JSON.stringify(value)).replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_');

test('what is inside a value is unfolded, one in the other, and Escape goes back', async () => {
  const inner = JSON.stringify({ deep: 'x' });
  await show(JSON.stringify({ body: btoa(JSON.stringify({ text: inner })) }));
  await view.getByText('body').click();
  await button('Base64').click();
  await expect.element(button('$.body · Base64')).toBeVisible();
  await view.getByRole('treeitem', { name: /^text:/ }).click();
  await button('JSON').click();
  await expect.element(view.getByRole('treeitem', { name: 'deep: "x"' })).toBeVisible();
  expect(button('Column').query()).toBeNull();
  await userEvent.keyboard('{Escape}');
  await expect.element(view.getByRole('treeitem', { name: /^text:/ })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(view.getByRole('treeitem', { name: /^body:/ })).toBeVisible();
  await expect.element(view.getByRole('navigation')).not.toBeInTheDocument();
});

test('a token shows its claims and times, and that nobody verified it', async () => {
  const hour = Math.floor(Date.now() / 1000) - 3600;
  await show(`${base64url({ alg: 'HS256' })}.${base64url({ sub: 'ada', exp: hour })}.c2ln`);
  await button('JWT').click();
  await expect.element(view.getByText('sub: "ada"')).toBeVisible();
  await expect.element(view).toMatchTextContent(/Expires\s*20.* 1 h 00 m ago · expired/);
  await expect.element(view).toMatchTextContent(/Signature\s*there, and not verified/);
});

test('compressed bytes are inflated', async () => {
  const packed = new Blob(['{"a":1}']).stream().pipeThrough(new CompressionStream('gzip'));
  await show(new Uint8Array(await new Response(packed).arrayBuffer()));
  await button('gzip').click();
  await expect.element(view.getByText('a: 1')).toBeVisible();
});

test('a time is put into words, a value becomes a filter and a column', async () => {
  const model = await show('{"at":1764000000,"user":{"id":7,"name":"A \\"B\\""}}');
  await view.getByText('1764000000').click();
  await expect.element(view.getByText(/^2025-11-2\d \d\d:00:00.000 \(s\)$/)).toBeVisible();
  await view.getByText('7', { exact: true }).click();
  await button('Filter').click();
  expect(model.filterText.value).toBe('json:$.user.id = 7');
  await button('Column').click();
  expect(model.preferences.columns.value.map(({ id }) => id)).toContain('$.user.id');
});

test('bytes are chosen by mouse and keyboard, read as numbers and copied', async () => {
  const texts = copied();
  await show(Uint8Array.of(0xff, 0xfe, 0x96, 0x01, 0x41, 0x42, 0x43, 0x44, 0x45));
  const grid = view.getByRole('grid', { name: 'Hex dump' });
  const table = view.getByRole('table');
  await grid.getByRole('gridcell', { name: '96' }).click();
  expect(document.activeElement).toBe(element('.hex-grid'));
  await expect.element(table.getByRole('row', { name: 'uint16 406 38401' })).toBeVisible();
  await expect.element(table.getByRole('row', { name: 'varint 150 (2 bytes)' })).toBeVisible();
  await expect.element(table.getByRole('row', { name: 'zigzag 75' })).toBeVisible();
  await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
  await expect.element(view.getByText('3 bytes at 2 (0x2)')).toBeVisible();
  await userEvent.keyboard('{Control>}c{/Control}');
  await expect.element(page.getByText('✓ Copied 3 B as hex')).toBeVisible();
  await userEvent.keyboard('{Control>}a{/Control}');
  await button('Copy selection').click();
  expect(texts).toEqual(['96 01 41', 'ff fe 96 01 41 42 43 44 45']);
  await button('Values').click();
  await expect.element(table).not.toBeInTheDocument();
});

test('bytes are found as text and as hex', async () => {
  await show(new TextEncoder().encode('abcABC \u00ff'));
  await tab('Hex').click();
  element('.hex-grid').focus();
  await userEvent.keyboard('{Control>}f{/Control}bc');
  await expect.element(page.getByText('1 of 2')).toBeVisible();
  await page.getByRole('textbox', { name: 'Find in message' }).fill('62 63');
  await expect.element(page.getByText('1 of 1')).toBeVisible();
  expect(document.querySelectorAll('.hex-bytes .hex-current').length).toBe(2);
  await expect.element(view.getByText('2 bytes at 1 (0x1)')).toBeVisible();
});

test('an image is shown, one that claims to be huge only when asked for', async () => {
  const canvas = new OffscreenCanvas(20, 10);
  canvas.getContext('2d')!.fillRect(0, 0, 20, 10);
  const png = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  const model = await show(png);
  const image = view.getByRole('img', { name: 'The image in the message' });
  await expect.element(image).toBeVisible();
  await expect.element(view.getByText(/^PNG · 20 × 10 · \d+ B$/)).toBeVisible();
  const huge = png.slice();
  new DataView(huge.buffer).setUint32(16, 65_000);
  new DataView(huge.buffer).setUint32(20, 65_000);
  model.addMessages(huge);
  model.selectedRow.value = 1;
  await expect.element(button('Show the image')).toBeVisible();
  await expect.element(image).not.toBeInTheDocument();
});

test('an SVG is text and nothing else', async () => {
  await show(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'));
  await button('As text').click();
  await expect.element(view.getByText('<svg xmlns=', { exact: false })).toBeVisible();
  expect(document.querySelector('#details-view svg, #details-view img')).toBeNull();
});

test('a message is compared with the one before of its kind, or with a marked one', async () => {
  const model = await mountPanel((model) => {
    model.addConnection();
    model.addRows(
      received('{"type":"price","bid":1,"levels":[1,2]}'),
      received('{"type":"ping"}'),
      sent('{"type":"price","bid":9}'),
      received('{"type":"price","bid":2,"levels":[1,2,3]}'),
    );
    model.selectedRow.value = 3;
  });
  await tab('Compare').click();
  await expect.element(view.getByText('2 differences')).toBeVisible();
  expect(lines()).toEqual(['~changed $.bid 1 → 2', '+added $.levels[2] 3']);
  model.selectedRow.value = 1;
  await expect.element(view.getByText(/^No message before it/)).toBeVisible();
  await button('Mark').click();
  await expect.element(view.getByText(/^This message is marked/)).toBeVisible();
  model.selectedRow.value = 3;
  await expect.element(view.getByRole('radio', { name: 'Marked' })).toBeChecked();
  await expect.element(view.getByText('3 differences')).toBeVisible();
  await button('Go to the other').click();
  expect(model.selectedRow.value).toBe(1);
  await button('Unmark').click();
  model.selectedRow.value = 3;
  await expect.element(view.getByText('2 differences')).toBeVisible();
});

test('text is compared by words and lines, bytes by bytes', async () => {
  const model = await show('the quick fox', 'the slow fox');
  await tab('Compare').click();
  await expect.element(view.getByText('slow')).toBeVisible();
  expect(element('.compare-words del').textContent).toBe('quick');
  model.addMessages('a\nb\nc', 'a\nx\nc', Uint8Array.of(1, 2, 3), Uint8Array.of(1, 9, 3));
  model.selectedRow.value = 3;
  await expect.poll(lines).toEqual([' a', '−removed b', '+added x', ' c']);
  model.selectedRow.value = 5;
  await expect.poll(() => lines().length).toBe(4);
  expect(lines()[1]).toMatch(/^−removed 0001 {2}02 +\.$/);
  expect(lines()[2]).toMatch(/^\+added 0001 {2}09 +\.$/);
});

test('a payload is saved as a file', async () => {
  const saved: { name: string; blob: Promise<string> }[] = [];
  const onClick = (event: Event) => {
    const link = event.target as HTMLAnchorElement;
    if (!link.download) return;
    event.preventDefault();
    saved.push({ name: link.download, blob: fetch(link.href).then((found) => found.text()) });
  };
  window.addEventListener('click', onClick);
  onTestFinished(() => window.removeEventListener('click', onClick));
  await show('{"a":"é"}');
  await button('Save').click();
  await expect.poll(() => saved.map(({ name }) => name)).toEqual(['sockscope-message-1.json']);
  expect(await saved[0]!.blob).toBe('{"a":"é"}');
});
