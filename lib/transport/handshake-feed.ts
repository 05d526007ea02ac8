import browser from 'webextension-polyfill';
import { isHandshake, isHandshakeKey } from '../protocol/handshake.ts';
import type { Handshake } from '../protocol/handshake.ts';

/**
 * Tells of each handshake of a tab that the background has kept, and of each that it keeps from now
 * on, again when more is known of it. What it lets go is not taken back here.
 */
export async function followHandshakes(
  tabId: number,
  take: (handshake: Handshake) => void,
): Promise<void> {
  const takeStored = (key: string, value: unknown): void => {
    if (isHandshakeKey(key, tabId) && isHandshake(value)) take(value);
  };
  const { session } = browser.storage;
  // The newer news come first where both tell of one: older news must not undo them.
  const seen = new Set<string>();
  browser.storage.onChanged.addListener((changes, area) => {
    if (area !== 'session') return;
    for (const [key, { newValue }] of Object.entries(changes)) {
      seen.add(key);
      takeStored(key, newValue);
    }
  });
  const stored = await session.get(null);
  for (const [key, value] of Object.entries(stored)) if (!seen.has(key)) takeStored(key, value);
}
