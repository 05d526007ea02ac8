import type { WebSocket } from 'ws';

const SYMBOLS = ['AMBR', 'CORL', 'FERN', 'SLTE'];
const HEARTBEAT_EVERY = 5;

/**
 * Pushes prices as JSON every `interval` ms, with a heartbeat now and then that the page answers.
 * With a `count` it closes after so many prices, once the last heartbeat has been answered.
 */
export function runTicker(socket: WebSocket, query: URLSearchParams): void {
  const count = Number(query.get('count') ?? Infinity);
  const interval = Number(query.get('interval') ?? 1000);
  const prices = new Map(SYMBOLS.map((symbol, index) => [symbol, 40 + 25 * index]));
  let sent = 0;
  let unanswered = 0;

  const closeAtEnd = (): void => {
    if (sent >= count && unanswered === 0) socket.close(1000, 'End of feed');
  };
  const tick = (): void => {
    if (sent >= count) return;
    const symbol = SYMBOLS[sent % SYMBOLS.length]!;
    const price = walk(prices.get(symbol)!, sent);
    prices.set(symbol, price);
    sent += 1;
    socket.send(JSON.stringify({ type: 'price', seq: sent, symbol, price }));
    if (sent % HEARTBEAT_EVERY === 0) {
      unanswered += 1;
      socket.send(JSON.stringify({ type: 'heartbeat', seq: sent }));
    }
    closeAtEnd();
  };
  socket.on('message', () => {
    unanswered -= 1;
    closeAtEnd();
  });
  const timer = setInterval(tick, interval);
  socket.on('close', () => clearInterval(timer));
}

/** A calm walk that is the same in every run. */
function walk(price: number, step: number): number {
  return Math.round((price + Math.sin(step * 1.7) * 0.8) * 100) / 100;
}
