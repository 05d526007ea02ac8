import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { EventKind } from '../../lib/protocol/events.ts';
import { ReadyState } from '../../lib/websocket/ready-state.ts';
import { type FakePanelModel, NOON, received, sent } from './fake-panel-model.ts';
import { element, mountPanel, nextFrame, seenRows } from './mount-panel.tsx';

const region = page.getByRole('region', { name: 'Timeline' });
const slider = region.getByRole('slider');

/** Four seconds: one message sent in each of the first two, then two received, then a failure. */
function addStream(model: FakePanelModel): void {
  model.preferences.timeline.value = 'shown';
  model.addConnection({ state: ReadyState.Closed, closedAt: NOON + 4000 });
  model.addRows(
    { kind: EventKind.Open, time: NOON, detail: { protocol: '', extensions: '' } },
    sent('a', { time: NOON + 100 }),
    sent('b', { time: NOON + 1100 }),
    received('c'.repeat(1000), { time: NOON + 2100 }),
    received('d', { time: NOON + 2150 }),
    {
      kind: EventKind.Close,
      time: NOON + 3999,
      detail: { code: 1006, reason: '', wasClean: false },
    },
  );
}

async function mountTimeline(prepare = addStream, size = { width: 1200, height: 720 }) {
  const model = await mountPanel(prepare, size);
  await expect.poll(() => document.querySelector('.timeline canvas')).not.toBeNull();
  await nextFrame();
  return model;
}

const words = (): string => element('.timeline-words').innerText;
const valueText = (): string => element('.timeline-chart').getAttribute('aria-valuetext') ?? '';

/** Presses at one part of the chart's width, moves to another, and lets go. */
async function drag(from: number, to: number): Promise<void> {
  const over = element('.timeline .u-over');
  const at = (share: number) => ({ x: Math.round(over.clientWidth * share), y: 20 });
  await userEvent.dragAndDrop(over, over, { sourcePosition: at(from), targetPosition: at(to) });
  await nextFrame();
}

/** How much of the chart is painted. */
function paintedPixels(): number {
  const canvas = element('.timeline canvas') as HTMLCanvasElement;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  let painted = 0;
  for (let at = 3; at < data.length; at += 4) if (data[at]! > 0) painted += 1;
  return painted;
}

test('shows what was sent and received over time, and follows what comes', async () => {
  const model = await mountTimeline();
  expect(words()).toBe('12:00:00.000 – 12:00:04.000');
  const before = paintedPixels();
  expect(before).toBeGreaterThan(100);
  model.addRows(...Array.from({ length: 50 }, (_, n) => sent('x', { time: NOON + 4000 + n * 20 })));
  await expect.poll(words).toBe('12:00:00.000 – 12:00:04.990');
  await expect.poll(paintedPixels).not.toBe(before);
});

test('is asked for by its button, and remembered', async () => {
  const model = await mountPanel(addStream, { width: 1200, height: 420 });
  const button = page.getByRole('button', { name: 'Timeline' });
  await expect.element(button).toHaveAttribute('aria-pressed', 'true');
  await button.click();
  expect(document.querySelector('.timeline')).toBeNull();
  expect(model.preferences.timeline.value).toBe('hidden');
  await button.click();
  await expect.element(region).toBeVisible();
});

test('a low panel has none until it is asked for', async () => {
  await mountPanel(
    (model) => {
      addStream(model);
      model.preferences.timeline.value = 'auto';
    },
    { width: 1200, height: 420 },
  );
  expect(document.querySelector('.timeline')).toBeNull();
});

test('the table has the same figures', async () => {
  await mountTimeline();
  await region.getByRole('button', { name: 'Table' }).click();
  const cells = [...document.querySelectorAll('.timeline-table tbody tr')].map((row) =>
    [...row.children].map(({ textContent }) => textContent),
  );
  expect(cells.filter(([time]) => time?.startsWith('12:00:02'))).toEqual([
    ['12:00:02.100', '0', '0 B', '2', '1.0 kB', ''],
  ]);
  expect(cells[0]).toEqual(['12:00:00.000', '0', '0 B', '0', '0 B', '1 opened']);
  expect(cells.at(-1)).toEqual(['12:00:03.900', '0', '0 B', '0', '0 B', '1 failed']);
});

test('dragging narrows the list to a time, again to another, and lets go of it', async () => {
  const model = await mountTimeline();
  await drag(0.2, 0.4);
  expect(model.filterText.value).toMatch(/^time:\S*12:00:00\.[78]\d\d\.\.\S*12:00:01\.[56]\d9$/);
  await expect.poll(seenRows).toEqual([2]);
  await expect.element(page.getByRole('button', { name: 'All times' })).toBeVisible();
  await drag(0.45, 0.9);
  await expect.poll(seenRows).toEqual([3, 4]);
  expect(model.filterText.value.match(/time:/g)).toHaveLength(1);
  await page.getByRole('button', { name: 'All times' }).click();
  expect(model.filterText.value).toBe('');
  await expect.poll(seenRows).toEqual([0, 1, 2, 3, 4, 5]);
});

test('what else the filter asks for stays', async () => {
  const model = await mountTimeline();
  model.filterText.value = 'dir:receive';
  await drag(0.05, 0.95);
  expect(model.filterText.value).toMatch(/^dir:receive time:\S+$/);
  await expect.poll(seenRows).toEqual([3, 4]);
});

