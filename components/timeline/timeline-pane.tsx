import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { lazy } from '../lazy/lazy.tsx';
import { Splitter } from '../panel/splitter.tsx';
import type { PanelUi } from '../panel/panel-ui.ts';
import { isTimelineShown } from './timeline-shown.ts';

const LazyTimeline = lazy(async () => (await import('./timeline.tsx')).Timeline);

/** Pixels. */
const FITTING = 124;
const LEAST = 96;

/** The timeline with the bar that sizes it, where it is to be shown. */
export function TimelinePane({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  const { timelineHeight } = model.preferences;
  if (!isTimelineShown(model)) return null;
  const most = () => Math.max(LEAST, window.innerHeight * 0.4);
  const height = Math.min(timelineHeight.value ?? FITTING, most());
  return (
    <div class="timeline-pane" style={{ '--timeline-height': `${height}px` }}>
      <LazyTimeline model={model} ui={ui} />
      <Splitter
        label={t('timeline.height')}
        orientation="horizontal"
        size={timelineHeight}
        fitting={FITTING}
        min={LEAST}
        max={most}
      />
    </div>
  );
}
