import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { EventFlag, EventKind } from '../../lib/protocol/events.ts';
import { SessionKind } from '../../lib/session/types.ts';
import { NOON, received, sent } from './fake-panel-model.ts';
import { element, mountPanel, nextFrame, seenRows } from './mount-panel.tsx';

const grid = page.getByRole('grid', { name: 'Messages' });
const text = (row: number) => element(`[data-row="${row}"]`).innerText;
const scroller = () => element('.message-rows');

test('shows order, time, direction, size and data of each message', async () => {
  await mountPanel((model) => {
    model.addConnection();
    model.addRows(sent('hello'), received('{"a":1}'));
  });
  const cells = [...document.querySelectorAll('[data-row="1"] [role=gridcell]')];
  expect(cells.map((cell) => cell.textContent)).toEqual([
    '2',
    '12:00:00.010',
    '+10 ms',
    '↓received',
    'text',
    '{"a":1}',
    '7 B',
  ]);
  await expect.element(grid).toHaveAttribute('aria-rowcount', '3');
  expect(element('[data-row="1"]').getAttribute('aria-rowindex')).toBe('3');
});

test('has the focus, and with it the keys, after a press on one of its rows', async () => {
  const model = await mountPanel((each) => {
    each.addConnection();
    each.addMessages('one', 'two', 'three');
  });
  await page.getByText('two').click();
  expect(document.activeElement).toBe(grid.element());
  await userEvent.keyboard('{ArrowDown}');
  expect(model.selectedRow.value).toBe(2);
});

test('marks what was injected, discarded or refused, and says why messages are missing', async () => {
  await mountPanel((model) => {
    model.addConnection();
    model.addRows(
      received('a', { flags: EventFlag.Injected }),
      sent('b', { flags: EventFlag.Discarded }),
      {
        kind: EventKind.SendThrew,
        detail: { data: 'c', errorName: 'InvalidStateError', errorMessage: '' },
      },
      {
        kind: SessionKind.Gap,
        detail: { reason: 'history', messages: 1204, connections: new Map() },
      },
      { kind: EventKind.Close, detail: { code: 1006, reason: '<b>x</b>', wasClean: false } },
      {
        kind: EventKind.Close,
        flags: EventFlag.Injected,
        detail: { code: 1012, reason: '', wasClean: true },
      },
      received('late', { flags: EventFlag.Withheld }),
    );
  });
  expect(text(0)).toContain('injected');
  expect(text(1)).toContain('discarded');
  expect(element('[data-row="1"] s').textContent).toBe('b');
  expect(text(2)).toContain('threw InvalidStateError');
  expect(text(3)).toMatch(/^1,204 messages left out here: .*history/);
  expect(text(4)).toContain('1006 Abnormal Closure (never on the wire) · not clean · “<b>x</b>”');
  expect(text(4)).not.toContain('injected');
  expect(text(5)).toContain('injected');
  expect(text(6)).toContain('kept from the page');
});

test('keeps the elements of rows that stay in view, and writes them anew after a jump', async () => {
  const model = await mountPanel((model) => {
    model.addConnection();
    model.addMessages(...Array.from({ length: 500 }, (_, n) => `message ${n}`));
  });
  await expect.poll(() => seenRows().at(-1)).toBe(499);
  const before = element('[data-row="498"]');
  const elements = new Set(document.querySelectorAll('.message-row'));
  model.addMessages('one more');
  await expect.poll(() => seenRows().at(-1)).toBe(500);
  expect(element('[data-row="498"]')).toBe(before);
  expect(text(498)).toContain('message 498');

  model.addMessages(...Array.from({ length: 500 }, (_, n) => `another ${n}`));
  await expect.poll(() => seenRows().at(-1)).toBe(1000);
  const kept = [...document.querySelectorAll('.message-row')].filter((each) => elements.has(each));
  expect(kept.length).toBeGreaterThan(elements.size / 2);
  expect(text(1000)).toContain('another 499');
});

test('stays at the newest message until the user scrolls up, and then keeps the place', async () => {
  const model = await mountPanel((model) => {
    model.addConnection();
    model.addMessages(...Array.from({ length: 500 }, (_, n) => `message ${n}`));
  });
  await expect.poll(() => seenRows().at(-1)).toBe(499);
  model.addMessages('one more');
  await expect.poll(() => seenRows().at(-1)).toBe(500);

  scroller().scrollTop -= 1000;
  await expect.poll(() => model.following.value).toBe(false);
  await nextFrame();
  const place = seenRows();
  model.addMessages('and', 'two', 'more');
  await expect.element(page.getByRole('button', { name: '3 new ↓' })).toBeVisible();
  expect(seenRows()).toEqual(place);

  await page.getByRole('button', { name: '3 new ↓' }).click();
  await expect.poll(() => seenRows().at(-1)).toBe(503);
  await expect.element(page.getByRole('button', { name: 'following newest ↓' })).toBeVisible();
});

