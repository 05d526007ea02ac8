import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { Preferences } from '../../lib/panel/preferences.ts';
import { COLUMN_WIDTHS, isPathColumn, moveColumn, setColumn } from '../../lib/panel/columns.ts';
import { isMenuKey, menuPlace } from '../menu/menu-state.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { moveDrawn, openColumnMenu } from './column-menu.ts';
import { COLUMN_FACTS, columnName, isOwnColumn, type LaidOutColumn } from './columns.ts';

const STEP = 8;
/** Pixels that the hand may tremble before a press is a drag. */
const TREMBLE = 4;

/** The heads of the columns: dragged, sized at their edges, and all of it by keys and by a menu too. */
export function GridHead(props: {
  columns: readonly LaidOutColumn[];
  model: PanelModel;
  ui: PanelUi;
}) {
  const { columns, model, ui } = props;
  const { preferences } = model;
  const flexible = columns.findIndex(({ width }) => width === null);

  const open = (id: string, place: { x: number; y: number }) =>
    openColumnMenu(model, ui, columns, id, place);

  const onKeyDown = (event: KeyboardEvent) => {
    const head = event.currentTarget as HTMLElement;
    const cells = headCells(head);
    const at = cells.indexOf(event.target as HTMLElement);
    const column = columns[at];
    if (!column) return;
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step !== 0 && event.altKey) moveDrawn(preferences, columns, at, step);
    else if (step !== 0 && event.shiftKey && column.width !== null)
      resize(preferences, column.id, (cells[at]?.offsetWidth ?? 0) + step * STEP);
    else if (step !== 0) cells[at + step]?.focus();
    else if (event.key === 'Home') cells[0]?.focus();
    else if (event.key === 'End') cells.at(-1)?.focus();
    else if (event.key === 'Enter' || event.key === ' ' || isMenuKey(event))
      open(column.id, menuPlace(event, cells[at]!));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div class="message-head" role="row" aria-rowindex={1} onKeyDown={onKeyDown}>
      {columns.map(({ id, width }, index) => {
        const name = columnName(id, preferences);
        const sign = isOwnColumn(id) ? COLUMN_FACTS[id].sign : undefined;
        return (
          <span
            key={id}
            role="columnheader"
            class={`cell-${isPathColumn(id) ? 'path mono' : id}`}
            aria-colindex={index + 1}
            aria-label={name}
            title={name}
            data-column={id}
            tabIndex={index === 0 ? 0 : -1}
            onPointerDown={(event) =>
              drag(event, preferences, columns, index, (cell) => open(id, menuPlace(event, cell)))
            }
            onContextMenu={(event) => {
              event.preventDefault();
              event.stopPropagation();
              open(id, menuPlace(event, event.currentTarget));
            }}
          >
            {sign ?? name}
            {width !== null && (
              <i
                class={`column-edge ${index > flexible ? 'column-edge-start' : ''}`}
                aria-hidden="true"
                onPointerDown={(event) => size(event, preferences, id, index > flexible ? -1 : 1)}
                onDblClick={() => setColumn(preferences, id, { width: null })}
              />
            )}
          </span>
        );
      })}
    </div>
  );
}

function headCells(head: Element): HTMLElement[] {
  return [...head.querySelectorAll<HTMLElement>('[role=columnheader]')];
}

function resize(preferences: Preferences, id: string, width: number): void {
  const { least, most } = COLUMN_WIDTHS;
  setColumn(preferences, id, { width: Math.round(Math.min(most, Math.max(least, width))) });
}

/** Sizes a column by its edge until the button is let go. */
function size(event: PointerEvent, preferences: Preferences, id: string, sign: 1 | -1): void {
  if (event.button !== 0) return;
  event.preventDefault();
  event.stopPropagation();
  const edge = event.currentTarget as HTMLElement;
  const before = edge.parentElement?.offsetWidth ?? 0;
  follow(edge, event, (move) =>
    resize(preferences, id, before + sign * (move.clientX - event.clientX)),
  );
}

/** Takes a column to where the button is let go; where it was not moved, that was a press. */
function drag(
  event: PointerEvent,
  preferences: Preferences,
  columns: readonly LaidOutColumn[],
  index: number,
  onPress: (cell: HTMLElement) => void,
): void {
  if (event.button !== 0) return;
  const cell = event.currentTarget as HTMLElement;
  const cells = headCells(cell.parentElement as Element);
  let target: number | null = null;
  const mark = (at: number | null) => {
    target = at;
    cells.forEach((each, position) => {
      each.classList.toggle('drop-before', position === at);
      each.classList.toggle('drop-after', at === cells.length && position === at - 1);
    });
  };
  follow(
    cell,
    event,
    (move) => {
      if (target === null && Math.abs(move.clientX - event.clientX) < TREMBLE) return;
      const past = cells.filter((each) => {
        const { left, width } = each.getBoundingClientRect();
        return move.clientX > left + width / 2;
      });
      mark(past.length);
    },
    () => {
      const at = target;
      mark(null);
      if (at === null) return onPress(cell);
      const column = columns[index];
      if (at !== index && at !== index + 1 && column)
        moveColumn(preferences, column.id, columns[at]?.id ?? null);
    },
  );
}

function follow(
  element: HTMLElement,
  event: PointerEvent,
  onMove: (move: PointerEvent) => void,
  onEnd?: () => void,
): void {
  const following = new AbortController();
  const { signal } = following;
  element.setPointerCapture(event.pointerId);
  element.addEventListener('pointermove', onMove, { signal });
  element.addEventListener(
    'lostpointercapture',
    () => {
      following.abort();
      onEnd?.();
    },
    { signal },
  );
}
