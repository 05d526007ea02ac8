import { expect, onTestFinished, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { EventKind } from '../../lib/protocol/events.ts';
import { ReadyState } from '../../lib/websocket/ready-state.ts';
import { NOON, sent } from './fake-panel-model.ts';
import { element, mountPanel } from './mount-panel.tsx';

const view = page.getByRole('tabpanel');
const tab = (name: string) => page.getByRole('tab', { name, exact: true });

const deny = () => Promise.reject(new DOMException('denied', 'NotAllowedError'));

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

test('JSON is a tree that opens and closes, with copies of value and path', async () => {
  const texts = copied();
  await mountPanel((model) => {
    model.addConnection();
    model.addMessages('{"payload":{"bid":104.22,"levels":[[1,2]]},"ok":true}');
    model.selectedRow.value = 0;
  });
  const tree = page.getByRole('tree', { name: 'JSON' });
  await expect.element(tree.getByText('104.22')).toBeVisible();
  await tree.getByText('104.22').click();
  await page.getByRole('button', { name: 'Copy path' }).click();
  await page.getByRole('button', { name: 'Copy value' }).click();
  expect(texts).toEqual(["$['payload']['bid']", '104.22']);

  element('[role=tree]').focus();
  await userEvent.keyboard('{ArrowUp}{ArrowLeft}');
  await expect.element(tree.getByText('104.22')).not.toBeInTheDocument();
  await expect.element(tree.getByText('2 keys')).toBeVisible();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(tree.getByText('104.22')).toBeVisible();
});

test('JSON of ten thousand levels is shown', async () => {
  await mountPanel((model) => {
    model.addConnection();
    model.addMessages('['.repeat(10_000) + ']'.repeat(10_000));
    model.selectedRow.value = 0;
  });
  await expect.element(page.getByRole('tree', { name: 'JSON' })).toBeVisible();
  expect(document.querySelectorAll('.json-line').length).toBeGreaterThan(4);
});

test('numbers keep their digits, members their order and their doubles', async () => {
  await mountPanel((model) => {
    model.addConnection();
    model.addMessages('{"b":12345678901234567890.10,"a":1.0,"a":-0}');
    model.selectedRow.value = 0;
  });
  await expect.element(page.getByRole('treeitem').nth(3)).toBeVisible();
  expect([...document.querySelectorAll('.json-line')].map((line) => line.textContent)).toEqual([
    '▾{',
    'b: 12345678901234567890.10',
    'a: 1.0',
    'a: -0',
    '}',
  ]);
});

test('fifty megabytes are a tree, and the panel answers while they are read', async () => {
  const big = `[${'"0123456789",'.repeat(3_850_000)}0]`;
  let frames = 0;
  const count = () => {
    frames += 1;
    frame = requestAnimationFrame(count);
  };
  let frame = requestAnimationFrame(count);
  onTestFinished(() => cancelAnimationFrame(frame));
  await mountPanel((model) => {
    model.addConnection();
    model.addMessages(big);
    model.selectedRow.value = 0;
  });
  await expect.element(page.getByText(/^Reading… \d+ %$/)).toBeVisible();
  const before = frames;
  await expect
    .element(page.getByRole('treeitem', { name: '0: "0123456789"' }).first())
    .toBeVisible();
  expect(frames).toBeGreaterThan(before + 4);
  expect(document.querySelectorAll('.json-line').length).toBeLessThan(100);
  element('[role=tree]').focus();
  await userEvent.keyboard('{End}');
  await expect.element(page.getByText('3850000: 0')).toBeVisible();
  await tab('Text').click();
  expect(element('.text-view pre').textContent?.length).toBe(50_000);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect.poll(() => element('.text-view pre').textContent?.length).toBe(150_000);
  await tab('Hex').click();
  await expect.element(page.getByText('00000000', { exact: true })).toBeVisible();
  expect(document.querySelectorAll('.hex-row').length).toBeLessThan(100);
});

test('a fault in what looks like JSON is named', async () => {
  await mountPanel((model) => {
    model.addConnection();
    model.addMessages('{"a": 1, b}');
    model.selectedRow.value = 0;
  });
  await expect.element(view.getByText('Not JSON: fault at character 10')).toBeVisible();
  expect(element('.text-view pre').textContent).toBe('{"a": 1, b}');
});

test('JSON as text is indented and in colours, or as it came', async () => {
  const texts = copied();
  await mountPanel((model) => {
    model.addConnection();
    model.addMessages('{"a":1.0,"\u202e":"x"}');
    model.selectedRow.value = 0;
  });
  await tab('Text').click();
  await expect.element(view.getByRole('radio', { name: 'Pretty' })).toBeChecked();
  const pretty = '{\n  "a": 1.0,\n  "‹U+202E›": "x"\n}';
  expect(element('.text-view pre').textContent).toBe(pretty);
  const painted = (name: string) =>
    [...(CSS.highlights.get(name) ?? [])].map(({ startOffset, endOffset }) =>
      pretty.slice(startOffset, endOffset),
    );
  expect(painted('json-name')).toEqual(['"a"', '"‹U+202E›"']);
  expect(painted('json-number')).toEqual(['1.0']);
  expect(painted('json-string')).toEqual(['"x"']);
  await view.getByRole('radio', { name: 'Raw' }).click();
  await expect.poll(() => element('.text-view pre').textContent).toBe('{"a":1.0,"‹U+202E›":"x"}');
  expect(painted('json-name')).toEqual([]);
  await view.getByRole('button', { name: 'Copy' }).click();
  expect(texts).toEqual(['{"a":1.0,"\u202e":"x"}']);
});

test('finds inside a message: counts, steps and shows what is folded away', async () => {
  await mountPanel((model) => {
    model.addConnection();
    model.addMessages(
      '{"a":{"b":{"c":{"d":{"e":"Needle"}}}},"needle":[1,"no"],"x":"needles needle"}',
    );
    model.selectedRow.value = 0;
  });
  element('[role=tree]').focus();
  await userEvent.keyboard('{Control>}f{/Control}needle');
  const count = page.getByRole('search', { name: 'Find in message' }).getByRole('status');
  await expect.element(count).toHaveTextContent('1 of 3');
  await expect
    .element(page.getByRole('treeitem', { selected: true }))
    .toHaveTextContent('e: "Needle"');
  expect(document.querySelectorAll('mark.found').length).toBe(4);
  await userEvent.keyboard('{Enter}');
  await expect.element(count).toHaveTextContent('2 of 3');
  await expect
    .element(page.getByRole('treeitem', { selected: true }))
    .toMatchTextContent(/^▾needle: \[/);
  await userEvent.keyboard('{Shift>}{Enter}{Enter}{/Shift}');
  await expect.element(count).toHaveTextContent('3 of 3');
  await page.getByRole('button', { name: 'Match case' }).click();
  await expect.element(count).toHaveTextContent('1 of 2');
  await tab('Text').click();
  await expect.element(count).toHaveTextContent('1 of 3');
  expect([...(CSS.highlights.get('found') ?? [])].length).toBe(2);
  await page.getByRole('textbox', { name: 'Find in message' }).fill('absent');
  await expect.element(count).toHaveTextContent('No match');
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('search')).not.toBeInTheDocument();
  expect(document.activeElement).toBe(element('#details-view'));
});

test('finds beyond what is laid out of a long text', async () => {
  await mountPanel((model) => {
    model.addConnection();
    model.addMessages(`${'line\n'.repeat(100_000)}the end`);
    model.selectedRow.value = 0;
  });
  element('#details-view').focus();
  await userEvent.keyboard('{Control>}f{/Control}the e');
  await expect.element(page.getByText('1 of 1')).toBeVisible();
  await expect.poll(() => element('.text-view pre').textContent).toContain('the end');
  const found = [...CSS.highlights.get('found-current')!][0]!;
  expect(found.startContainer.textContent?.slice(found.startOffset, found.endOffset)).toBe('the e');
});

test('text is shown exactly but for what would not be seen', async () => {
  const texts = copied();
  const text = '  {"a": 1}\n\tx\u0000\u202ey';
  await mountPanel((model) => {
    model.addConnection();
    model.addMessages(text);
    model.selectedRow.value = 0;
  });
  await tab('Text').click();
  await expect.element(view).toBeVisible();
  expect(element('.text-view pre').textContent).toBe('  {"a": 1}\n\tx‹U+0000›‹U+202E›y');
  await view.getByRole('button', { name: 'Copy' }).click();
  expect(texts).toEqual([text]);
});

test('bytes are shown as hex with ASCII, and copied with Ctrl+C from the list', async () => {
  const texts = copied();
  await mountPanel((model) => {
    model.addConnection();
    model.addMessages(Uint8Array.of(8, 0x96, 0x41));
  });
  await page.getByRole('row').nth(1).click();
  await expect.poll(() => element('.hex-row').textContent).toBe('000008 96 41 ..A');
  await userEvent.keyboard('{Control>}c{/Control}');
  await expect.element(page.getByText('✓ Copied 3 B as hex')).toBeVisible();
  expect(texts).toEqual(['08 96 41']);
});

test('copies where the browser denies the clipboard to the panel', async () => {
  const { clipboard } = navigator;
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: deny }, configurable: true });
  onTestFinished(() => {
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
  });
  const seen: string[] = [];
  const onCopy = (event: ClipboardEvent) =>
    seen.push(event.clipboardData?.getData('text/plain') ?? '');
  // After the capturing listener of the panel, which stops the event at the document.
  window.addEventListener('copy', onCopy, { capture: true });
  onTestFinished(() => window.removeEventListener('copy', onCopy, { capture: true }));
  await mountPanel((model) => {
    model.addConnection();
    model.addMessages('some text');
    model.selectedRow.value = 0;
  });
  await view.getByRole('button', { name: 'Copy' }).click();
  await expect.element(page.getByText('✓ Copied 9 B as text')).toBeVisible();
  expect(seen.length).toBe(1);
  expect(document.querySelectorAll('textarea.visually-hidden').length).toBe(0);
});