test('keeps the place while a filter hides and shows rows before it', async () => {
  const model = await mountPanel((model) => {
    model.addConnection();
    model.addMessages(...Array.from({ length: 600 }, (_, n) => (n % 2 ? `odd ${n}` : `even ${n}`)));
  });
  await expect.poll(() => seenRows().at(-1)).toBe(599);
  scroller().scrollTop = 200 * 22;
  await expect.poll(() => seenRows()[0]).toBe(200);
  model.filterText.value = 'even';
  await expect.poll(() => seenRows().slice(0, 2)).toEqual([200, 202]);
  model.filterText.value = '';
  await expect.poll(() => seenRows().slice(0, 2)).toEqual([200, 201]);
});

test('is worked with the keyboard', async () => {
  const model = await mountPanel((model) => {
    model.addConnection();
    model.addMessages(...Array.from({ length: 300 }, (_, n) => `message ${n}`));
  });
  await expect.poll(() => seenRows().at(-1)).toBe(299);
  element('[role=grid]').focus();
  await userEvent.keyboard('{Home}');
  expect(model.selectedRow.value).toBe(0);
  await expect.poll(() => seenRows()[0]).toBe(0);
  expect(model.following.value).toBe(false);
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
  expect(model.selectedRow.value).toBe(1);
  await expect.element(grid).toHaveAttribute('aria-activedescendant', 'message-row-1');
  expect(element('#message-row-1').getAttribute('aria-selected')).toBe('true');
  const page = Math.floor(scroller().clientHeight / 22);
  await userEvent.keyboard('{PageDown}');
  expect(model.selectedRow.value).toBe(1 + page);
  await expect.poll(() => seenRows()).toContain(1 + page);
  await userEvent.keyboard('{PageUp}{End}');
  expect(model.selectedRow.value).toBe(299);
  expect(model.following.value).toBe(true);
  await userEvent.keyboard('{Enter}');
  expect(document.activeElement?.id).toBe('details-view');
});

test('shows the last of a million messages, and every one on the way there', async () => {
  const model = await mountPanel((model) => {
    model.addConnection();
    model.made = 1_000_000;
  });
  await expect.poll(() => seenRows().at(-1)).toBe(999_999);
  expect(document.querySelectorAll('[data-row]').length).toBeLessThan(100);

  // To the top and to the end as with the thumb.
  scroller().scrollTop = 0;
  await expect.poll(() => seenRows()[0]).toBe(0);
  expect(model.following.value).toBe(false);
  scroller().scrollTop = scroller().scrollHeight / 2;
  await expect.poll(() => Math.abs((seenRows()[0] ?? 0) - 500_000)).toBeLessThan(100);

  // As with the wheel: 100 pixels are 100 pixels of rows, although the scroll space is scaled.
  await nextFrame();
  const top = element(`[data-row="${seenRows()[1]}"]`);
  const row = Number(top.dataset['row']);
  const before = top.getBoundingClientRect().top;
  scroller().scrollTop += 100;
  await expect
    .poll(() => element(`[data-row="${row}"]`).getBoundingClientRect().top - before)
    .toBeCloseTo(-100, 0);

  element('[role=grid]').focus();
  await userEvent.keyboard('{End}');
  await expect.poll(() => seenRows().at(-1)).toBe(999_999);
  await userEvent.keyboard('{ArrowUp}'.repeat(40));
  expect(model.selectedRow.value).toBe(999_959);
  await expect.poll(() => seenRows()[0]).toBe(999_959);
  await userEvent.keyboard('{Home}');
  await expect.poll(() => seenRows()[0]).toBe(0);
});

test('a wheel turned further than a low list is high is still a distance', async () => {
  const model = await mountPanel(
    (prepared) => {
      prepared.addConnection();
      prepared.made = 1_000_000;
    },
    { height: 260 },
  );
  await expect.poll(() => seenRows().at(-1)).toBe(999_999);
  expect(element('.message-rows').clientHeight).toBeLessThan(200);
  await userEvent.wheel(grid, { delta: { y: -440 } });
  await expect.poll(() => seenRows().at(-1)).toBe(999_979);
  expect(model.following.value).toBe(false);
});

