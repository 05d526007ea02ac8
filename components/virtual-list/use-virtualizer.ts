import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import {
  elementHeight,
  maxOffset,
  offsetAfterScroll,
  type ScrollSpace,
  settleTop,
  topOf,
} from './scroll-space.ts';

/** A list of rows of one height, of which only those in view are drawn. */
export interface VirtualizerOptions {
  count: number;
  /** Pixels. */
  rowHeight: number;
  /** Rows drawn above and below what is seen. */
  overscan?: number;
  /** Stay at the last row. */
  follow?: boolean;
  /** Names a row while others come and go around it: it keeps the reader's place. */
  keyAt?: (index: number) => number;
  /** Index of the row with a key, or of the one that would follow it. */
  indexFrom?: (key: number) => number;
  /** A row that rather than any other keeps its place while it is in view. */
  preferred?: number | null;
  /** After the user scrolled; not after the list moved itself. */
  onUserScroll?: (direction: 'up' | 'down', atEnd: boolean) => void;
}

/** What to draw, and how to move. */
export interface VirtualWindow {
  /** `ref` of the element that scrolls. */
  scroller: (element: HTMLElement | null) => void;
  /** First row to draw, and the one after the last. */
  first: number;
  end: number;
  /** Pixels: height of the scrolled element, and where in it the first drawn row starts. */
  sizerHeight: number;
  layerTop: number;
  /** Whole rows that fit into view. */
  page: number;
  /**
   * Key of the element that draws a row. Rows that stay in view keep their elements; after a jump
   * those of other rows are written anew, which costs less than making them.
   */
  elementKey: (index: number) => number;
  /** Brings a row into view with as little movement as possible. */
  reveal: (index: number) => void;
  /** Brings a row into the middle of the view, unless it is seen already. */
  center: (index: number) => void;
}

/** A turn of the wheel moves the list for this long at most where the browser does so smoothly, ms. */
const WHEEL_LASTS = 500;

interface State {
  viewport: number;
  /** Pixels into the rows, and the `scrollTop` that belongs to it. */
  offset: number;
  top: number;
  /** The element's own `scrollTop` as far as is known: to ask for it lays out the page. */
  seenTop: number;
  anchor: { key: number; inside: number } | null;
  /** When the wheel was turned last, milliseconds of the document. */
  wheeledAt: number;
  /** First row drawn last time, and the row whose element has the key 0. */
  first: number;
  keyBase: number;
}

/**
 * Virtualises rows of one height. It is arithmetic and so costs the same for ten rows as for ten
 * million; `@tanstack/virtual-core` measures every row again when one is appended, 10 ms of CPU
 * for the millionth.
 */
export function useVirtualizer(options: VirtualizerOptions): VirtualWindow {
  const { count, rowHeight, overscan = 8 } = options;
  const [, redraw] = useState({});
  const [element, scroller] = useState<HTMLElement | null>(null);
  const [state] = useState<State>(() => ({
    viewport: 0,
    offset: 0,
    top: 0,
    seenTop: 0,
    anchor: null,
    wheeledAt: -Infinity,
    first: 0,
    keyBase: 0,
  }));
  const latest = useRef(options);
  latest.current = options;

  const space = { content: count * rowHeight, viewport: state.viewport };
  place(state, space, options);

  const setOffset = useCallback(
    (offset: number) => {
      const { count, rowHeight } = latest.current;
      const space = { content: count * rowHeight, viewport: state.viewport };
      state.offset = Math.min(Math.max(0, offset), maxOffset(space));
      state.top = topOf(space, state.offset);
      state.anchor = anchorAt(state, latest.current);
      redraw({});
    },
    [state],
  );

  useLayoutEffect(() => {
    state.anchor = anchorAt(state, latest.current);
  }, [state, options.preferred]);

  useLayoutEffect(() => {
    // Once all is written that is drawn in this frame: else each list would lay out the page anew.
    if (element && Math.abs(state.seenTop - state.top) >= 1)
      queueMicrotask(() => moveTo(element, state));
  });

  useLayoutEffect(() => {
    if (!element) return;
    const observer = new ResizeObserver(() => {
      state.seenTop = element.scrollTop;
      if (state.viewport === element.clientHeight) return;
      state.viewport = element.clientHeight;
      redraw({});
    });
    observer.observe(element);
    state.viewport = element.clientHeight;
    state.seenTop = element.scrollTop;
    redraw({});
    const listening = new AbortController();
    const { signal } = listening;
    element.addEventListener(
      'wheel',
      ({ timeStamp }) => {
        state.wheeledAt = timeStamp;
      },
      { signal, passive: true },
    );
    element.addEventListener(
      'scroll',
      ({ timeStamp }) => {
        const byWheel = timeStamp - state.wheeledAt < WHEEL_LASTS;
        onScroll(element, state, latest.current, byWheel, redraw);
      },
      { signal, passive: true },
    );
    element.addEventListener('scrollend', () => onScrollEnd(state, latest.current, redraw), {
      signal,
    });
    return () => {
      observer.disconnect();
      listening.abort();
    };
  }, [element, state]);

  const reveal = useCallback(
    (index: number) => {
      const { rowHeight } = latest.current;
      const start = index * rowHeight;
      const end = start + rowHeight - state.viewport;
      if (start < state.offset) setOffset(start);
      else if (end > state.offset) setOffset(end);
    },
    [setOffset, state],
  );

  const center = useCallback(
    (index: number) => {
      const { rowHeight } = latest.current;
      const top = index * rowHeight - state.offset;
      if (top >= 0 && top + rowHeight <= state.viewport) return;
      setOffset(index * rowHeight - (state.viewport - rowHeight) / 2);
    },
    [setOffset, state],
  );

  const seen = Math.floor(state.offset / rowHeight);
  const first = Math.max(0, Math.min(seen, count) - overscan);
  const end = Math.min(count, Math.ceil((state.offset + state.viewport) / rowHeight) + overscan);
  // Where no row stays in view.
  if (Math.abs(first - state.first) >= end - first) state.keyBase += first - state.first;
  state.first = first;
  const { keyBase } = state;
  return {
    scroller,
    first,
    end,
    sizerHeight: elementHeight(space),
    layerTop: first * rowHeight + state.top - state.offset,
    page: Math.max(1, Math.floor(state.viewport / rowHeight)),
    elementKey: (index) => index - keyBase,
    reveal,
    center,
  };
}

