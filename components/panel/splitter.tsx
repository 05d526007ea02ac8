import type { Signal } from '@preact/signals';
import './splitter.css';

const STEP = 16;

/** A bar between two panes that is dragged, or moved with the arrow keys, to size one of them; a double click gives it back its own size. */
export function Splitter(props: {
  label: string;
  /** Direction of the bar itself. */
  orientation: 'vertical' | 'horizontal';
  /** Null while it has the size that fits the panel. */
  size: Signal<number | null>;
  fitting: number;
  min: number;
  /** Greatest size that leaves room for the rest, asked for when it matters. */
  max: () => number;
  /** The sized pane comes after the bar. */
  after?: boolean;
}) {
  const { size, min, orientation } = props;
  const vertical = orientation === 'vertical';
  const sign = props.after ? -1 : 1;

  const resize = (next: number) => {
    size.value = Math.round(Math.min(Math.max(min, next), Math.max(min, props.max())));
  };

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const bar = event.currentTarget as HTMLElement;
    const start = vertical ? event.clientX : event.clientY;
    const before = Math.min(size.value ?? props.fitting, Math.max(min, props.max()));
    const dragging = new AbortController();
    const { signal } = dragging;
    bar.setPointerCapture(event.pointerId);
    bar.addEventListener(
      'pointermove',
      (move) => resize(before + sign * ((vertical ? move.clientX : move.clientY) - start)),
      { signal },
    );
    bar.addEventListener('lostpointercapture', () => dragging.abort(), { signal });
    event.preventDefault();
    bar.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const less = vertical ? 'ArrowLeft' : 'ArrowUp';
    const more = vertical ? 'ArrowRight' : 'ArrowDown';
    const current = Math.min(size.value ?? props.fitting, Math.max(min, props.max()));
    if (event.key === less) resize(current - sign * STEP);
    else if (event.key === more) resize(current + sign * STEP);
    else if (event.key === 'Home') resize(min);
    else if (event.key === 'End') resize(props.max());
    else return;
    event.preventDefault();
  };

  return (
    <div
      class={`splitter splitter-${orientation}`}
      role="separator"
      tabIndex={0}
      aria-label={props.label}
      aria-orientation={orientation}
      aria-valuenow={size.value ?? props.fitting}
      aria-valuemin={min}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      onDblClick={() => {
        size.value = null;
      }}
    />
  );
}
