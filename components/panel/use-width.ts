import { useLayoutEffect, useState } from 'preact/hooks';

/** The width of an element's content, or of what `measured` finds in it, pixels; 0 until it is known. */
export function useWidth<Kind extends HTMLElement>(
  measured?: string,
): [ref: (element: Kind | null) => void, width: number] {
  const [element, ref] = useState<Kind | null>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!element) return;
    const measure = () =>
      setWidth((measured ? element.querySelector(measured) : element)?.clientWidth ?? 0);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element, measured]);
  return [ref, width];
}
