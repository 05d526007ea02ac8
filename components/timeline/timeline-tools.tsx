import type { Signal } from '@preact/signals';
import { t } from '../../lib/i18n/translate.ts';
import type { TimeRange } from '../../lib/statistics/bars.ts';
import { formatAge } from '../format/times.ts';
import type { TimelineActions } from './timeline-keys.ts';

/** The line above the chart: what is looked at, what the marks are, and the buttons. */
export function TimelineTools(props: {
  actions: TimelineActions;
  words: string;
  /** The longest time in which nothing came, where there is one to tell. */
  silence: TimeRange | null;
  onSilence: (silence: TimeRange) => void;
  asTable: Signal<boolean>;
  isZoomed: boolean;
  isBrushed: boolean;
  isEmpty: boolean;
}) {
  const { actions, asTable, silence } = props;
  return (
    <div class="timeline-tools">
      <span class="timeline-words">{props.words}</span>
      {!props.isEmpty && <Legend />}
      {silence && (
        <button
          type="button"
          class="button button-quiet timeline-silence"
          title={t('timeline.silenceHint')}
          onClick={() => props.onSilence(silence)}
        >
          {t('timeline.longestSilence', { duration: formatAge(silence.to - silence.from) })}
        </button>
      )}
      {props.isBrushed && (
        <>
          <button type="button" class="button button-quiet" onClick={actions.zoomToBrush}>
            {t('timeline.zoomToBrush')}
          </button>
          <button type="button" class="button button-quiet" onClick={() => actions.brush(null)}>
            {t('timeline.allTimes')}
          </button>
        </>
      )}
      <button
        type="button"
        class="icon-button"
        aria-label={t('timeline.zoomIn')}
        title={t('timeline.zoomInHint')}
        disabled={props.isEmpty}
        onClick={() => actions.zoom(0.5)}
      >
        +
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={t('timeline.zoomOut')}
        title={t('timeline.zoomOutHint')}
        disabled={!props.isZoomed}
        onClick={() => actions.zoom(2)}
      >
        −
      </button>
      <button
        type="button"
        class="button button-quiet"
        title={t('timeline.fitHint')}
        disabled={!props.isZoomed}
        onClick={actions.fit}
      >
        {t('timeline.fit')}
      </button>
      <button
        type="button"
        class="button button-quiet"
        aria-pressed={asTable.value}
        disabled={props.isEmpty}
        onClick={() => {
          asTable.value = !asTable.value;
        }}
      >
        {t('timeline.table')}
      </button>
    </div>
  );
}

function Legend() {
  return (
    <span class="timeline-legend" aria-hidden="true">
      <span class="sent">↑ {t('connections.sent')}</span>
      <span class="received">↓ {t('connections.received')}</span>
      <span class="mark-opened">▲ {t('timeline.legendOpened')}</span>
      <span class="mark-closed">■ {t('timeline.legendClosed')}</span>
      <span class="mark-failed">◆ {t('timeline.legendFailed')}</span>
      <span class="mark-gap">▼ {t('timeline.legendLeftOut')}</span>
      <span>┆ {t('timeline.legendPage')}</span>
    </span>
  );
}
