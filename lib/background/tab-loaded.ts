import browser from 'webextension-polyfill';

/** Resolves when a tab has loaded its page; at once where it has, or where there is no such tab. */
export async function loaded(tabId: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const onUpdated = (updated: number, { status }: { status?: string }): void => {
    if (updated === tabId && status === 'complete') resolve();
  };
  const onRemoved = (removed: number): void => {
    if (removed === tabId) resolve();
  };
  // Before it is asked: it may be done meanwhile.
  browser.tabs.onUpdated.addListener(onUpdated);
  browser.tabs.onRemoved.addListener(onRemoved);
  try {
    if ((await browser.tabs.get(tabId)).status === 'loading') await promise;
  } catch {
    // It is gone.
  } finally {
    browser.tabs.onUpdated.removeListener(onUpdated);
    browser.tabs.onRemoved.removeListener(onRemoved);
  }
}
