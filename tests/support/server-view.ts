import { expect } from 'vitest';
import type { Demo } from '../../demo/servers.ts';
import { PATIENCE_MS } from '../../scripts/browsers/poll.ts';

/** What the servers got from pages over the one connection of a path; binary as an array of bytes. */
export function gotFrom(demo: Demo, path: string): (string | number[])[] {
  const connections = demo.ledger.connections.filter((each) => each.path === path);
  if (connections.length !== 1) throw new Error(`${connections.length} connections of ${path}`);
  return connections[0]!.messages
    .filter(({ direction }) => direction === 'fromPage')
    .map(({ data }) => (typeof data === 'string' ? data : Array.from(data)));
}

/** Waits until that is exactly `wanted`. */
export async function waitForServer(
  demo: Demo,
  path: string,
  wanted: readonly (string | number[])[],
): Promise<void> {
  await expect.poll(() => gotFrom(demo, path), { timeout: PATIENCE_MS }).toEqual(wanted);
}
