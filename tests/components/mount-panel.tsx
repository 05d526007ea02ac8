import { render } from 'preact';
import { onTestFinished } from 'vitest';
import { page } from 'vitest/browser';
import { Panel } from '../../components/panel/panel.tsx';
import { FakePanelModel } from './fake-panel-model.ts';

/** Shows the panel over a fake model at a size in pixels; both end with the test. */
export async function mountPanel(
  prepare: (model: FakePanelModel) => void = () => {},
  { width = 1200, height = 640 } = {},
): Promise<FakePanelModel> {
  await page.viewport(width, height);
  const model = new FakePanelModel();
  model.preferences.timeline.value = 'hidden';
  prepare(model);
  render(<Panel model={model} />, document.body);
  onTestFinished(() => render(null, document.body));
  return model;
}

/** Resolves after the next frame has been drawn. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
  );
}

/** The one element that a selector finds. */
export function element(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`Nothing matches ${selector}`);
  return found;
}

/** Numbers of the rows that are wholly or partly seen in the grid. */
export function seenRows(): number[] {
  const frame = element('.message-rows').getBoundingClientRect();
  return [...document.querySelectorAll<HTMLElement>('[data-row]')]
    .filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return bottom > frame.top + 1 && top < frame.bottom - 1;
    })
    .map((row) => Number(row.dataset['row']));
}
