import { launchChromium } from './chromium.ts';
import { launchFirefox } from './firefox.ts';
import type { BrowserName, BrowserOptions, BrowserSession } from './session.ts';

/** Starts an installed browser with a fresh profile; rejects with what to install where there is none. */
export function launchBrowser(
  name: BrowserName,
  options: BrowserOptions = {},
): Promise<BrowserSession> {
  return name === 'chromium' ? launchChromium(options) : launchFirefox(options);
}
