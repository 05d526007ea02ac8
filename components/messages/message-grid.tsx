import { useLayoutEffect, useMemo } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import { shownPaths } from '../../lib/panel/columns.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { PathValues } from '../../lib/panel/path-values.ts';
import { copyRows } from '../clipboard/copy-rows.ts';
import { isMenuKey, menuPlace } from '../menu/menu-state.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { useWidth } from '../panel/use-width.ts';
import { useVirtualizer } from '../virtual-list/use-virtualizer.ts';
import { VirtualRows } from '../virtual-list/virtual-rows.tsx';
import { columnTemplate, layOutColumns } from './columns.ts';
import { GridHead } from './grid-head.tsx';
import { rowAfterKey } from './grid-keys.ts';
import { MessageRow, rowElementId } from './message-row.tsx';
import { openRowMenu } from './row-menu.ts';
import {
  extendTo,
  isSelected,
  MOST_SELECTED,
  selectAll,
  selectedRows,
  selectRow,
  toggleRow,
} from './selection.ts';
import { momentsOf } from './time-text.ts';
import { MessagesEmpty } from './messages-empty.tsx';
import { useSelectedStays } from './use-selected-stays.ts';
import './messages.css';

/** Pixels. */
const ROW_HEIGHTS = { dense: 22, relaxed: 30 } as const;

/** The messages that pass the filters, in order. */
export function MessageGrid({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  // The list grows in place; the version says when.
  void model.version.value;
  const rows = model.rows.value;
  const selectedRow = model.selectedRow.value;
  const mixed = model.selectedConnection.value === null && model.connections.value.length > 1;
  const { preferences } = model;
  const rowHeight = ROW_HEIGHTS[preferences.rows.value];
  // The head keeps free what the scroll bar beside the rows takes.
  const [measured, width] = useWidth<HTMLDivElement>('.message-head');
  const choices = preferences.columns.value;
  const columns = layOutColumns(choices, width, mixed);
  const values = useMemo(() => new PathValues(model.log, shownPaths(choices)), [model, choices]);
  const moments = momentsOf(model, preferences.timeStyle.value);
  const view = useVirtualizer({
    count: rows.length,
    rowHeight,
    follow: model.following.value,
    keyAt: (index) => rows.at(index),
    indexFrom: (row) => rows.indexFrom(row),
    preferred: selectedRow,
    onUserScroll: (direction, atEnd) => {
      if (direction === 'up' && !atEnd) model.following.value = false;
      else if (direction === 'down' && atEnd) model.following.value = true;
    },
  });

  useSelectedStays(model);
  const wanted = ui.wanted.value;
  // After each drawing: a row that a filter has just let in is found in its own time.
  useLayoutEffect(() => {
    if (wanted === null) return;
    const index = rows.indexOf(wanted);
    if (index >= 0) view.center(index);
    if (index >= 0 || selectedRow !== wanted) ui.wanted.value = null;
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (isMenuKey(event)) return openMenu(event);
    if (event.key === 'c' && (event.ctrlKey || event.metaKey)) {
      if (selectedRow === null || getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      void copyRows(model, ui, selectedRows(model, ui), 'payloads');
      return;
    }
    if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      sayWhetherAll(selectAll(model, ui), ui);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      ui.targets.details?.focus();
      return;
    }
    const current = selectedRow === null ? -1 : rows.indexOf(selectedRow);
    const next = rowAfterKey(event.key, current, rows.length, view.page);
    if (next === null) return;
    event.preventDefault();
    model.following.value = next === rows.length - 1;
    if (event.shiftKey) sayWhetherAll(extendTo(model, ui, next), ui);
    else selectRow(model, ui, rows.at(next));
    view.reveal(next);
  };

  const onMouseDown = (event: MouseEvent) => {
    if (event.button !== 0) return;
    // Here and not on click: by then the row may have moved on under the pointer.
    const element = (event.target as Element).closest<HTMLElement>('[data-row]');
    if (!element) return;
    const row = Number(element.dataset['row']);
    if (event.shiftKey) sayWhetherAll(extendTo(model, ui, rows.indexOf(row)), ui);
    else if (event.ctrlKey || event.metaKey) toggleRow(model, ui, row);
    else selectRow(model, ui, row);
  };

  const onContextMenu = (event: MouseEvent) => {
    const pressed = (event.target as Element).closest<HTMLElement>('[data-row]');
    if (pressed && !isSelected(model, ui, Number(pressed.dataset['row'])))
      selectRow(model, ui, Number(pressed.dataset['row']));
    openMenu(event);
  };

  const openMenu = (event: MouseEvent | KeyboardEvent) => {
    const grid = event.currentTarget as HTMLElement;
    event.preventDefault();
    grid.focus();
    const current = model.selectedRow.value;
    const drawn = current === null ? null : document.getElementById(rowElementId(current));
    openRowMenu(model, ui, menuPlace(event, drawn ?? grid));
  };

  return (
    <div class="messages" ref={measured}>
      <div
        style={{ '--columns': columnTemplate(columns), '--row-height': `${rowHeight}px` }}
        class="message-grid"
        role="grid"
        aria-label={t('messages.title')}
        aria-busy={!model.connected.value}
        aria-rowcount={rows.length + 1}
        aria-multiselectable
        aria-colcount={columns.length}
        aria-activedescendant={
          selectedRow === null || !isDrawn(rows.indexOf(selectedRow), view)
            ? undefined
            : rowElementId(selectedRow)
        }
        tabIndex={0}
        onKeyDown={onKeyDown}
        onMouseDown={onMouseDown}
        onContextMenu={onContextMenu}
        onWheel={(event) => {
          // Before the first pixel has moved: the next batch must not win against the hand.
          if (event.deltaY < 0 && rows.length > view.page) model.following.value = false;
        }}
      >
        <GridHead columns={columns} model={model} ui={ui} />
        <VirtualRows
          view={view}
          role="rowgroup"
          class="message-rows"
          renderRow={(index) => {
            const row = rows.at(index);
            return (
              <MessageRow
                key={view.elementKey(index)}
                model={model}
                row={row}
                previous={index > 0 ? rows.at(index - 1) : null}
                index={index}
                selected={isSelected(model, ui, row)}
                columns={columns}
                moments={moments}
                values={values}
              />
            );
          }}
        />
      </div>
      {rows.length === 0 && <MessagesEmpty model={model} />}
    </div>
  );
}

function sayWhetherAll(all: boolean, ui: PanelUi): void {
  if (all) return;
  const text = t('messages.mostSelected', { most: MOST_SELECTED });
  ui.notice.value = { tone: 'info', text };
}

function isDrawn(index: number, view: { first: number; end: number }): boolean {
  return index >= view.first && index < view.end;
}
