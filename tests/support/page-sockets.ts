import type { PageDriver } from '../../scripts/browsers/session.ts';

/** Opens a socket that stays as the page's `window[name]`; returns once it is open. */
export async function openSocket(page: PageDriver, url: string, name = 'socket'): Promise<void> {
  await page.evaluate(
    async (socketUrl: string, key: string) => {
      const socket = new WebSocket(socketUrl);
      Object.assign(window, { [key]: socket });
      await new Promise((opened, failed) => {
        socket.addEventListener('open', opened);
        socket.addEventListener('error', () => failed(new Error(`no socket to ${socketUrl}`)));
      });
    },
    url,
    name,
  );
}

/** Sends texts on the page's `window[name]`. */
export async function sendTexts(
  page: PageDriver,
  texts: readonly string[],
  name = 'socket',
): Promise<void> {
  await page.evaluate(
    (all: readonly string[], key: string) => {
      const socket = (window as unknown as Record<string, WebSocket>)[key]!;
      for (const text of all) socket.send(text);
    },
    texts,
    name,
  );
}
