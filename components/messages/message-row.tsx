import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { connectionName } from '../connections/connection-text.ts';
import { formatBytes, formatCount } from '../format/numbers.ts';
import { formatClock, formatDelta } from '../format/times.ts';
import { describeRow, type RowView } from './row-view.ts';

/** Id of the element that shows a row, for `aria-activedescendant`. */
export function rowElementId(row: number): string {
  return `message-row-${row}`;
}

/** One row of the grid. */
export function MessageRow(props: {
  model: PanelModel;
  row: number;
  /** The row shown before this one; null for the first. */
  previous: number | null;
  /** Position in the list, from 0. */
  index: number;
  selected: boolean;
  /** Whether rows of several connections are mixed. */
  mixed: boolean;
}) {
  const { row, previous } = props;
  const { log } = props.model;
  const view = describeRow(log, row);
  const common = {
    id: rowElementId(row),
    role: 'row',
    'aria-rowindex': props.index + 2,
    'aria-selected': props.selected,
    'data-row': row,
    class: rowClass(view, props.selected),
  } as const;

  if (view.tone === 'gap')
    return (
      <div {...common}>
        <span role="gridcell" aria-colindex={1} aria-colspan={8} title={view.data}>
          {view.data}
        </span>
      </div>
    );

  const time = log.time(row);
  const size = log.byteLength(row);
  const key = props.mixed ? log.connection(row) : 0;
  const connection = key ? props.model.connection(key) : undefined;
  return (
    <div {...common}>
      <span role="gridcell" aria-colindex={1} class="cell-number">
        {formatCount(props.index + 1)}
      </span>
      <span role="gridcell" aria-colindex={2} class="cell-time">
        {formatClock(time)}
      </span>
      <span role="gridcell" aria-colindex={3} class="cell-delta">
        {previous !== null && formatDelta(time - log.time(previous))}
      </span>
      <span role="gridcell" aria-colindex={4} class={`cell-direction ${view.direction}`}>
        <Direction view={view} />
      </span>
      <span role="gridcell" aria-colindex={5} class="cell-connection">
        {connection && connectionName(connection.url)}
      </span>
      <span role="gridcell" aria-colindex={6} class="cell-label">
        {view.label}
      </span>
      <span role="gridcell" aria-colindex={7} class="cell-data mono">
        {view.direction === '' && (
          <b class="label-in-data" aria-hidden="true">
            {view.label}{' '}
          </b>
        )}
        {view.tags.map((tag) => (
          <span key={tag.text} class={`tag tag-${tag.tone}`}>
            {tag.text}
          </span>
        ))}
        {view.struck ? <s>{view.data}</s> : view.data}
      </span>
      <span role="gridcell" aria-colindex={8} class="cell-size">
        {view.direction !== '' && formatBytes(size)}
      </span>
    </div>
  );
}

function Direction({ view }: { view: RowView }) {
  if (view.direction === '') return null;
  return (
    <>
      <span aria-hidden="true">{view.direction === 'sent' ? '↑' : '↓'}</span>
      <span class="visually-hidden">
        {t(view.direction === 'sent' ? 'messages.sent' : 'messages.received')}
      </span>
    </>
  );
}

function rowClass(view: RowView, selected: boolean): string {
  let name = `message-row row-${view.tone}`;
  if (view.injected) name += ' row-injected';
  if (selected) name += ' row-selected';
  return name;
}
