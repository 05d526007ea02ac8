import type { BrowserSession, PageDriver, PanelDriver } from '../browsers/session.ts';

/** The panel's title in DevTools. */
export const PANEL_TITLE = 'Sockscope';

/** Opens the panel on a page and waits until it hears of each document that begins from then on. */
export async function openPanel(session: BrowserSession, page: PageDriver): Promise<PanelDriver> {
  const panel = await session.openPanel(page, PANEL_TITLE);
  await panel.waitFor(
    () => document.querySelector('[aria-label=Messages]')?.getAttribute('aria-busy') === 'false',
  );
  return panel;
}

/** Waits until the demo page has played all that `?auto` asks for. */
export async function waitForDemo(page: PageDriver): Promise<void> {
  await page.waitFor(() => {
    const { done, failed } = document.documentElement.dataset;
    if (failed !== undefined) throw new Error(`the demo failed: ${failed}`);
    return done !== undefined;
  });
}

/** Waits until the panel's status line counts this many messages. */
export async function waitForCount(panel: PanelDriver, count: number): Promise<void> {
  await panel.waitFor((expected: number) => {
    const lines = [...document.querySelectorAll('[role=status], output')];
    const texts = lines.map((line) => line.textContent);
    const shown = texts.map((text) => /of\D*([\d.,\s\u2019]+?)\s*messages/.exec(text)?.[1]);
    // Thousands may be separated.
    if (shown.some((text) => text && Number(text.replace(/\D/g, '')) === expected)) return true;
    // Thrown, so that the time-out tells what was there instead.
    throw new Error(`the status is ${JSON.stringify(texts)}, not ${expected} messages`);
  }, count);
}

/** Presses Export and takes what the panel would have saved. */
export async function exportHar(panel: PanelDriver): Promise<string> {
  await pressExport(panel);
  return panel.waitFor(() => {
    const { exportedBlob } = window as { exportedBlob?: Blob };
    return exportedBlob?.text();
  }) as Promise<string>;
}

/** Presses Export; the file that the panel would have saved is the panel's `window.exportedBlob`. */
export async function pressExport(panel: PanelDriver): Promise<void> {
  await panel.evaluate(() => {
    const holder = window as { exportedBlob?: Blob; createUrl?: typeof URL.createObjectURL };
    delete holder.exportedBlob;
    const create = (holder.createUrl ??= URL.createObjectURL);
    URL.createObjectURL = (object: Blob | MediaSource) => {
      if (object instanceof window.Blob) holder.exportedBlob = object;
      return create.call(URL, object);
    };
  });
  await panel.click({ role: 'button', name: 'Export' });
}
