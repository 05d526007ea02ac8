import { parseArgs } from 'node:util';
import type { BrowserName } from '../browsers/session.ts';

/** What `npm start` was asked for. */
export interface StartOptions {
  browser: BrowserName;
  /** The page to inspect; absent for the demo page. */
  url?: string;
  headless: boolean;
  /** Where the headless run writes its picture of the panel. */
  screenshot: string;
}

/** What `npm start -- --help` prints. */
export const USAGE = `npm start [-- options]
  --browser chromium|firefox  default chromium
  --url URL                   inspect this page instead of the demo
  --headless                  run the demo once, compare and end; so too without a display
  --screenshot PATH           picture of the headless run, default sockscope-demo.png`;

/** Reads the command line; throws with one clear sentence where it makes no sense. */
export function parseStartOptions(args: string[], environment: NodeJS.ProcessEnv): StartOptions {
  const { values } = parseArgs({
    args,
    options: {
      browser: { type: 'string', default: 'chromium' },
      url: { type: 'string' },
      headless: { type: 'boolean', default: !hasDisplay(environment) },
      screenshot: { type: 'string', default: 'sockscope-demo.png' },
    },
  });
  const { browser, url, headless, screenshot } = values;
  if (browser !== 'chromium' && browser !== 'firefox') {
    throw new Error(`--browser is chromium or firefox, not ${browser}`);
  }
  if (url === undefined) return { browser, headless, screenshot };
  if (!URL.canParse(url)) throw new Error(`--url is no complete URL: ${url}`);
  if (headless) throw new Error('--url needs a display: the headless run compares with the demo');
  return { browser, url, headless, screenshot };
}

/** Whether a window can be shown and somebody is there to see it. */
export function hasDisplay({ CI, DISPLAY, WAYLAND_DISPLAY }: NodeJS.ProcessEnv): boolean {
  if (CI) return false;
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);
}
