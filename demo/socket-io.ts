import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { WebSocketServer } from 'ws';

/**
 * A Socket.IO chat on `/socket.io/`. It emits to single sockets only: broadcasts hand frames that
 * are encoded already to the socket's inside, past the ledger.
 */
export function startSocketIo(http: HttpServer, wsEngine: typeof WebSocketServer): Server {
  const io = new Server(http, {
    wsEngine,
    transports: ['websocket'],
    serveClient: false,
    // Other upgrade requests on this server are none of its business.
    destroyUpgrade: false,
  });
  io.on('connection', (socket) => {
    socket.emit('welcome', { room: 'lobby', members: 1 });
    socket.on('say', (text: string, acknowledge: (answer: object) => void) => {
      acknowledge({ received: text.length });
      socket.emit('said', { from: 'echo', text });
    });
    // Socket.IO sends a binary argument as a message of its own.
    socket.on('avatar', (image: Buffer) => socket.emit('avatar', { from: 'echo', image }));
  });
  return io;
}
