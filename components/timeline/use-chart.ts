import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChartContent, ChartEvents, TimelineChart } from './chart.ts';

/** Keeps a chart of `content` in an element; the library comes when it is first needed. */
export function useChart(
  host: { readonly current: HTMLElement | null },
  content: ChartContent | null,
  events: ChartEvents,
): TimelineChart | null {
  const [chart, setChart] = useState<TimelineChart | null>(null);
  const latest = useRef({ content, events });
  latest.current = { content, events };
  const isShown = content !== null;
  useEffect(() => {
    if (!isShown) return;
    let made: TimelineChart | null = null;
    let isOver = false;
    const make = async (): Promise<void> => {
      const { TimelineChart: Chart } = await import('./chart.ts');
      const { content: first } = latest.current;
      if (isOver || !first || !host.current) return;
      made = new Chart(host.current, first, {
        brush: (range) => latest.current.events.brush(range),
        zoom: (factor, around) => latest.current.events.zoom(factor, around),
        pan: (share) => latest.current.events.pan(share),
        hover: (time) => latest.current.events.hover(time),
      });
      setChart(made);
    };
    void make();
    return () => {
      isOver = true;
      made?.destroy();
      setChart(null);
    };
  }, [isShown, host]);
  useEffect(() => {
    if (chart && content) chart.update(content);
  });
  return chart;
}
