// What the page does during a soak. The function runs in the page and so can use nothing from outside.

/**
 * Keeps four sockets busy for a while with messages of all kinds and sizes, and closes and opens them
 * at random. A socket is closed only when it has been answered, so that what the server sent was
 * received. Gives how many messages the page sent and received.
 *
 * @param seed of the random numbers; in what order the sockets draw them is up to the browser
 */
export async function makeTraffic(url: string, seed: number, seconds: number): Promise<number> {
  let state = seed;
  // mulberry32
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const payload = (): string | ArrayBuffer | Blob => {
    const luck = random();
    const size = Math.floor(luck < 0.95 ? random() * 500 : luck < 0.998 ? random() * 2e4 : 5e5);
    const kind = random();
    if (kind < 0.7) return `${kind}${'é😀x'.repeat(size / 4)}`;
    const bytes = new Uint8Array(size).map((_, at) => at * kind * 31);
    return kind < 0.9 ? bytes.buffer : new Blob([bytes]);
  };
  let messages = 0;
  const live = async (until: number): Promise<void> => {
    const socket = new WebSocket(url);
    socket.binaryType = random() < 0.5 ? 'blob' : 'arraybuffer';
    await new Promise((opened, failed) => {
      socket.addEventListener('open', opened);
      socket.addEventListener('error', () => failed(new Error(`${url} does not open`)));
    });
    let waiting = 0;
    let answered: (() => void) | undefined;
    socket.addEventListener('message', () => {
      messages += 1;
      waiting -= 1;
      if (waiting === 0) answered?.();
    });
    while (performance.now() < until && random() > 0.02) {
      const burst = Math.floor(random() ** 4 * 300) + 1;
      await new Promise<void>((done) => {
        answered = done;
        waiting += burst;
        for (let left = burst; left > 0; left -= 1) socket.send(payload());
      });
      messages += burst;
      // About a thousand messages a second of all sockets, however fast the browser is.
      await new Promise((done) => setTimeout(done, burst * 6));
    }
    const closed = new Promise((done) => socket.addEventListener('close', done));
    socket.close(4000 + Math.floor(random() * 1000), 'as it happens');
    await closed;
  };
  const until = performance.now() + seconds * 1000;
  const worker = async (): Promise<void> => {
    while (performance.now() < until) await live(until);
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return messages;
}
