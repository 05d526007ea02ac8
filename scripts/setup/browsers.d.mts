import type { BrowserName } from '../browsers/session.ts';

/** Path of an installed browser, or undefined; rejects where the environment names a wrong one. */
export function findBrowser(name: BrowserName): Promise<string | undefined>;

/** Like {@link findBrowser}, but rejects with what to do where there is none. */
export function requireBrowser(name: BrowserName): Promise<string>;

/** Makes sure that a browser is there: Playwright's download, else the distribution's package. */
export function installBrowser(name: BrowserName): Promise<void>;
