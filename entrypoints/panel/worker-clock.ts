import type { RunClock } from '../../lib/control/run-clock.ts';

/**
 * A clock whose waits end in time also while the panel is not shown: browsers slow the timers of a
 * hidden page down, those of its worker they do not. The worker starts with the first wait.
 */
export function createWorkerClock(): RunClock {
  const waiting = new Map<number, () => void>();
  let worker: Worker | undefined;
  let next = 0;
  const start = (): Worker => {
    const started = new Worker(new URL('clock-worker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<number>) => waiting.get(data)?.());
    return started;
  };
  return {
    now: () => performance.now(),
    wait: (time, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) {
          resolve();
          return;
        }
        const id = next;
        next += 1;
        const end = () => {
          waiting.delete(id);
          signal.removeEventListener('abort', end);
          resolve();
        };
        waiting.set(id, end);
        signal.addEventListener('abort', end);
        worker ??= start();
        // A worker has no origin to name.
        // eslint-disable-next-line unicorn/require-post-message-target-origin
        worker.postMessage({ id, time });
      }),
  };
}