test('the facts of a sent message', async () => {
  await mountPanel((model) => {
    model.addConnection();
    model.addRows(sent('hello', { bufferedBefore: 10, bufferedAfter: 15 }));
    model.selectedRow.value = 0;
  });
  await expect.element(view).toMatchTextContent(/Sent\s*2026-11-20 12:00:00\.000/);
  await expect.element(view).toMatchTextContent(/10 B → 15 B/);
});

test('a payload that is loading arrives, one that is gone says why', async () => {
  const model = await mountPanel((model) => {
    model.addConnection();
    model.addRows(
      { kind: EventKind.Receive, payload: { state: 'loading' } },
      { kind: EventKind.Receive, payload: { state: 'gone', why: 'memory' } },
    );
    model.selectedRow.value = 0;
  });
  await expect.element(view.getByText(/^Still being read/)).toBeVisible();
  model.added[0]!.payload = { state: 'ready', data: 'here it is' };
  model.version.value += 1;
  await expect.element(view.getByText('here it is')).toBeVisible();
  model.selectedRow.value = 1;
  await expect.element(view.getByText(/^Let go, as the log/)).toBeVisible();
});

test('the connection in full, its close code in words', async () => {
  await mountPanel((model) => {
    model.addConnection({
      url: `wss://example.com/<b>${'x'.repeat(100_000)}`,
      protocols: ['a', 'b'],
      protocol: 'b',
      state: ReadyState.Closed,
      closedAt: NOON + 60_042,
      buffered: [
        { time: NOON, bytes: 2000 },
        { time: NOON + 50, bytes: 0 },
      ],
      close: { code: 1006, reason: '<i>r</i>\u202e', wasClean: false },
    });
    model.selectedConnection.value = 1;
  });
  await expect.element(view).toMatchTextContent('a, b');
  await expect.element(view).toMatchTextContent('after 42 ms');
  await expect.element(view).toMatchTextContent('0 B after 50 ms');
  await expect.element(view).toMatchTextContent('1006 Abnormal Closure');
  await expect.element(view).toMatchTextContent('Never sent on the wire.');
  await expect.element(view).toMatchTextContent('<i>r</i>‹U+202E›');
  expect(document.body.innerHTML.length).toBeLessThan(60_000);
});

