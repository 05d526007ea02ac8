import { signal } from '@preact/signals';
import type { PanelModel } from '../../lib/panel/panel-model.ts';

/** Of a lower panel it would take too much, pixels. */
const LEAST_HEIGHT = 640;

const height = signal(window.innerHeight);
// Lives as long as the panel's document.
window.addEventListener('resize', () => {
  height.value = window.innerHeight;
});

/** Whether the timeline is shown: as was chosen, or where there is room for it. */
export function isTimelineShown({ preferences }: PanelModel): boolean {
  const chosen = preferences.timeline.value;
  return chosen === 'auto' ? height.value >= LEAST_HEIGHT : chosen === 'shown';
}
