import { useSignal } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { Connection } from '../../lib/session/types.ts';
import { ReadyState } from '../../lib/websocket/ready-state.ts';
import { barsOf } from '../../lib/statistics/bars.ts';
import type { TimeRange } from '../../lib/statistics/bars.ts';
import type { LogTally } from '../../lib/statistics/log-tally.ts';
import { useClock } from '../connections/use-clock.ts';
import { formatClock } from '../format/times.ts';
import { lastReceived } from '../messages/find-row.ts';
import { goToFound } from '../messages/go-to-row.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { barWords } from './bar-words.ts';
import { LaneLabels } from './lane-labels.tsx';
import { longestSilence, silencesOf } from './silences.ts';
import { setTimeRange, timeRangeOf, withinRange } from './time-filter.ts';
import { timelineKey } from './timeline-keys.ts';
import type { TimelineActions } from './timeline-keys.ts';
import { TimelineTable } from './timeline-table.tsx';
import { TimelineTools } from './timeline-tools.tsx';
import { useChart } from './use-chart.ts';
import { useSlowVersion } from './use-slow-version.ts';
import { useRangeTally, useWholeTally } from './use-tally.ts';
import { panned, shownRange, viewOf, zoomed } from './view-range.ts';
import type { View } from './view-range.ts';
import './timeline.css';

/** Pixels that a bar takes at least. */
const LEAST_BAR = 3;
/** The latest time that a Date can tell, milliseconds (ECMA-262, section 21.4.1.1). */
const LAST_TIME = 8.64e15;
/** Rows of the table at most. */
const MOST_TABLE_BARS = 120;

/** Messages and bytes per second over time, with what opened, closed, failed and is missing. */
export function Timeline({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  // The tally grows in place.
  useSlowVersion(model);
  const connection = model.selectedConnection.value;
  const whole = useWholeTally(model, connection);
  const view = useSignal<View>(null);
  const cursor = useSignal<number | null>(null);
  const hovered = useSignal<number | null>(null);
  const asTable = useSignal(false);
  const width = useSignal(0);
  const host = useRef<HTMLDivElement>(null);

  const now = useClock(isLive(model, connection));
  const extent = extentOf(whole, now, isLive(model, connection));
  const range = shownRange(view.value, extent);
  const most = asTable.value
    ? MOST_TABLE_BARS
    : Math.max(10, Math.floor((width.value || 600) / LEAST_BAR));
  const live = view.value?.live ?? true;
  const tally = useRangeTally(model, whole, range, { live, bars: most });
  const bars = barsOf(tally, range, most);
  const filter = model.filterText.value;
  const chosen = useMemo(() => timeRangeOf(filter, Date.now()), [filter]);
  const brush = chosen && withinRange(chosen, extent);
  const silences = silencesOf(bars, Math.min(range.to, extent.to));
  const isEmpty = whole.buckets.last < whole.buckets.first;

  const actions: TimelineActions = {
    zoom: (factor, around = cursor.value ?? brush?.from ?? (range.from + range.to) / 2) => {
      view.value = zoomed(range, extent, factor, Math.min(Math.max(around, range.from), range.to));
    },
    pan: (share) => {
      view.value = panned(range, extent, share);
    },
    fit: () => {
      view.value = null;
    },
    zoomToBrush: () => {
      if (brush) view.value = viewOf(brush, extent);
    },
    brush: (wanted) => setTimeRange(model, wanted && wholeBars(wanted, bars.width)),
    moveCursor: (time) => {
      cursor.value = Math.min(Math.max(time, extent.from), extent.to);
      if (time < range.from || time > range.to)
        view.value = panned(range, extent, time < range.from ? -0.5 : 0.5);
    },
  };
  const state = { range, extent, bars, brush, silences, cursor: cursor.value };
  const chart = useChart(
    host,
    isEmpty || asTable.value ? null : { ...state, navigations: model.navigations },
    {
      ...actions,
      hover: (time) => {
        hovered.value = time;
      },
    },
  );
  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return;
    const measure = () => {
      width.value = element.clientWidth;
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [isEmpty, asTable.value, width]);

  const at = hovered.value ?? cursor.value;
  return (
    <section class="timeline" aria-label={t('timeline.title')}>
      <TimelineTools
        actions={actions}
        silence={longestSilence(silences)}
        onSilence={({ from }) =>
          void goToFound(model, ui, lastReceived(model, connection, Math.min(from, extent.to)))
        }
        words={isEmpty ? '' : at === null ? rangeWords(range) : barWords(bars, at, silences)}
        asTable={asTable}
        isZoomed={view.value !== null}
        isBrushed={brush !== null}
        isEmpty={isEmpty}
      />
      {isEmpty ? (
        <p class="timeline-empty">{t('timeline.empty')}</p>
      ) : asTable.value ? (
        <TimelineTable bars={bars} silences={silences} />
      ) : (
        <div class="timeline-body">
          <LaneLabels bars={bars} />
          <div
            ref={host}
            class="timeline-chart"
            role="slider"
            tabIndex={0}
            aria-label={t('timeline.slider')}
            aria-valuemin={Math.floor(extent.from)}
            aria-valuemax={Math.ceil(extent.to)}
            aria-valuenow={Math.round(cursor.value ?? range.to)}
            aria-valuetext={
              cursor.value === null ? rangeWords(range) : barWords(bars, cursor.value, silences)
            }
            aria-busy={!chart}
            onKeyDown={(event) => timelineKey(event, state, actions)}
            onBlur={() => {
              cursor.value = null;
            }}
            onDblClick={actions.fit}
          />
        </div>
      )}
    </section>
  );
}

/** From the first row to the last, and to the present while something may still come. */
function extentOf({ buckets }: LogTally, now: number, live: boolean): TimeRange {
  const from = Math.max(-LAST_TIME, buckets.first * buckets.width);
  const last = Math.min(LAST_TIME, (buckets.last + 1) * buckets.width);
  return { from, to: live ? Math.max(last, now) : last };
}

function isOpen({ state, tornDown }: Connection): boolean {
  return state !== ReadyState.Closed && !tornDown;
}

function isLive(model: PanelModel, key: number | null): boolean {
  if (!model.recording.value) return false;
  if (key === null) return model.totals.value.alive > 0;
  const connection = model.connection(key);
  return connection !== undefined && isOpen(connection);
}

/** A range that begins and ends with bars: what is seen in them is what is chosen. */
function wholeBars({ from, to }: TimeRange, width: number): TimeRange {
  const start = Math.floor(from / width) * width;
  return { from: start, to: Math.max(Math.ceil(to / width) * width, start + width) };
}

function rangeWords({ from, to }: TimeRange): string {
  return t('timeline.range', { from: formatClock(from), to: formatClock(to) });
}
