import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import './popover.css';

/** Between a popover and its button, and between it and the edge of the panel, pixels. */
const GAP = 4;

/** A button that opens something above or below itself; a press elsewhere or Escape closes it. */
export function Popover(props: {
  /** What the button shows, and its name where that is no word. */
  children: ComponentChildren;
  name?: string;
  title?: string | undefined;
  class?: string;
  disabled?: boolean;
  /** Name of what opens. */
  label: string;
  renderContent: (close: () => void) => ComponentChildren;
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        class={props.class ?? 'button'}
        popovertarget={id}
        aria-label={props.name}
        aria-haspopup="dialog"
        aria-expanded={open}
        title={props.title}
        disabled={props.disabled}
      >
        {props.children}
      </button>
      <div
        ref={layer}
        id={id}
        popover="auto"
        class="popover"
        role="dialog"
        aria-label={props.label}
        onBeforeToggle={(event) => {
          const opening = event.newState === 'open';
          if (opening && button.current) place(event.currentTarget, button.current);
          setOpen(opening);
        }}
        onToggle={(event) => {
          if (event.newState === 'open')
            event.currentTarget
              .querySelector<HTMLElement>('button:enabled, input')
              ?.focus({ preventScroll: true });
        }}
      >
        {open && props.renderContent(() => layer.current?.hidePopover())}
      </div>
    </>
  );
}

/** On the side of the button that has more room, within the panel. */
function place(layer: HTMLElement, button: HTMLElement): void {
  const { left, right, top, bottom } = button.getBoundingClientRect();
  const { innerWidth, innerHeight } = window;
  const above = top > innerHeight - bottom;
  const { style } = layer;
  style.top = above ? 'auto' : `${bottom + GAP}px`;
  style.bottom = above ? `${innerHeight - top + GAP}px` : 'auto';
  style.maxHeight = `${(above ? top : innerHeight - bottom) - 2 * GAP}px`;
  const toRight = (left + right) / 2 < innerWidth / 2;
  style.left = toRight ? `${Math.max(GAP, left)}px` : 'auto';
  style.right = toRight ? 'auto' : `${Math.max(GAP, innerWidth - right)}px`;
  style.maxWidth = `${(toRight ? innerWidth - left : right) - GAP}px`;
}
