import browser from 'webextension-polyfill';
import { loggedHandshakes } from '../protocol/network-log.ts';
import type { LoggedHandshake } from '../protocol/network-log.ts';

/** Whether the browser hides headers from `webRequest` that its Network log has: Chromium does. */
export function hidesHeaders(): boolean {
  return browser.runtime.getURL('/').startsWith('chrome-extension:');
}

/** Reads the handshakes in the Network log of these DevTools, once. */
export async function readLoggedHandshakes(): Promise<LoggedHandshake[]> {
  return loggedHandshakes(await browser.devtools.network.getHAR());
}
