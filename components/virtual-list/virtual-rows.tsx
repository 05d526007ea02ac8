import type { ComponentChildren } from 'preact';
import type { VirtualWindow } from './use-virtualizer.ts';
import './virtual-list.css';

/** A press on a row focuses what scrolls: the focus belongs to the grid or tree, which has the keys. */
function focusWidget({ currentTarget }: { currentTarget: HTMLElement }): void {
  currentTarget.closest<HTMLElement>('[role=grid], [role=tree]')?.focus();
}

/** The scrolling body of a virtualised list; draws each index in view. */
export function VirtualRows(props: {
  view: VirtualWindow;
  role: 'rowgroup' | 'list' | 'group';
  label?: string;
  class?: string;
  renderRow: (index: number) => ComponentChildren;
}) {
  const { view } = props;
  const rows: ComponentChildren[] = [];
  for (let index = view.first; index < view.end; index += 1) rows.push(props.renderRow(index));
  return (
    <div
      class={`virtual-rows ${props.class ?? ''}`}
      role={props.role}
      aria-label={props.label}
      tabIndex={-1}
      onFocus={focusWidget}
      ref={view.scroller}
    >
      <div class="virtual-sizer" role="presentation" style={{ height: `${view.sizerHeight}px` }}>
        <div
          class="virtual-layer"
          role="presentation"
          style={{ transform: `translateY(${view.layerTop}px)` }}
        >
          {rows}
        </div>
      </div>
    </div>
  );
}