/** The tabs that are seen. */
function inLine(): string[] {
  const { top } = element('.tabs').getBoundingClientRect();
  return [...document.querySelectorAll<HTMLElement>('.tabs [role=tab]')]
    .filter((each) => Math.abs(each.getBoundingClientRect().top - top) < 2)
    .map((each) => each.innerText);
}

test('tabs stay in one line; those without room are in a menu, but never the chosen one', async () => {
  const model = await mountPanel((model) => model.addMessages('a'), { width: 1280, height: 500 });
  model.selectedRow.value = 0;
  const more = page.getByRole('button', { name: 'More views' });
  await expect.poll(() => inLine().length).toBe(6);
  await expect.element(more).not.toBeInTheDocument();
  model.preferences.detailsWidth.value = 230;
  await expect.poll(() => inLine().length).toBeLessThan(6);
  expect(inLine()).toContain('Message');
  expect(inLine()).not.toContain('Handshake');
  await more.click();
  await page.getByRole('menuitem', { name: 'Handshake' }).click();
  await expect.poll(inLine).toContain('Handshake');
  await expect.element(tab('Handshake')).toHaveFocus();
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(tab('Connection')).toHaveFocus();
  await expect.poll(inLine).toContain('Connection');
  await userEvent.keyboard('{Home}');
  await expect.poll(inLine).toContain('Message');
  expect(element('.tab-bar').offsetHeight).toBe(25);
});

test('a value of the tree has a menu, by the right button and by the menu key', async () => {
  const model = await mountPanel((model) => model.addMessages('{"user":{"id":7}}'));
  model.selectedRow.value = 0;
  await page.getByRole('treeitem', { name: /id/ }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Show only messages with this value' }).click();
  expect(model.filterText.value).toBe('json:$.user.id = 7');
  await page.getByRole('tree').click();
  await userEvent.keyboard('{Home}{Shift>}{F10}{/Shift}');
  await expect.element(page.getByRole('menuitem', { name: 'Copy path' })).toBeVisible();
  // The whole message is neither a filter nor a column.
  await expect
    .element(page.getByRole('menuitem', { name: 'Add as a column' }))
    .not.toBeInTheDocument();
});
