import type { ComponentChildren } from 'preact';
import { t } from '../../lib/i18n/translate.ts';
import { isPathColumn } from '../../lib/panel/columns.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { type SavedFilter, savedName } from '../../lib/panel/saved-filters.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import type { PathValue, PathValues } from '../../lib/panel/path-values.ts';
import { connectionName } from '../connections/connection-text.ts';
import { refusedAt } from '../connections/handshake-status.ts';
import { formatBytes, formatCount } from '../format/numbers.ts';
import { formatDelta } from '../format/times.ts';
import type { LaidOutColumn } from './columns.ts';
import { describeRow, type RowView } from './row-view.ts';
import { type Moments, timeText } from './time-text.ts';

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
  columns: readonly LaidOutColumn[];
  /** What a time says beside the clock. */
  moments: Moments;
  values: PathValues;
}) {
  const { model, row, columns } = props;
  const { log } = model;
  const view = describeRow(log, row);
  const refused = refusedAt(model, row);
  if (refused) view.tags.unshift({ text: refused, tone: 'error' });
  const mark = model.markOf(row);
  const common = {
    id: rowElementId(row),
    role: 'row',
    'aria-rowindex': props.index + 2,
    'aria-selected': props.selected,
    'data-row': row,
    class: rowClass(view, props.selected, mark),
    title: mark && t('savedFilters.markedBy', { name: savedName(mark) }),
  } as const;

  if (view.tone === 'gap')
    return (
      <div {...common}>
        <span role="gridcell" aria-colindex={1} aria-colspan={columns.length} title={view.data}>
          {view.data}
        </span>
      </div>
    );

  const previous = props.previous === null ? null : log.time(props.previous);
  const labelInData = !columns.some(({ id }) => id === 'label');
  const content = (id: string): ComponentChildren => {
    switch (id) {
      case 'number':
        return formatCount(props.index + 1);
      case 'time':
        return timeText(log.time(row), previous, props.moments);
      case 'delta':
        return previous !== null && formatDelta(log.time(row) - previous);
      case 'direction':
        return <Direction view={view} />;
      case 'connection':
        return connectionName(model.connection(log.connection(row))?.url ?? '');
      case 'label':
        return view.label;
      case 'data':
        return (
          <>
            {mark && <span class="tag row-mark">{visibleLine(savedName(mark), 24)}</span>}
            <Data view={view} labelled={labelInData} />
          </>
        );
      case 'size':
        return view.direction !== '' && formatBytes(log.byteLength(row));
      default:
        return <Value value={props.values.at(row, id)} />;
    }
  };
  return (
    <div {...common}>
      {columns.map(({ id }, index) => (
        <span key={id} role="gridcell" aria-colindex={index + 1} class={cellClass(id, view)}>
          {content(id)}
        </span>
      ))}
    </div>
  );
}

function cellClass(id: string, view: RowView): string {
  if (isPathColumn(id)) return 'cell-path mono';
  if (id === 'direction') return `cell-direction ${view.direction}`;
  return id === 'data' ? 'cell-data mono' : `cell-${id}`;
}

function Data({ view, labelled }: { view: RowView; labelled: boolean }) {
  return (
    <>
      {labelled && view.direction === '' && <b class="label-in-data">{view.label} </b>}
      {view.tags.map((tag) => (
        <span key={tag.text} class={`tag tag-${tag.tone}`}>
          {tag.text}
        </span>
      ))}
      {view.struck ? <s dir="auto">{view.data}</s> : <bdi>{view.data}</bdi>}
    </>
  );
}

function Value({ value }: { value: PathValue | undefined }) {
  if (value?.state === 'value') return <bdi>{value.text}</bdi>;
  if (value?.state !== 'long') return null;
  return (
    <span class="cell-why" title={t('messages.tooLongHint')}>
      {t('messages.tooLong')}
    </span>
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

function rowClass(view: RowView, selected: boolean, mark: SavedFilter | undefined): string {
  let name = `message-row row-${view.tone}`;
  if (view.injected) name += ' row-injected';
  if (mark) name += ` row-marked ${mark.effect}`;
  if (selected) name += ' row-selected';
  return name;
}
