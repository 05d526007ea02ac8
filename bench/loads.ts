// What the page does while it is measured. Each function runs in the page and so can use nothing
// from outside itself.

/** How a payload travels: as text, or as binary in one of the forms that a page can ask for. */
export type PayloadKind = 'text' | 'arraybuffer' | 'blob';

interface Bench {
  sockets: WebSocket[];
  payload: string | ArrayBuffer | Blob;
}

/** The least that a hook can be: it counts what passes. What it costs, every hook costs. */
export function installBareHook(): void {
  const Native = WebSocket;
  const { send } = Native.prototype;
  let count = 0;
  Native.prototype.send = function countingSend(data) {
    count += 1;
    send.call(this, data);
  };
  window.WebSocket = class extends Native {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', () => {
        count += 1;
      });
    }
  };
}

/** Opens `count` sockets of the page, made one after the other. */
export async function openSockets(url: string, count: number, kind: PayloadKind): Promise<void> {
  const sockets: WebSocket[] = [];
  for (let i = 0; i < count; i += 1) {
    const socket = new WebSocket(url);
    if (kind !== 'text') socket.binaryType = kind;
    sockets.push(socket);
    await new Promise((opened, failed) => {
      socket.onopen = opened;
      socket.onerror = () => failed(new Error(`Socket ${i + 1} of ${count} does not open`));
    });
  }
  (window as unknown as { bench: Bench }).bench = { sockets, payload: '' };
}

/** Asks each socket for its messages and counts them; gives the milliseconds until the last. */
export function receiveAll(count: number): Promise<number> {
  const { sockets } = (window as unknown as { bench: Bench }).bench;
  return new Promise((done) => {
    let left = count;
    const start = performance.now();
    for (const socket of sockets) {
      socket.onmessage = ({ data }) => {
        // Every page reads what comes.
        if (data.length === 0) throw new Error('An empty message');
        left -= 1;
        if (left === 0) done(performance.now() - start);
      };
      socket.send('go');
    }
  });
}

/** Makes what {@link sendAll} sends. */
export function preparePayload(size: number, kind: PayloadKind): void {
  const start = '{"type":"update","payload":"';
  const text = start + 'x'.repeat(Math.max(0, size - start.length - 2)) + '"}';
  const { buffer } = new TextEncoder().encode(text);
  (window as unknown as { bench: Bench }).bench.payload =
    kind === 'text' ? text : kind === 'blob' ? new Blob([buffer]) : buffer;
}

/** Sends over all sockets by turns; gives the milliseconds until the servers have all of it. */
export async function sendAll(count: number): Promise<number> {
  const { sockets, payload } = (window as unknown as { bench: Bench }).bench;
  const answered = sockets.map(
    (socket) =>
      new Promise((done) => {
        socket.onmessage = done;
      }),
  );
  const start = performance.now();
  let at = 0;
  for (let sent = 0; sent < count; sent += 1) {
    const socket = sockets[at]!;
    socket.send(payload as string);
    at = (at + 1) % sockets.length;
    if (sent % 64 === 63) {
      while (socket.bufferedAmount > 1 << 20) await new Promise((done) => setTimeout(done));
    }
  }
  await Promise.all(answered);
  return performance.now() - start;
}

export async function closeSockets(): Promise<void> {
  const { sockets } = (window as unknown as { bench: Bench }).bench;
  for (const socket of sockets) {
    const closed = new Promise((done) => {
      socket.onclose = done;
    });
    socket.onmessage = null;
    socket.close();
    await closed;
  }
}

/** When each message of one socket came, ms since the epoch. */
export function receiveTimes(count: number): Promise<number[]> {
  const socket = (window as unknown as { bench: Bench }).bench.sockets[0]!;
  return new Promise((done) => {
    const times: number[] = [];
    socket.onmessage = () => {
      times.push(performance.timeOrigin + performance.now());
      if (times.length === count) done(times);
    };
    socket.send('go');
  });
}
