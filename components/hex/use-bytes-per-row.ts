import { type RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** Padding, gaps and scroll bar beside the characters of a row, pixels. */
const SPACE = 60;

/** How many bytes fit into a line: sixteen, or eight or four where the pane is narrow. */
export function useBytesPerRow(
  frame: RefObject<HTMLElement | null>,
  ruler: RefObject<HTMLElement | null>,
  digits: number,
): number {
  const [perRow, setPerRow] = useState(16);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => {
      const character = (ruler.current?.getBoundingClientRect().width ?? 0) / 100;
      const room = element.clientWidth - SPACE;
      setPerRow([16, 8].find((count) => (digits + count * 4 + 1) * character <= room) ?? 4);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, ruler, digits]);
  return perRow;
}
