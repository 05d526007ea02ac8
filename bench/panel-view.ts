// What the bench does in the panel. Each function runs there and so can use nothing from outside.

/** Empties the log and waits until the panel shows so. */
export async function clearLog(): Promise<void> {
  document.querySelector<HTMLButtonElement>('button[aria-label=Clear]')!.click();
  const line = document.querySelector('[role=status][aria-label=Status]')!;
  while (!line.textContent.startsWith('0 of 0 ')) await new Promise((done) => setTimeout(done, 5));
}

/** Waits until the status line counts so many messages; gives the line and when, ms since the epoch. */
export async function waitForTotal(total: number): Promise<{ line: string; at: number }> {
  const line = document.querySelector('[role=status][aria-label=Status]')!;
  const counts = line.querySelectorAll('b');
  const deadline = performance.now() + 120_000;
  while (Number(counts[1]!.textContent.replace(/\D/g, '')) < total) {
    if (performance.now() > deadline) throw new Error(`not ${total} but: ${line.textContent}`);
    await new Promise((done) => setTimeout(done, 2));
  }
  return { line: line.textContent, at: performance.timeOrigin + performance.now() };
}

interface Watched {
  seen: [id: number, at: number][];
  observer: MutationObserver;
}

/** Notes from now on which of the numbered messages is the last row of the list, and since when. */
export function watchLastRow(): void {
  const seen: [number, number][] = [];
  const grid = document.querySelector('[role=grid][aria-label=Messages]')!;
  const observer = new MutationObserver(() => {
    let last = -1;
    for (const row of grid.querySelectorAll('[role=row]')) {
      const id = Number(/"id":(\d+)/.exec(row.textContent)?.[1] ?? -1);
      if (id > last) last = id;
    }
    const before = seen.at(-1)?.[0] ?? -1;
    if (last > before) seen.push([last, performance.timeOrigin + performance.now()]);
  });
  observer.observe(grid, { subtree: true, childList: true, characterData: true });
  (window as unknown as { watched: Watched }).watched = { seen, observer };
}

/** Ends {@link watchLastRow} once message `last` was seen; gives what it noted. */
export async function lastRows(last: number): Promise<Watched['seen']> {
  const { seen, observer } = (window as unknown as { watched: Watched }).watched;
  const deadline = performance.now() + 30_000;
  while ((seen.at(-1)?.[0] ?? -1) < last) {
    if (performance.now() > deadline) throw new Error(`last row is ${seen.at(-1)?.[0]}`);
    await new Promise((done) => setTimeout(done, 5));
  }
  observer.disconnect();
  return seen;
}

/** Drags the list from its start to its end in `frames` steps; gives the time between frames, ms. */
export async function scrollThrough(frames: number): Promise<number[]> {
  const grid = document.querySelector('[role=grid][aria-label=Messages]')!;
  const scroller = [...grid.querySelectorAll('*'), grid].find(
    (each) => each.scrollHeight > each.clientHeight + 100,
  )!;
  const times: number[] = [];
  let last = await new Promise(requestAnimationFrame);
  for (let i = 0; i <= frames; i += 1) {
    scroller.scrollTop = ((scroller.scrollHeight - scroller.clientHeight) * i) / frames;
    const now = await new Promise(requestAnimationFrame);
    times.push(now - last);
    last = now;
  }
  return times;
}

/** Types a filter at once; gives ms to its first and to all its results, and the longest frame. */
export async function typeFilter(
  text: string,
  matches: number,
): Promise<{ first: number; complete: number; longestFrame: number }> {
  const box = document.querySelector<HTMLInputElement>('input[aria-label="Filter messages"]')!;
  const line = document.querySelector('[role=status][aria-label=Status]')!;
  const shown = (): number => Number(line.querySelector('b')!.textContent.replace(/\D/g, ''));
  const before = shown();
  let longestFrame = 0;
  let first = 0;
  let frame = await new Promise(requestAnimationFrame);
  const start = performance.now();
  box.value = text;
  box.dispatchEvent(new Event('input', { bubbles: true }));
  for (;;) {
    const now = await new Promise(requestAnimationFrame);
    longestFrame = Math.max(longestFrame, now - frame);
    frame = now;
    const count = shown();
    if (!first && count !== before) first = performance.now() - start;
    if (first && count === matches) break;
    if (now - start > 120_000)
      throw new Error(`${count} of ${matches} matches: ${line.textContent}`);
  }
  return { first, complete: performance.now() - start, longestFrame };
}
