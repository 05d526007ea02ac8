import { expect, onTestFinished, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { element, mountPanel, nextFrame } from './mount-panel.tsx';

interface Emulation {
  send(
    method: 'Emulation.setEmulatedMedia',
    parameters: { features: { name: string; value: string }[] },
  ): Promise<unknown>;
}

async function emulate(value: 'active' | 'none'): Promise<void> {
  const features = [{ name: 'forced-colors', value }];
  await (cdp() as unknown as Emulation).send('Emulation.setEmulatedMedia', { features });
}

const background = (selector: string) => getComputedStyle(element(selector)).backgroundColor;

test('what is chosen is told in the colours of the system where these are forced', async () => {
  await emulate('active');
  onTestFinished(() => emulate('none'));
  const model = await mountPanel((each) => {
    each.addConnection();
    each.addConnection();
    each.addMessages('{"a":1}', 'two');
  });
  model.selectedRow.value = 0;
  model.selectedConnection.value = 1;
  model.filterText.value = 'dir:receive';
  await nextFrame();
  expect(matchMedia('(forced-colors: active)').matches).toBe(true);
  expect(background('[data-row="0"]')).not.toBe(background('[data-row="1"]'));
  expect(background('[role=tab][aria-selected=true]')).not.toBe(
    background('[role=tab][aria-selected=false]'),
  );
  expect(background('.connection > [aria-pressed=true]')).not.toBe(
    background('.connection > [aria-pressed=false]'),
  );
  expect(background('.segmented [aria-pressed=true]')).not.toBe(
    background('.segmented [aria-pressed=false]'),
  );
});
