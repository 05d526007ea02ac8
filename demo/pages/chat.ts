import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { findPart } from './part.ts';

const LINES = ['Good morning', 'How are you?', 'Schönen Tag! ☕'];
const SAY_EVERY_MS = 4_000;

/** A chat over Socket.IO, with acknowledgements and a binary attachment. */
export async function chat(auto: boolean): Promise<void> {
  const part = findPart('chat');
  const socket = io({ transports: ['websocket'] });
  socket.on('said', ({ from, text }: { from: string; text: string }) =>
    part.show(`${from}: ${text}`),
  );
  part.onPress((text) => socket.emit('say', text, () => {}));
  await next(socket, 'welcome');
  if (!auto) {
    let line = 0;
    setInterval(() => socket.emit('say', LINES[line++ % LINES.length], () => {}), SAY_EVERY_MS);
    return;
  }
  for (const line of LINES) {
    const said = next(socket, 'said');
    await socket.emitWithAck('say', line);
    await said;
  }
  const avatar = next(socket, 'avatar');
  socket.emit('avatar', Uint8Array.of(0x89, 0x50, 0x4e, 0x47));
  await avatar;
  socket.disconnect();
}

function next(socket: Socket, event: string): Promise<unknown> {
  return new Promise((done) => socket.once(event, done));
}
