import { findPart, nextEvent, socketUrl } from './part.ts';

const TEXTS = [
  'Hello',
  'Grüße, 世界 🌍',
  '',
  JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'add', params: [2, 3] }),
  'A long line. '.repeat(400),
  'line one\nline two\ttabbed \u0000 and \u001b[31mcontrol characters',
];
const BYTES = Uint8Array.from({ length: 256 }, (_value, index) => index);
const ECHO_EVERY_MS = 2_000;
const BINARY_EVERY_MS = 5_000;

/** Text there and back. */
export async function echo(auto: boolean): Promise<void> {
  const part = findPart('echo');
  const socket = new WebSocket(socketUrl('/echo'));
  socket.addEventListener('message', ({ data }) => part.show(`echoed: ${data}`));
  part.onPress((text) => socket.send(text));
  await nextEvent(socket, 'open');
  if (auto) {
    for (const text of TEXTS) await roundTrip(socket, text);
    await close(socket, 'All echoed');
  } else {
    let count = 0;
    setInterval(() => socket.send(`message ${(count += 1)}`), ECHO_EVERY_MS);
  }
}

/** Each kind of binary data there and back, received as ArrayBuffer, then as Blob. */
export async function binary(auto: boolean): Promise<void> {
  const part = findPart('binary');
  const socket = new WebSocket(socketUrl('/echo?binary'));
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer | Blob>) =>
    part.show(data instanceof Blob ? `Blob of ${data.size} B` : `buffer of ${data.byteLength} B`),
  );
  part.onPress((kind) => socket.send(kind === 'blob' ? new Blob([BYTES]) : BYTES.buffer));
  await nextEvent(socket, 'open');
  if (auto) {
    await roundTrip(socket, BYTES.buffer);
    await roundTrip(socket, BYTES.subarray(65, 91));
    await roundTrip(socket, new Blob([BYTES, 'tail']));
    socket.binaryType = 'blob';
    await roundTrip(socket, new DataView(BYTES.buffer, 100, 8));
    await roundTrip(socket, new ArrayBuffer(0));
    await close(socket, 'All echoed');
  } else {
    setInterval(() => socket.send(crypto.getRandomValues(new Uint8Array(48))), BINARY_EVERY_MS);
  }
}

/** Prices that the server pushes; heartbeats are answered. */
export async function ticker(auto: boolean): Promise<void> {
  const part = findPart('ticker');
  const socket = new WebSocket(socketUrl(auto ? '/ticker?count=12&interval=40' : '/ticker'));
  socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const message = JSON.parse(data) as {
      type: string;
      seq: number;
      symbol: string;
      price: number;
    };
    if (message.type === 'heartbeat') {
      socket.send(JSON.stringify({ type: 'heartbeat', seq: message.seq }));
    } else {
      part.show(`${message.symbol} ${message.price.toFixed(2)}`);
    }
  });
  if (auto) await nextEvent(socket, 'close');
}

/** The server closes with a code of its own. */
export async function expired(): Promise<void> {
  const part = findPart('expired');
  const connect = async (): Promise<void> => {
    const reason = encodeURIComponent('Session expired');
    const socket = new WebSocket(socketUrl(`/close?code=4001&reason=${reason}`));
    const event = await nextEvent(socket, 'close');
    part.show(`closed with ${event.code}: ${event.reason}`);
  };
  part.onPress(() => void connect());
  await connect();
}

/** Nothing listens on that port. */
export async function unreachable(): Promise<void> {
  const part = findPart('unreachable');
  const connect = async (): Promise<void> => {
    const socket = new WebSocket(document.documentElement.dataset.closedUrl!);
    part.show(`failed with ${(await nextEvent(socket, 'close')).code}`);
  };
  part.onPress(() => void connect());
  await connect();
}

async function roundTrip(socket: WebSocket, data: string | BufferSource | Blob): Promise<void> {
  const answer = nextEvent(socket, 'message');
  socket.send(data as string);
  await answer;
}

async function close(socket: WebSocket, reason: string): Promise<void> {
  const closed = nextEvent(socket, 'close');
  socket.close(1000, reason);
  await closed;
}
