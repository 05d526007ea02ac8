import { expect, test } from 'vitest';
import { EventKind } from '../../lib/protocol/events.ts';
import { ReadyState } from '../../lib/websocket/ready-state.ts';
import { type FakePanelModel, NOON, received, sent } from './fake-panel-model.ts';
import { element, mountPanel } from './mount-panel.tsx';

const CLOSED = { state: ReadyState.Closed, closingAt: NOON + 59_000, closedAt: NOON + 60_000 };
const text = (): string => element('.overview').innerText;

function addTraffic(model: FakePanelModel): void {
  model.addConnection({
    ...CLOSED,
    buffered: [
      { time: NOON, bytes: 2_000_000 },
      { time: NOON + 500, bytes: 1_000_000 },
      { time: NOON + 1500, bytes: 0 },
    ],
  });
  model.addRows(
    ...[1000, 26_000, 51_000].map((after) => sent('{"type":"ping"}', { time: NOON + after })),
    ...Array.from({ length: 6 }, (_, n) => received('{"type":"tick"}', { time: NOON + n })),
    received('{"type":"<b>bold</b>"}'),
    received('x'.repeat(5000)),
    { kind: EventKind.State },
  );
  model.selectedConnection.value = 1;
}

async function showOverview(): Promise<FakePanelModel> {
  const model = await mountPanel(addTraffic);
  // Its code is loaded when it is first asked for.
  await expect.poll(() => document.querySelector('.overview')).not.toBeNull();
  return model;
}

test('the states of a connection over time', async () => {
  await showOverview();
  expect(element('.state-strip svg').getAttribute('aria-label')).toBe(
    'States over time: connecting 42 ms, open 58.96 s, closing 1.00 s',
  );
});

test('how its buffer drained, in words and as a picture', async () => {
  const model = await showOverview();
  expect(text()).toContain('last drained from 2.0 MB in 1.50 s');
  expect(element('svg.buffered path').getBoundingClientRect().width).toBeGreaterThan(100);
  const [connection] = model.connections.value;
  connection!.buffered = connection!.buffered.slice(0, 2);
  model.addRows(received('more'));
  await expect.poll(text).toContain('1.0 MB wait, of 2.0 MB at most; empty in about 500 ms');
});

test('heartbeats and their regularity, labels by count and bytes', async () => {
  await showOverview();
  expect(text()).toContain('every 25.00 s (25.00 s to 25.00 s)');
  expect(text()).toContain('the last one 9.00 s ago');
  const rows = [...document.querySelectorAll<HTMLElement>('.label-table tbody tr')];
  expect(rows.map(({ innerText }) => innerText.split('\t'))).toEqual([
    ['tick', '6', '90 B'],
    ['ping', '3', '45 B'],
    ['<b>bold</b>', '1', '22 B'],
  ]);
  expect(text()).toContain('of the latest 11 messages');
});

test('the sizes of its messages, in a picture that can be read', async () => {
  await showOverview();
  const label = element('.histogram svg').getAttribute('aria-label');
  expect(label).toBe(
    'Sizes: from 8 B: 3 sent, 6 received; from 16 B: 0 sent, 1 received; from 4.1 kB: 0 sent, 1 received',
  );
  expect(document.querySelectorAll('.histogram .bar-received')).toHaveLength(10);
});

test('rates only while something may come', async () => {
  const model = await showOverview();
  expect(text()).not.toContain('in the last 10 s');
  model.addConnection({
    url: 'wss://example.com/other',
    constructedAt: Date.now(),
    openedAt: Date.now(),
  });
  model.addRows(
    ...Array.from({ length: 20 }, () => sent('abc', { connection: 2, time: Date.now() })),
  );
  model.selectedConnection.value = 2;
  await expect
    .poll(text)
    .toMatch(/↑ (1\.8|1\.9|2)\/s, [56] B\/s · ↓ 0\/s, 0 B\/s in the last 10 s/);
});
