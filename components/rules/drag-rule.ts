/** Pixels that the hand may tremble before a press is a drag. */
const TREMBLE = 4;

/** Takes a rule by its handle to where the button is let go; tells before which place that is. */
export function dragRule(event: PointerEvent, onDrop: (to: number) => void): void {
  if (event.button !== 0) return;
  const handle = event.currentTarget as HTMLElement;
  const item = handle.closest('li');
  const items = [...(item?.parentElement?.querySelectorAll<HTMLElement>('.rule') ?? [])].filter(
    (each) => each.querySelector('.rule-handle'),
  );
  let target: number | null = null;
  const mark = (at: number | null) => {
    target = at;
    items.forEach((each, position) => {
      each.classList.toggle('drop-above', position === at);
      each.classList.toggle('drop-below', at === items.length && position === at - 1);
    });
  };
  const following = new AbortController();
  const { signal } = following;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  handle.addEventListener(
    'pointermove',
    (move) => {
      if (target === null && Math.abs(move.clientY - event.clientY) < TREMBLE) return;
      const past = items.filter((each) => {
        const { top, height } = each.getBoundingClientRect();
        return move.clientY > top + height / 2;
      });
      mark(past.length);
    },
    { signal },
  );
  handle.addEventListener(
    'lostpointercapture',
    () => {
      following.abort();
      const at = target;
      mark(null);
      if (at !== null) onDrop(at);
    },
    { signal },
  );
}
