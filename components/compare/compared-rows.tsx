import type { ComponentChildren } from 'preact';
import { useVirtualizer } from '../virtual-list/use-virtualizer.ts';
import { VirtualRows } from '../virtual-list/virtual-rows.tsx';

const ROW_HEIGHT = 18;

/** The lines of a comparison, of which only those in view are drawn. */
export function ComparedRows(props: {
  label: string;
  count: number;
  renderRow: (index: number) => ComponentChildren;
}) {
  const view = useVirtualizer({ count: props.count, rowHeight: ROW_HEIGHT });
  const step: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: view.page,
    PageUp: -view.page,
    Home: -props.count,
    End: props.count,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = step[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const edge = by > 0 ? view.end - 1 : view.first;
    view.reveal(Math.min(Math.max(0, edge + by), props.count - 1));
  };
  return (
    <div
      class="compare-rows mono"
      role="region"
      aria-label={props.label}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <VirtualRows view={view} role="list" class="compare-body" renderRow={props.renderRow} />
    </div>
  );
}

/** One line: what it is, in a sign and in a word for those who do not see it. */
export function ComparedRow(props: {
  kind: 'same' | 'removed' | 'added' | 'changed' | 'folded';
  word: string;
  children: ComponentChildren;
}) {
  return (
    <div class={`compare-row compare-${props.kind}`} role="listitem">
      <span class="compare-sign" aria-hidden="true">
        {SIGNS[props.kind]}
      </span>
      {props.word !== '' && <span class="visually-hidden">{props.word} </span>}
      {props.children}
    </div>
  );
}

/** What a line is, for those who do not see its sign. */
export const KIND_WORDS = {
  added: 'compare.added',
  removed: 'compare.removed',
  changed: 'compare.changed',
} as const;

const SIGNS = { same: ' ', removed: '−', added: '+', changed: '~', folded: '⋯' };
