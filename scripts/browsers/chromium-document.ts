import type { Frame, Locator, Page } from 'playwright';
import { PATIENCE_MS } from './poll.ts';
import { callSource, waitForResult } from './script-source.ts';
import type { DocumentDriver, Target } from './session.ts';

type Role = Parameters<Frame['getByRole']>[0];

interface DocumentAccess {
  /** Asked for anew each time, as documents come and go. */
  frame: () => Frame;
  /** What has the keyboard. */
  page: Page;
  /** Brings the document to the front: where nothing is drawn, no click arrives. */
  activate?: () => Promise<void>;
}

/** Drives one frame of a page. */
export function frameDriver({ frame, page, activate }: DocumentAccess): DocumentDriver {
  const locate = (target: Target): Locator =>
    typeof target === 'string'
      ? frame().locator(target)
      : frame().getByRole(target.role as Role, {
          name: target.name,
          exact: typeof target.name === 'string',
        });

  const driver: DocumentDriver = {
    evaluate: (fn, ...args) => frame().evaluate(callSource(fn, args)),
    waitFor: (fn, ...args) => waitForResult(driver.evaluate, fn, args),
    async click(target) {
      await activate?.();
      await locate(target).click({ timeout: PATIENCE_MS });
    },
    async fill(target, text) {
      await activate?.();
      await locate(target).fill(text, { timeout: PATIENCE_MS });
    },
    async press(key) {
      await activate?.();
      await page.keyboard.press(key);
    },
    async screenshot() {
      await activate?.();
      return frame().locator('html').screenshot();
    },
  };
  return driver;
}