test('a wheel turned up leaves the end of a million messages for good', async () => {
  const model = await mountPanel((model) => {
    model.addConnection();
    model.made = 1_000_000;
  });
  await expect.poll(() => seenRows().at(-1)).toBe(999_999);
  await userEvent.wheel(grid, { delta: { y: -440 } });
  await expect.poll(() => model.following.value).toBe(false);
  await expect.poll(() => seenRows().at(-1)).toBe(999_979);
  model.addMessages('new');
  await expect.element(page.getByRole('button', { name: '1 new ↓' })).toBeVisible();
  expect(seenRows().at(-1)).toBe(999_979);
});

test('shows hostile text as text, cut before it gets into the document', async () => {
  await mountPanel((model) => {
    model.addConnection({ url: `wss://example.com/${'x'.repeat(100_000)}` });
    model.addConnection({ url: 'wss://example.com/<img src=x onerror=alert(1)>' });
    model.addRows(
      received('<img src=x onerror="globalThis.hacked = true">'),
      received('pay\u202eload\u0000\u0007\nnext'),
      received('y'.repeat(1_000_000)),
    );
  });
  expect(document.querySelector('img')).toBeNull();
  expect(element('[data-row="0"] .cell-data').textContent).toContain('<img src=x onerror=');
  expect(element('[data-row="1"] .cell-data').textContent).toBe(
    'pay‹U+202E›load‹U+0000›‹U+0007›↵next',
  );
  expect(document.body.innerHTML.length).toBeLessThan(30_000);
});

test('a page without a hook is said to need a reload, which a press does', async () => {
  const model = await mountPanel((prepared) => {
    prepared.observed.value = false;
  });
  await expect.element(page.getByText('This page cannot be seen yet')).toBeVisible();
  await page.getByRole('button', { name: 'Reload the page' }).click();
  expect(model.calls).toEqual([{ name: 'reloadPage', arguments: [] }]);
  model.observed.value = true;
  await expect.element(page.getByText('Waiting for WebSockets')).toBeVisible();
});

test('says what to do where there is nothing to show', async () => {
  const model = await mountPanel();
  await expect.element(page.getByText('Waiting for WebSockets')).toBeVisible();
  model.addConnection();
  await expect.element(page.getByText('No messages yet')).toBeVisible();
  model.addMessages('a');
  model.filterText.value = 'b';
  await expect.element(page.getByText('Nothing passes the filter')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  expect(seenRows()).toEqual([0]);
});

test('a selected message stays in view when the filter is changed and cleared', async () => {
  const model = await mountPanel((each) => {
    each.addConnection();
    each.made = 2000;
  });
  await nextFrame();
  model.following.value = true;
  model.filterText.value = '/"n":5[0-9]}/';
  await expect.poll(seenRows).toEqual([50, 51, 52, 53, 54, 55, 56, 57, 58, 59]);
  expect(model.following.value).toBe(true);
  await page.getByText('{"n":53}').click();
  model.filterText.value = '';
  await expect.poll(seenRows).toContain(53);
  await expect.poll(() => seenRows().length).toBeGreaterThan(12);
  expect(model.following.value).toBe(false);
  expect(model.selectedRow.value).toBe(53);
});

test('the heads of sizes and pauses lead to the largest message and the longest pause', async () => {
  const model = await mountPanel((model) => {
    model.made = 5000;
    model.addRows(
      received('x'.repeat(50_000), { time: NOON + 50_000 }),
      received('late', { time: NOON + 90_000 }),
      ...Array.from({ length: 500 }, (_, n) => received('y', { time: NOON + 90_010 + n })),
    );
    model.following.value = false;
  });
  expect(seenRows()).not.toContain(5000);
  await page.getByRole('columnheader', { name: 'Size' }).click();
  await page.getByRole('menuitem', { name: 'Go to the largest message' }).click();
  await expect.poll(() => model.selectedRow.value).toBe(5000);
  await expect.poll(seenRows).toContain(5000);
  await page.getByRole('columnheader', { name: 'Time since the row before' }).click();
  await page.getByRole('menuitem', { name: 'Go to the longest pause' }).click();
  await expect.poll(() => model.selectedRow.value).toBe(5001);
  model.filterText.value = 'nothing has this';
  await page.getByRole('columnheader', { name: 'Size' }).click();
  await page.getByRole('menuitem', { name: 'Go to the largest message' }).click();
  await expect.poll(() => element('.notice').textContent).toContain('There is none');
});
