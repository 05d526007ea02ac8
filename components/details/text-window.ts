import { visibleText } from '../../lib/session/visible-text.ts';

/** UTF-16 units laid out at first, and more with each press. */
const STEP = 50_000;
/** Beyond this a browser takes seconds to lay the text out. */
const MOST = 2_000_000;

/** The part of a text that is laid out. */
export interface TextWindow {
  start: number;
  end: number;
}

/** The beginning of a text. */
export function firstWindow(length: number): TextWindow {
  return { start: 0, end: Math.min(length, STEP) };
}

/** The window itself where it has an offset in it, else one that has. */
export function windowAround(window: TextWindow, at: number, length: number): TextWindow {
  if (at >= window.start && at < window.end) return window;
  const start = Math.max(0, at - STEP / 2);
  return { start, end: Math.min(length, start + STEP) };
}

/** A window with more after it or before it; what gets too long is let go at the other end. */
export function widen(window: TextWindow, where: 'after' | 'before', length: number): TextWindow {
  const more = Math.min(MOST / 2, (window.end - window.start) * 2);
  if (where === 'after') {
    const end = Math.min(length, window.end + more);
    return { start: Math.max(window.start, end - MOST), end };
  }
  const start = Math.max(0, window.start - more);
  return { start, end: Math.min(window.end, start + MOST) };
}

/** The text in a window as it is shown, and where in that an offset of the text is. */
export function showWindow(text: string, { start, end }: TextWindow) {
  const part = text.slice(start, end);
  const shown = visibleText(part);
  if (shown === part) return { shown, placeOf: (offset: number) => offset - start };
  const places = placesOf(part);
  return { shown, placeOf: (offset: number) => places[offset - start] as number };
}

/** Where each code unit of a text stands in the text as it is shown: hidden ones are longer there. */
function placesOf(text: string): Uint32Array {
  const places = new Uint32Array(text.length + 1);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const plain = code >= 0x20 && code < 0x7f;
    const isLineEnd = code === 0x0d && text.charCodeAt(index + 1) === 0x0a;
    const length = plain ? 1 : isLineEnd ? 0 : visibleText(text.charAt(index)).length;
    places[index + 1] = (places[index] as number) + length;
  }
  return places;
}
