/** How long work may hold the thread before it lets others have it, milliseconds: half a frame. */
const SLICE = 8;

/** Work that can be put down: yields how much of it is done, from 0 to 1, and returns what came of it. */
export type Work<T> = Generator<number, T, void>;

/** How far work is. */
export type Progress<T> = { done: true; value: T } | { done: false; share: number };

/** Goes on with work for about some milliseconds. */
export function advance<T>(work: Work<T>, milliseconds = SLICE): Progress<T> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const { done, value } = work.next();
    if (done) return { done, value };
    if (performance.now() >= end) return { done: false, share: value };
  }
}

/** Does all of the work at once. */
export function finish<T>(work: Work<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/**
 * Does work in slices with a pause after each, until it is done or `signal` says to leave it:
 * then it rejects with the signal's reason.
 */
export async function inSlices<T>(
  work: Work<T>,
  signal: AbortSignal,
  report: (share: number) => void = () => {},
): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    const progress = advance(work);
    if (progress.done) return progress.value;
    report(progress.share);
    await pause();
  }
}

/** Lets everything run that waits. Not a timer: those of a hidden panel run once a second. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const onMessage = () => {
      port1.close();
      resolve();
    };
    port1.addEventListener('message', onMessage, { once: true });
    port1.start();
    port2.postMessage(null);
  });
}
