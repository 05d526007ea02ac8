import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PanelModel } from '../../lib/panel/panel-model.ts';

/** A chart that moves is drawn so often, milliseconds: to see a stream, not each frame of it. */
const PAUSE = 250;

/** Has a component drawn anew when the model changed: at once after a pause, and in a flood now and then. */
export function useSlowVersion(model: PanelModel): void {
  const shown = useSignal(0);
  void shown.value;
  useEffect(() => {
    let last = -Infinity;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (): void => {
      timer = undefined;
      last = performance.now();
      shown.value = model.version.peek();
    };
    const stop = model.version.subscribe(() => {
      if (timer !== undefined) return;
      const wait = last + PAUSE - performance.now();
      if (wait <= 0) show();
      else timer = setTimeout(show, wait);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [model, shown]);
}
