// What a page does during chaos. Each function runs in the page and so can use nothing from outside.

/** What the page keeps of its traffic, as `window.chaos`. */
interface PageChaos {
  paused: boolean;
  over: boolean;
  /** By the document whose sockets they use: how many loops run, and how many of them rest. */
  loops: Record<string, { running: number; resting: number; frame: HTMLIFrameElement | null }>;
}

/**
 * Keeps sockets of a document busy with messages of all kinds and sizes, and closes and opens them at
 * random; returns at once. A socket is closed, and traffic pauses, only when all has been answered: then
 * both ends have the same. The url of each socket names it.
 *
 * @param name of the document; where it is not the page's own, a frame is made for it
 * @param seed of the random numbers; in what order the sockets draw them is up to the browser
 */
export async function startTraffic(
  url: string,
  name: string,
  seed: number,
  inFrame: boolean,
): Promise<void> {
  const holder = window as unknown as { chaos?: PageChaos };
  const chaos = (holder.chaos ??= { paused: false, over: false, loops: {} });
  let frame: HTMLIFrameElement | null = null;
  if (inFrame) {
    const made = (frame = document.createElement('iframe'));
    made.src = '/blank';
    const loaded = new Promise((done) => made.addEventListener('load', done));
    document.body.append(made);
    await loaded;
  }
  const realm = (frame?.contentWindow ?? window) as Window & typeof globalThis;
  let state = seed;
  // mulberry32
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  let messages = 0;
  const payload = (): string | ArrayBuffer | Blob => {
    const luck = random();
    const size = luck < 0.95 ? random() * 500 : luck < 0.998 ? random() * 2e4 : random() * 256_000;
    const kind = random();
    const number = `${(messages += 1)} `;
    if (kind < 0.7) return `${number}${'é😀x'.repeat(size / 6)}`;
    const bytes = new Uint8Array(size).map((_, at) => at * kind * 31);
    return kind < 0.9
      ? new TextEncoder().encode(`${number}${'.'.repeat(size)}`).buffer
      : new Blob([number, bytes]);
  };
  const loop = (chaos.loops[name] = { running: 0, resting: 0, frame });
  // It runs in the page, so everything it calls is within it.
  // eslint-disable-next-line unicorn/consistent-function-scoping
  const pause = (ms: number): Promise<unknown> => new Promise((done) => setTimeout(done, ms));
  const rest = async (): Promise<void> => {
    if (!chaos.paused || chaos.over) return;
    loop.resting += 1;
    while (chaos.paused && !chaos.over) await pause(10);
    loop.resting -= 1;
  };
  let sockets = 0;
  const live = async (): Promise<void> => {
    const socket = new realm.WebSocket(`${url}?${name}-${(sockets += 1)}`);
    socket.binaryType = random() < 0.5 ? 'blob' : 'arraybuffer';
    await new Promise((opened) => socket.addEventListener('open', opened));
    let waiting = 0;
    let answered: (() => void) | undefined;
    socket.addEventListener('message', () => {
      waiting -= 1;
      if (waiting === 0) answered?.();
    });
    while (!chaos.over && random() > 0.02) {
      await rest();
      const burst = Math.floor(random() ** 4 * 300) + 1;
      await new Promise<void>((done) => {
        answered = done;
        waiting += burst;
        for (let left = burst; left > 0; left -= 1) socket.send(payload());
      });
      // Some hundred messages a second of each socket, however fast the browser is.
      await pause(burst * 6);
    }
    const closed = new Promise((done) => socket.addEventListener('close', done));
    socket.close(4000 + Math.floor(random() * 1000), 'as it happens');
    await closed;
  };
  const run = async (): Promise<void> => {
    loop.running += 1;
    while (!chaos.over) {
      await rest();
      await live();
    }
    loop.running -= 1;
  };
  for (let left = inFrame ? 1 : 3; left > 0; left -= 1) void run();
}

/** Lets all traffic come to rest: everything that was sent is answered. */
export async function pauseTraffic(): Promise<void> {
  const { chaos } = window as unknown as { chaos: PageChaos };
  chaos.paused = true;
  while (Object.values(chaos.loops).some(({ running, resting }) => resting < running))
    await new Promise((done) => setTimeout(done, 10));
}

/** Goes on after {@link pauseTraffic}. */
export function resumeTraffic(): void {
  (window as unknown as { chaos: PageChaos }).chaos.paused = false;
}

/** Takes a frame out with all that its sockets are doing. */
export function removeFrame(name: string): void {
  const { loops } = (window as unknown as { chaos: PageChaos }).chaos;
  loops[name]?.frame?.remove();
  delete loops[name];
}

/** Lets each socket end; frames stay. */
export async function endTraffic(): Promise<void> {
  const { chaos } = window as unknown as { chaos: PageChaos };
  chaos.over = true;
  while (Object.values(chaos.loops).some(({ running }) => running > 0))
    await new Promise((done) => setTimeout(done, 10));
}
