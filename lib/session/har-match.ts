import type { HarSocket } from './har-entry.ts';

/** How far the clocks of page and Network log may stand apart, milliseconds. */
const TOLERANCE = 2_000;

/** What is known of a socket that the hook saw. */
export interface HookSocket {
  readonly url: string;
  readonly protocols: readonly string[];
  /** Milliseconds since the epoch. */
  readonly constructedAt: number;
}

/**
 * Which sockets of the Network log the hook does not see. The call stack of the constructor decides
 * where there is one: the hook's own function is on its top, or is not there at all. Without a stack,
 * a socket of a document is taken for the hook's where one of the same url and subprotocols was
 * constructed at that time, each standing for one; in doubt it is the hook's.
 * @param hookUrls where the hook's scripts are
 */
export function unseenByHook(
  sockets: readonly HarSocket[],
  hooked: readonly HookSocket[],
  hookUrls: readonly string[],
): HarSocket[] {
  const isOurs = ({ scripts }: HarSocket): boolean =>
    scripts[0] !== undefined && hookUrls.includes(scripts[0]);
  const free = new Map<string, HookSocket[]>();
  // Without one in doubt there is nothing to compare, however many there are.
  for (const socket of sockets.some(isInDoubt) ? hooked : []) {
    const key = keyOf(socket);
    const same = free.get(key);
    if (same) same.push(socket);
    else free.set(key, [socket]);
  }
  // The hook's own leave the field first, each with the one that it is nearest to.
  for (const socket of sockets) if (isOurs(socket)) takeNearest(free, socket);
  return sockets.filter((socket) =>
    isInDoubt(socket) ? !takeNearest(free, socket) : !isOurs(socket),
  );
}

/** Whether nothing but comparing can tell if the hook sees a socket. */
export function isInDoubt({ scripts, inDocument }: HarSocket): boolean {
  return scripts.length === 0 && inDocument;
}

function takeNearest(free: ReadonlyMap<string, HookSocket[]>, socket: HarSocket): boolean {
  const candidates = free.get(keyOf(socket));
  if (!candidates) return false;
  let nearest = -1;
  let least = TOLERANCE;
  for (let i = 0; i < candidates.length; i += 1) {
    const distance = Math.abs((candidates[i] as HookSocket).constructedAt - socket.startedAt);
    if (distance > least) continue;
    least = distance;
    nearest = i;
  }
  if (nearest === -1) return false;
  candidates.splice(nearest, 1);
  return true;
}

function keyOf({ url, protocols }: { url: string; protocols: readonly string[] }): string {
  return `${protocols.join()} ${url}`;
}