test('zooms by wheel, button and key, and back', async () => {
  await mountTimeline();
  const over = element('.timeline .u-over');
  const { left, width, top } = over.getBoundingClientRect();
  over.dispatchEvent(
    new WheelEvent('wheel', { deltaY: -100, clientX: left + width / 2, clientY: top + 5 }),
  );
  await expect.poll(words).toBe('12:00:00.400 – 12:00:03.600');
  await region.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(words).toBe('12:00:01.200 – 12:00:02.800');
  slider.element().dispatchEvent(new KeyboardEvent('keydown', { key: '+', bubbles: true }));
  await expect.poll(words).toBe('12:00:01.600 – 12:00:02.400');
  await region.getByRole('button', { name: 'Fit' }).click();
  await expect.poll(words).toBe('12:00:00.000 – 12:00:04.000');
  await expect.element(region.getByRole('button', { name: 'Zoom out' })).toBeDisabled();
});

test('by keyboard: a cursor that tells what was, a choice, and letting go of it', async () => {
  const model = await mountTimeline();
  element('.timeline-chart').focus();
  await userEvent.keyboard('{Home}');
  await expect.poll(valueText).toMatch(/^12:00:00.000, .*1 opened$/);
  for (let steps = 0; steps < 6; steps += 1) await userEvent.keyboard('{ArrowRight}');
  await userEvent.keyboard('{Enter}');
  expect(model.filterText.value).toMatch(/^time:/);
  await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
  const [, from, to] = /time:(\S+)\.\.(\S+)/.exec(model.filterText.value)!;
  expect(new Date(to!).getTime() - new Date(from!).getTime()).toBeGreaterThan(20);
  await userEvent.keyboard('{Escape}');
  expect(model.filterText.value).toBe('');
  await userEvent.keyboard('{End}');
  await expect.poll(valueText).toMatch(/1 failed$/);
});

test('shows the chosen connection alone', async () => {
  const model = await mountTimeline((each) => {
    addStream(each);
    each.addConnection({ url: 'wss://example.com/two', state: ReadyState.Closed });
    each.addRows(sent('e', { connection: 2, time: NOON + 9000 }));
  });
  expect(words()).toBe('12:00:00.000 – 12:00:09.010');
  model.selectedConnection.value = 2;
  await expect.poll(words).toMatch(/^12:00:09.000/);
  model.selectedConnection.value = null;
  await expect.poll(words).toMatch(/^12:00:00.000/);
});

test('says so while there is nothing, and after Clear', async () => {
  const model = await mountTimeline();
  model.clear();
  await expect.element(region.getByText(/appear here as they come/)).toBeVisible();
  model.addRows(sent('x', { time: NOON + 5 }));
  await expect.poll(() => document.querySelector('.timeline canvas')).not.toBeNull();
});

test('times that are years apart are drawn, and can be zoomed into', async () => {
  await mountTimeline((model) => {
    addStream(model);
    model.addRows(sent('x', { time: -8.64e15 }), sent('y', { time: 8.64e15 }));
  });
  expect(words()).not.toContain('NaN');
  for (let times = 0; times < 60; times += 1)
    slider.element().dispatchEvent(new KeyboardEvent('keydown', { key: '+', bubbles: true }));
  await nextFrame();
  expect(words()).not.toContain('NaN');
  expect(document.querySelector('.timeline canvas')).not.toBeNull();
});

test('a narrow panel shows it whole', async () => {
  await mountTimeline(addStream, { width: 300, height: 720 });
  for (const button of document.querySelectorAll('.timeline button')) {
    const { left, right } = button.getBoundingClientRect();
    expect(left).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(301);
  }
  expect(element('.panel').scrollWidth).toBe(300);
});

/** Ten messages a second for two seconds, nothing for six, then one more. */
function addSilence(model: FakePanelModel): void {
  model.preferences.timeline.value = 'shown';
  model.addConnection({ state: ReadyState.Closed, closedAt: NOON + 8000 });
  model.addRows(
    ...Array.from({ length: 20 }, (_, n) => received(`m${n}`, { time: NOON + n * 100 })),
    ...Array.from({ length: 30 }, (_, n) => sent('ping', { time: NOON + 2000 + n * 200 })),
    received('again', { time: NOON + 8000 }),
  );
}

test('a silence of the server is hatched, said, in the table, and leads to the last message before it', async () => {
  const model = await mountTimeline(addSilence);
  const whole = paintedPixels();
  await page.getByRole('button', { name: 'Longest silence 6 s' }).click();
  await expect.poll(() => model.selectedRow.value).toBe(19);
  await expect.poll(seenRows).toContain(19);
  slider.element().focus();
  await userEvent.keyboard('{Home}{PageDown}{PageDown}{PageDown}{PageDown}{PageDown}{PageDown}');
  while (!valueText().includes('nothing received for')) await userEvent.keyboard('{PageDown}');
  expect(valueText()).toContain('nothing received for 6 s');
  await userEvent.tab();
  model.addRows(received('x', { time: NOON + 5000 }));
  await expect.poll(paintedPixels).not.toBe(whole);
  await region.getByRole('button', { name: 'Table' }).click();
  expect(element('.timeline-table').innerText).toMatch(/nothing received for [23] s/);
});

const chosenWidth = (): number => element('.timeline .u-select').offsetWidth;

test('times that were typed are chosen in the chart, too', async () => {
  const model = await mountTimeline();
  const day = '2026-11-20T';
  model.filterText.value = `word time>=${day}12:00:01 time<${day}12:00:03`;
  await expect.poll(chosenWidth).toBeGreaterThan(element('.timeline .u-over').clientWidth * 0.45);
  expect(chosenWidth()).toBeLessThan(element('.timeline .u-over').clientWidth * 0.55);
  await region.getByRole('button', { name: 'All times' }).click();
  expect(model.filterText.value).toBe('word');
});
