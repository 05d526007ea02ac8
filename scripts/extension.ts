import { fileURLToPath } from 'node:url';
import type { BrowserName } from './browsers/session.ts';
import { runTool } from './tool.ts';

/** WXT's names for the browsers. */
const TARGETS: Record<BrowserName, string> = { chromium: 'chrome', firefox: 'firefox' };

/** Directory of the unpacked extension for a browser. */
export function extensionDirectory(browser: BrowserName): string {
  return fileURLToPath(new URL(`../.output/${TARGETS[browser]}-mv3/`, import.meta.url));
}

/** Builds the extension for a browser; rejects where WXT fails. */
export function buildExtension(browser: BrowserName): Promise<void> {
  return runTool('wxt', ['build', '-b', TARGETS[browser], '--mv3']);
}
