import { useCallback, useMemo } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import { labelOf } from '../../lib/decoders/registry.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { previousOfKind } from '../../lib/reading/compare/previous.ts';
import type { LogReader, Payload } from '../../lib/session/types.ts';
import { NoPayload } from '../details/no-payload.tsx';
import { usePayload } from '../details/use-payload.ts';
import { goToRow } from '../messages/go-to-row.ts';
import { formatClock } from '../format/times.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { Segmented } from '../toolbar/segmented.tsx';
import { useWork } from '../work/use-work.ts';
import { ComparisonView } from './comparison-view.tsx';
import './compare.css';

interface TabProps {
  model: PanelModel;
  ui: PanelUi;
  row: number;
}

/** What is different in the selected message: from the one before of its kind, or from a marked one. */
export function CompareTab({ model, ui, row }: TabProps) {
  void model.version.value;
  const marked = markedRow(model, ui);
  const withMarked = ui.compareWith.value === 'marked' && marked !== null && marked !== row;
  const mark = () => {
    ui.reference.value = row;
    ui.compareWith.value = 'marked';
  };
  return (
    <>
      <div class="view-bar">
        {marked !== null && marked !== row && (
          <Segmented
            label={t('compare.with')}
            value={ui.compareWith}
            options={[
              { value: 'previous', label: 'compare.previous' },
              { value: 'marked', label: 'compare.marked' },
            ]}
          />
        )}
        <span class="compare-note">
          {marked === row && t('compare.isMarked')}
          {marked === null && t('compare.previousOfKind')}
        </span>
        {marked !== row && (
          <button type="button" class="button button-quiet" onClick={mark}>
            {t('compare.mark')}
          </button>
        )}
        {marked !== null && (
          <button
            type="button"
            class="button button-quiet"
            onClick={() => {
              ui.reference.value = null;
            }}
          >
            {t('compare.unmark')}
          </button>
        )}
      </div>
      {withMarked ? (
        <Rows key={marked} model={model} ui={ui} row={row} other={marked} />
      ) : (
        <WithPrevious model={model} ui={ui} row={row} />
      )}
    </>
  );
}

/** The marked row while it is there. */
function markedRow(model: PanelModel, ui: PanelUi): number | null {
  const marked = ui.reference.value;
  return marked !== null && model.log.payload(marked).state !== 'none' ? marked : null;
}

function WithPrevious({ model, ui, row }: TabProps) {
  const { log } = model;
  const subject = useMemo(
    () => ({ log, row, labelOf: (at: number) => labelAt(log, at) }),
    [log, row],
  );
  const previous = useWork(previousOfKind, subject);
  if (!previous.done) return null;
  if (previous.value === null)
    return (
      <div class="empty">
        <p>{t('compare.isFirst')}</p>
      </div>
    );
  return <Rows key={previous.value} model={model} ui={ui} row={row} other={previous.value} />;
}

function labelAt(log: LogReader, row: number): string | undefined {
  const payload = log.payload(row);
  return payload.state === 'ready' ? labelOf(payload.data) : undefined;
}

function Rows({ model, ui, row, other }: TabProps & { other: number }) {
  const payload = usePayload(model, row);
  const otherPayload = usePayload(model, other);
  const goTo = useCallback(() => {
    goToRow(model, ui, other);
  }, [model, ui, other]);
  if (payload.state !== 'ready') return <NoPayload payload={payload} />;
  if (otherPayload.state !== 'ready') return <NoPayload payload={otherPayload} />;
  // The older of the two is what it was before, whichever is selected.
  const [before, after] = other < row ? [other, row] : [row, other];
  const data = (each: number): Payload => (each === row ? payload.data : otherPayload.data);
  return (
    <>
      <div class="view-bar compare-sides">
        <span>
          <span class="compare-removed-sign">−</span> {formatClock(model.log.time(before))}{' '}
          <span aria-hidden="true">→</span> <span class="compare-added-sign">+</span>{' '}
          {formatClock(model.log.time(after))}
        </span>
        <button type="button" class="button button-quiet" onClick={goTo}>
          {t('compare.goTo')}
        </button>
      </div>
      <ComparisonView before={data(before)} after={data(after)} ui={ui} />
    </>
  );
}
