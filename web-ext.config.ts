import { defineWebExtConfig } from 'wxt';
import { hasDisplay } from './scripts/start/options.ts';
import { findBrowser } from './scripts/setup/browsers.mjs';

const [chromium, firefox] = await Promise.all([findBrowser('chromium'), findBrowser('firefox')]);

/** The browser that `npm run dev` and `npm run dev:firefox` open. */
export default defineWebExtConfig({
  // Without a display the build is kept up to date, to be loaded by hand.
  disabled: !hasDisplay(process.env),
  binaries: { ...(chromium && { chrome: chromium }), ...(firefox && { firefox }) },
  // Chromium's sandbox does not work for root.
  chromiumArgs: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
