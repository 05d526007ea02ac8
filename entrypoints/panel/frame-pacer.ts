/** The longest rest, ms: what is shown is never older. */
const MOST_REST = 100;

/**
 * Calls back before a frame is drawn, and after each frame rests for as long as that one took. So a
 * stream that never ends leaves half of the panel’s time for input and for what arrives; a message
 * after a pause is drawn in the next frame. Asked for during a frame, as the next slice of a search
 * is, the next frame comes without a rest.
 */
export function createFramePacer(): (callback: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  let started = 0;
  let restUntil = 0;
  // Posted during a frame, it arrives when the frame has been laid out and painted.
  port1.addEventListener('message', () => {
    const now = performance.now();
    restUntil = now + Math.min(now - started, MOST_REST);
  });
  port1.start();
  const draw = (callback: () => void): void => {
    requestAnimationFrame(() => {
      started = performance.now();
      port2.postMessage(null);
      callback();
    });
  };
  return (callback) => {
    const rest = restUntil - performance.now();
    if (rest > 0) setTimeout(draw, rest, callback);
    else draw(callback);
  };
}