function moveTo(element: HTMLElement, state: State): void {
  element.scrollTop = state.top;
  state.seenTop = element.scrollTop;
}

/** The row that the place is remembered by: the preferred one where it is seen, else the topmost. */
function anchorAt(state: State, options: VirtualizerOptions): State['anchor'] {
  const { count, rowHeight, keyAt, indexFrom, preferred } = options;
  if (!keyAt || !indexFrom || count === 0) return null;
  const first = Math.min(count - 1, Math.floor(state.offset / rowHeight));
  if (preferred !== null && preferred !== undefined) {
    const index = indexFrom(preferred);
    const top = index * rowHeight - state.offset;
    if (index < count && keyAt(index) === preferred && top > -rowHeight && top < state.viewport)
      return { key: preferred, inside: -top };
  }
  return { key: keyAt(first), inside: state.offset - first * rowHeight };
}

/** Where the list belongs now that rows may have come or gone. */
function place(state: State, space: ScrollSpace, options: VirtualizerOptions): void {
  const { anchor } = state;
  let offset = state.offset;
  if (options.follow) {
    offset = maxOffset(space);
  } else if (anchor && options.indexFrom) {
    // Also while a filter hides that row, or has not found it yet: its place is that of the next.
    const index = options.indexFrom(anchor.key);
    offset = index * options.rowHeight + anchor.inside;
  }
  state.offset = Math.min(Math.max(0, offset), maxOffset(space));
  state.top = settleTop(space, state.offset, state.top);
  if (options.follow || !anchor) state.anchor = anchorAt(state, options);
}

function onScroll(
  element: HTMLElement,
  state: State,
  options: VirtualizerOptions,
  byWheel: boolean,
  redraw: (fresh: object) => void,
): void {
  const top = element.scrollTop;
  state.seenTop = top;
  // The echo of our own move; a browser rounds to device pixels.
  if (Math.abs(top - state.top) < 1 && top > 0) return;
  if (state.viewport !== element.clientHeight) {
    state.viewport = element.clientHeight;
    // The list became higher, and the browser moved it up to fit: no hand did.
    if (state.top > top && Math.abs(element.scrollHeight - element.clientHeight - top) < 1)
      return redraw({});
  }
  const space = { content: options.count * options.rowHeight, viewport: state.viewport };
  const before = state.offset;
  state.offset = offsetAfterScroll(space, before, state.top, top, byWheel);
  state.top = top;
  state.anchor = anchorAt(state, options);
  if (state.offset !== before)
    options.onUserScroll?.(
      state.offset < before ? 'up' : 'down',
      state.offset >= maxOffset(space) - 2,
    );
  redraw({});
}

/** Once the hand is off, moves the thumb to where it belongs; what is seen stays. */
function onScrollEnd(
  state: State,
  options: VirtualizerOptions,
  redraw: (fresh: object) => void,
): void {
  const space = { content: options.count * options.rowHeight, viewport: state.viewport };
  const top = topOf(space, state.offset);
  if (Math.abs(top - state.top) < 1) return;
  state.top = top;
  redraw({});
}
